"""Load the demo into a new database, and mark it: `python -m viktig.demo.load`, called by `viktig demo`."""

import os
import sys
from pathlib import Path

from viktig.ground.commands import Parser, Refused

QUARTERS = 6


def main(arguments: list[str]) -> None:
    """Load what is not there yet. Raises Refused on a database that holds somebody else's data."""
    parser = Parser(prog="viktig demo")
    parser.add_argument("--quarters", type=int, default=QUARTERS, help="past quarters to invent figures for")
    parser.add_argument("--scale", type=float, default=0, help="1: a town of 1,000 people with a page, to measure with")
    chosen = parser.parse_args(arguments)

    import django

    django.setup()
    from viktig.demo import mark
    from viktig.ground.people.models import Account

    if mark.is_marked():
        return
    if Account.objects.exists():
        raise Refused("This database holds people already, so the demo is not loaded into it.")
    load(quarters=chosen.quarters, scale=chosen.scale)
    mark.mark()


def load(*, quarters: int, scale: float) -> None:
    """Load towns, people, their pages, their voices, the past, and the files of DEMO_DATA."""
    from django.utils import translation

    from viktig.demo import choosing, crowd, life, past, stories, story, town

    town.make_town()
    read_files(os.environ.get("DEMO_DATA", ""))
    for ombud in life.OMBUDS:
        life.present(ombud)
    story.join([story.tell(told) for told in story.STORY])
    for one in life.LIVES:
        with translation.override(story.who(one.key).language):
            life.live(one)
    for dilemma in choosing.DILEMMAS:
        choosing.face(dilemma)
    stories.tell()
    past.replay(quarters)
    past.release(quarters)
    if scale:
        crowd.gather(scale)


def read_files(folder: str) -> None:
    """Import the files of a folder that can be read, and name the others."""
    if not folder:
        return
    from viktig.doors.files.actions import import_files, readable

    files = sorted(path for path in Path(folder).iterdir() if path.suffix in {".yaml", ".yml", ".csv"})
    import_files([path for path in files if readable(path)])
    for path in files:
        if not readable(path):
            print(f"{path.name} is not read yet.")


if __name__ == "__main__":
    from viktig.ground.commands import refusing

    refusing(main, sys.argv[1:])
