"""`viktig protection`: the key of the one who runs the site, to what is one for all and where nobody else holds one."""

import os
from typing import TYPE_CHECKING, Any

from viktig.ground.commands import Parser, Refused

if TYPE_CHECKING:
    from viktig.ground.people.models import Organisation
    from viktig.ground.protection.models import Proposal

NO_BODY = "smallest_group"


def protection(arguments: list[str]) -> None:
    """Say what stands and what waits; propose, say yes or no, take back. Raises Refused."""
    parser = Parser(
        prog="viktig protection",
        description="What protects people changes when a user organisation says yes too. Without more: what waits.",
    )
    parser.add_argument("what", nargs="?", choices=("propose", "yes", "no", "take-back"))
    parser.add_argument("rest", nargs="*", metavar="…", help="propose SETTING VALUE; yes ID; no ID; take-back ID")
    parser.add_argument(
        "--for", dest="body", metavar="ORGANISATION", help="whom it concerns, for all but smallest_group"
    )
    parser.add_argument("--why", default="", help="the reason, which everyone can read")
    chosen = parser.parse_args(arguments)
    if not os.environ.get("DATABASE_URL"):
        raise Refused("DATABASE_URL is not set, and no demo runs here: set it, or start `viktig demo` first.")

    import django

    django.setup()
    from django.utils import translation

    from viktig.ground.privacy.acting import acting_as
    from viktig.ground.rules import RuleBroken

    with translation.override(None), acting_as(None, because="ground.protection.command"):
        try:
            _do(chosen)
        except RuleBroken as refusal:
            raise Refused(str(refusal.message)) from None


def _do(chosen: Any) -> None:
    if chosen.what is None:
        _list()
    elif chosen.what == "propose":
        _propose(chosen)
    else:
        _end(chosen)


def _list() -> None:
    from viktig.ground.protection.queries import keys_that_count, proposals_waiting, smallest_group

    print(f"The smallest number in published figures: {smallest_group()}")
    names = [one.organisation.name for one in keys_that_count()]
    print(f"User organisations whose key counts: {', '.join(names) or 'none'}")
    waiting = list(proposals_waiting())
    for one in waiting:
        print(f"\n{one.pk}\n  {_line(one)}\n  {one.why}")
    if not waiting:
        print("Nothing waits.")


def _line(one: "Proposal") -> str:
    whom = f", {one.organisation.name}" if one.organisation else ""
    value = one.number if one.number is not None else one.other.name if one.other else "those of the place"
    by = one.proposed_by.name if one.proposed_by else "the one who runs this site"
    return f"{one.setting}{whom}: {value}, proposed by {by} on {one.proposed_on}"


def _propose(chosen: Any) -> None:
    from viktig.ground.protection import actions
    from viktig.ground.protection.models import Setting

    if len(chosen.rest) != 2 or chosen.rest[0] not in Setting.values:
        raise Refused(f"Say what and to which value: viktig protection propose {'|'.join(Setting.values)} VALUE.")
    if not chosen.why.strip():
        raise Refused("Say why, with --why: everyone can read it.")
    setting, value = Setting(chosen.rest[0]), chosen.rest[1]
    body = _body(setting, chosen.body)
    if setting in {Setting.SMALLEST_GROUP, Setting.ANSWER_DAYS}:
        if not value.isdecimal():
            raise Refused(f"{value!r} is no whole number.")
        new: dict[str, Any] = {"number": min(int(value), 1000)}
    else:
        new = {"other": _organisation(value)}
    proposal = actions.propose(setting=setting, body=body, by=None, why=chosen.why, **new)
    print(f"Proposed. A user organisation whose key counts says yes or no:\n  {proposal}")


def _body(setting: str, name: str | None) -> "Organisation | None":
    if (setting == NO_BODY) == (name is None):
        return _organisation(name) if name else None
    raise Refused("Say whom it concerns with --for." if name is None else "This is one for all: leave --for out.")


def _organisation(name: str) -> "Organisation":
    from viktig.ground.people.command import found

    return found(name)


def _end(chosen: Any) -> None:
    from uuid import UUID

    from viktig.ground.protection import actions

    try:
        [proposal] = (UUID(one) for one in chosen.rest)
    except ValueError:
        raise Refused(f"Say which: viktig protection {chosen.what} ID. `viktig protection` lists them.") from None
    if chosen.what == "yes":
        actions.say_yes(proposal=proposal, by=None)
        print("Both sides have said yes: it counts from now on.")
    elif chosen.what == "no":
        actions.say_no(proposal=proposal, by=None, why=chosen.why)
        print("The proposal has ended.")
    else:
        actions.take_back(proposal=proposal, by=None)
        print("The proposal is taken back.")
