"""Run `viktig demo` in any folder: `python bench/house.py FOLDER PORT [--scale N]`, until whoever started it ends."""

import os
import signal
import sys
from pathlib import Path

from viktig.cli import refusing
from viktig.ground.processes import end_with_my_parent
from viktig.supervise import CHILDREN, STEPS, House, supervise

LOADING = "loading the demo"


def main(arguments: list[str]) -> None:
    """Run the same steps and processes as `viktig demo`."""
    folder, port, *for_loader = arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "viktig.settings")
    end_with_my_parent(signal.SIGTERM)
    steps = STEPS | {LOADING: (*STEPS[LOADING], *for_loader)}
    supervise(House(Path(folder), int(port), steps, CHILDREN))


if __name__ == "__main__":
    refusing(main, sys.argv[1:])
