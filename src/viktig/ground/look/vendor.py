"""Make `static/viktig.css`, the one style sheet of every page.

    python -m viktig.ground.look.vendor            put the style sheet together again from sources/
    python -m viktig.ground.look.vendor --fetch    first fetch Designsystemet anew (needs npm, node and the network)

sources/designsystemet/ holds the components we use, as published, with licence and version; sources/theme.css is made by
Designsystemet's own generator from sources/designsystemet.config.json; sources/viktig-*.css are ours.
"""

import argparse
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

LOOK = Path(__file__).resolve().parent
SOURCES = LOOK / "sources"
COMPONENTS = SOURCES / "designsystemet"
BUILT = LOOK / "static" / "viktig.css"

CSS = ("@digdir/designsystemet-css", "1.22.0")
GENERATOR = ("@digdir/designsystemet", "1.15.0")

# A component of Designsystemet that a template starts to use is added here. Order and layer are those of its index.css.
BASE = ("base", "heading", "label", "paragraph", "validation-message")
REST = ("link", "button", "input", "field", "fieldset", "alert", "details", "card", "tag", "error-summary", "table")
OURS = ("words", "page", "parts", "print")

# What we never show: a scheme chosen by hand, a second typeface. (selector or condition, exactly as generated)
UNUSED = ('[data-color-scheme="dark"]', '[data-typography="secondary"]', "@media (prefers-color-scheme: light)")


def build() -> str:
    """Return the whole style sheet, from sources/ alone: the same sources give the same bytes."""
    parts = [
        f"/*! Viktig (EUPL-1.2) on Designsystemet {CSS[1]} by Digdir (MIT), theme by its generator {GENERATOR[1]}. */\n",
        "@layer ds.theme,ds.base,ds.words,ds.components,viktig;",
        minified("".join(used(block) for block in blocks(read("theme.css")))),
        *(f"@layer ds.base{{{component(name)}}}" for name in BASE),
        *(f"@layer ds.components{{{component(name)}}}" for name in REST),
        *(minified(read(f"viktig-{name}.css")) for name in OURS),
    ]
    return "".join(parts) + "\n"


def read(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


def component(name: str) -> str:
    """Return a component as published (it is minified), without its comments."""
    return re.sub(r"/\*.*?\*/", "", read(f"designsystemet/{name}.css"), flags=re.S).strip()


def blocks(css: str) -> Iterator[str]:
    """Split a style sheet into its outermost rules."""
    css = re.sub(r'@charset "[^"]*";', "", re.sub(r"/\*.*?\*/", "", css, flags=re.S))
    depth, start = 0, 0
    for place, sign in enumerate(css):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and sign == "}":
            yield css[start : place + 1]
            start = place + 1


def used(layer: str) -> str:
    """Return a layer of the theme without the rules that we never show."""
    head, body = layer.split("{", 1)
    kept = [rule for rule in blocks(body.rsplit("}", 1)[0]) if not rule.strip().startswith(UNUSED)]
    return f"{head}{{{''.join(kept)}}}" if kept else ""


def minified(css: str) -> str:
    """Return CSS without comments and needless space. For ours and the generator's: no strings that hold `{`, `}`, `;`."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    css = re.sub(r"(?<=[\w-]): (?=[^{}]*[;}])", ":", css)
    return css.replace(";}", "}").strip()


def fetch() -> None:
    """Fetch the named versions with npm, and make the theme with Designsystemet's generator."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        unpacked = unpack(*CSS, into=here)
        shutil.rmtree(COMPONENTS, ignore_errors=True)
        COMPONENTS.mkdir(parents=True)
        for name in BASE + REST:
            shutil.copyfile(unpacked / "dist" / "src" / f"{name}.css", COMPONENTS / f"{name}.css")
        shutil.copyfile(unpacked / "LICENSE", COMPONENTS / "LICENSE")
        (COMPONENTS / "VERSION").write_text(f"{CSS[0]} {CSS[1]}\n", encoding="utf-8")

        shutil.copyfile(SOURCES / "designsystemet.config.json", here / "designsystemet.config.json")
        generator = ["npx", "--yes", "--package=" + "@".join(GENERATOR), "designsystemet", "tokens"]
        run([*generator, "create", "--config", "designsystemet.config.json"], here)
        run([*generator, "build", "--out-dir", "built"], here)
        shutil.copyfile(here / "built" / "viktig.css", SOURCES / "theme.css")


def unpack(name: str, version: str, *, into: Path) -> Path:
    """Fetch one package as npm keeps it; return the folder it was unpacked to."""
    run(["npm", "pack", f"{name}@{version}"], into)
    with tarfile.open(next(into.glob("*.tgz"))) as packed:
        packed.extractall(into, filter="data")
    return into / "package"


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own words, no shell)


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--fetch", action="store_true", help="fetch Designsystemet anew, then put together")
    if ask.parse_args().fetch:
        fetch()
    BUILT.write_text(build(), encoding="utf-8")
    print(f"{BUILT.relative_to(LOOK)}: {BUILT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
