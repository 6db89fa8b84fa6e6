"""`viktig import`: read places, organisations, and how a place works, from files."""

import os

from viktig.ground.commands import Parser, Refused


def import_(arguments: list[str]) -> None:
    """Import files, all or none, and print what is new. Raises Refused."""
    parser = Parser(
        prog="viktig import",
        description="Read places (.csv), organisations (.csv) and how a place works (.yaml). All files, or none.",
        epilog="docs/import.md says what a file must look like.",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="one file or more, in any order")
    chosen = parser.parse_args(arguments)
    if not os.environ.get("DATABASE_URL"):
        raise Refused("DATABASE_URL is not set, and no demo runs here: set it, or start `viktig demo` first.")

    import django

    django.setup()
    from viktig.doors.files.actions import import_files

    print(import_files(chosen.files))
