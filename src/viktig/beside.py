"""Programs of others that run beside the tests: fetched once with npm from a lock file in the repository."""

import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var"


class NotHere(Exception):
    """The program cannot run here; the text says why in a line."""


def from_npm(source: Path, name: str, without: str) -> Path:
    """Return the folder with the JavaScript in `source` and the packages that its lock file names, installed once.

    name: of the folder, below var. without: what the tests go without, in a few words. Raises NotHere.
    """
    if not shutil.which("node") or not shutil.which("npm"):
        raise NotHere(f"{without}: it needs node and npm")
    installed = KEPT / name
    if not (installed / "node_modules").exists():
        _install(source, installed, without)
    for script in source.glob("*.js"):
        shutil.copy(script, installed)
    return installed


def _install(source: Path, installed: Path, without: str) -> None:
    KEPT.mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=KEPT, prefix=f"{installed.name}-"))
    for file in ("package.json", "package-lock.json"):
        shutil.copy(source / file, made)
    command = ["npm", "ci", "--silent", "--no-audit", "--no-fund"]
    ran = subprocess.run(command, cwd=made, check=False, capture_output=True, timeout=120)  # noqa: S603 (npm itself)
    if ran.returncode:
        shutil.rmtree(made)
        raise NotHere(f"{without}: npm cannot fetch it")
    try:
        made.rename(installed)
    except OSError:  # another worker was first
        shutil.rmtree(made)
