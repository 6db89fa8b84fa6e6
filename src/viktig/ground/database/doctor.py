"""`viktig doctor`: what is set, what answers, and what is wrong, in words."""

import os

from viktig.ground.commands import Parser, Refused
from viktig.ground.database.findings import OF_ROOMS
from viktig.ground.database.settings_findings import is_complete, settings_findings

SIGNS = {None: "note   ", True: "ok     ", False: "WRONG  "}


def doctor(arguments: list[str]) -> None:
    """Print one line a finding. Raises Refused when something is wrong that keeps Viktig from being trusted."""
    Parser(prog="viktig doctor", description="Look at the settings and what they lead to.").parse_args(arguments)
    found = list(settings_findings(os.environ))
    if is_complete(found):
        import django

        from viktig.ground.database.database_findings import database_findings

        django.setup()
        found += database_findings()
        found += [one for find in OF_ROOMS.values() for one in find()]
    for finding in found:
        print(f"{SIGNS[finding.is_well]}{finding.what}{': ' if finding.so else ''}{finding.so}")
    wrong = sum(finding.is_well is False for finding in found)
    if wrong:
        raise Refused(f"{wrong} of these must be put right first.")
