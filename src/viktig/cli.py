"""The command line: `viktig --help` says all.

A command is a line in COMMANDS: what it does, and the function that does it, which takes the arguments after its name
and is imported only when it is called. Whatever is expected to go wrong is one plain sentence and exit status 1.
"""

import os
import sys
from argparse import REMAINDER, RawDescriptionHelpFormatter
from importlib import import_module
from pathlib import Path

from viktig.ground.commands import Command, Parser, Refused, refusing
from viktig.ground.database import secrets

COMMANDS = {
    "serve": ("serve the pages", "viktig.serve:serve"),
    "worker": ("do what must not wait for a page: deliver, remind, erase", "viktig.serve:work"),
    "migrate": ("bring both databases up to date", "viktig.serve:migrate"),
    "backup": ("write all data, or the keys, to a sealed file", "viktig.ground.database.command:backup"),
    "restore": ("write a backup into two empty databases", "viktig.ground.database.command:restore"),
    "export": ("write all about a person to a file, with their eight words", "viktig.person.mine.command:export"),
    "erase": ("erase a person, with their eight words", "viktig.person.mine.command:erase"),
    "import": ("read places, organisations and a place's own words from files", "viktig.doors.files.command:import_"),
    "facts": ("count what happened, and publish the quarters that are due", "viktig.ground.facts.command:facts"),
    "figures": (
        "try to break published figures, with the files alone",
        "viktig.ground.facts.published_command:figures",
    ),
    "protection": ("see what takes two keys: propose, say yes or no", "viktig.ground.protection.command:protection"),
    "doctor": ("look at the settings and say in words what is wrong", "viktig.ground.database.doctor:doctor"),
    "demo": ("try everything: a database of its own, invented people, pages and worker", "viktig.supervise:demo"),
    "organisation": (
        "let an organisation become part of another, or close it",
        "viktig.ground.voice.command:organisation",
    ),
    "invite": ("invite somebody by letter to work for an organisation", "viktig.ground.people.command:invite"),
}
OWNERS = ("DATABASE_OWNER_URL", "VIKTIG_KEYS_OWNER_URL")
CHECKOUT = Path(__file__).resolve().parents[2]
VAR = (CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()) / "var"


def main(arguments: list[str] | None = None) -> None:
    """Run the command that `arguments` (else the command line) names; leaves with status 1 if it is refused."""
    refusing(_run, sys.argv[1:] if arguments is None else arguments)


def instance_folder() -> Path:
    """Return where `viktig demo` keeps everything: one folder per PORT, so that several run side by side."""
    return VAR / f"demo-{port()}"


def port() -> int:
    """Return PORT, or 8000. Raises Refused if it is no port."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Refused(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _run(arguments: list[str]) -> None:
    parser = Parser(
        prog="viktig", epilog=_list(), formatter_class=RawDescriptionHelpFormatter,
        description="Carries what matters to a person from their own words to a changed service, and back.",
    )  # fmt: skip
    parser.add_argument("--instance", type=Path, help="the folder of a running demo (default: var/demo-PORT)")
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=REMAINDER, metavar="…", help="see viktig <command> --help")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "viktig.settings")
    if chosen.command != "demo":
        _join(chosen.instance)
    module, function = COMMANDS[chosen.command][1].split(":")
    command: Command = getattr(import_module(module), function)
    command(chosen.arguments)


def _list() -> str:
    return "commands:\n" + "\n".join(f"  {name:<14}{what}" for name, (what, _) in COMMANDS.items())


def _join(instance: Path | None) -> None:
    """Take databases and secrets from the demo that runs in `instance`, unless the operator has named a database."""
    if "DATABASE_URL" in os.environ and instance is None:
        return
    file = (instance or instance_folder()) / "environment"
    if file.exists():
        os.environ.update(secrets.read(file))
    elif instance is not None:
        raise Refused(f"No demo runs in {instance}: start it with `viktig demo`.")


if __name__ == "__main__":
    main()
