"""`viktig organisation`: what is done when a body becomes part of another, or ends."""

from typing import TYPE_CHECKING

from viktig.ground.commands import Parser, Refused
from viktig.ground.people.command import found

if TYPE_CHECKING:
    from viktig.ground.voice.actions.ending import Consequences


def organisation(arguments: list[str]) -> None:
    """Let one organisation become part of another, or close it; print what happened, or would. Raises Refused."""
    parser = Parser(
        prog="viktig organisation",
        description="Let an organisation become part of another, or close it. Open voices move on, with the reason.",
    )
    parser.add_argument("what", choices=["merge", "close"], metavar="merge | close")
    parser.add_argument(
        "organisation", metavar="ORGANISATION", help="the one that ends: its name in quotation marks, or id"
    )
    parser.add_argument("into", metavar="INTO", nargs="?", help="for merge: the one that takes over")
    parser.add_argument("--place", help="the place of the one that ends, where two have the same name")
    parser.add_argument("--dry-run", action="store_true", help="change nothing, and say what would happen")
    chosen = parser.parse_args(arguments)
    if (chosen.what == "merge") != (chosen.into is not None):
        raise Refused(
            "Say which one takes over: viktig organisation merge ORGANISATION INTO; close takes one name only."
        )

    import django

    django.setup()
    from django.utils import translation

    from viktig.ground.privacy.acting import acting_as
    from viktig.ground.voice.actions.ending import CannotEnd, end_organisation

    ended = found(chosen.organisation, chosen.place)
    successor = found(chosen.into) if chosen.into else None
    try:
        with translation.override(None), acting_as(None, because="ground.voice.end_organisation"):
            happened = end_organisation(ended, successor=successor, do=not chosen.dry_run)
    except CannotEnd as refusal:
        raise Refused(str(refusal.message)) from None
    print(_said(happened, ended.name, successor.name if successor else "", dry=chosen.dry_run))


def _said(happened: "Consequences", name: str, into: str, *, dry: bool) -> str:
    how = f"{name} is part of {into}" if into else f"{name} is closed"
    if happened.already:
        return f"{how} already. Nothing has changed."
    to = into or "the next one that each may reach, or nowhere"
    lines = [
        f"{how}." if not dry else f"Nothing has changed. If you do it: {how}, and then",
        f"  open voices that go to {to}: {happened.held}",
        f"  voices that would have come there later, and pass by or go to the one that takes over: {happened.on_the_way}",
        f"  organisations below that answer to the next one: {happened.below}",
        f"  memberships that end: {happened.members}",
        f"  open invitations that end: {happened.invitations}",
        *(f"  {what}: {number}" for what, number in happened.rooms),
    ]
    return "\n".join(lines)
