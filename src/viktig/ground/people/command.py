"""`viktig invite`: how the first people come in."""

import os
from difflib import get_close_matches
from typing import TYPE_CHECKING

from viktig.ground.commands import Parser, Refused

if TYPE_CHECKING:
    from viktig.ground.access.roles import OrganisationRole
    from viktig.ground.people.models import Organisation

ROLES = ("member", "ombud", "moderator", "administrator", "keeper")


def invite(arguments: list[str]) -> None:
    """Invite somebody by letter to work for an organisation, and print the words. Raises Refused."""
    parser = Parser(
        prog="viktig invite",
        description="Invite somebody to work for an organisation: they get a letter with eight words, good for 14 days.",
    )
    parser.add_argument("email", metavar="EMAIL", help="where the letter goes")
    parser.add_argument("organisation", metavar="ORGANISATION", help="its name, in quotation marks, or its id")
    parser.add_argument("role", metavar="ROLE", help=", ".join(ROLES))
    parser.add_argument("--place", help="the place of the organisation, where two have the same name")
    chosen = parser.parse_args(arguments)
    if chosen.role not in ROLES:
        raise Refused(f"There is no role {chosen.role!r}. The roles are {', '.join(ROLES)}.")
    if not os.environ.get("DATABASE_URL"):
        raise Refused("DATABASE_URL is not set, and no demo runs here: set it, or start `viktig demo` first.")

    import django

    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from viktig.ground.access.roles import OrganisationRole

    try:
        validate_email(chosen.email)
    except ValidationError:
        raise Refused(f"{chosen.email!r} is not an e-mail address.") from None
    organisation = found(chosen.organisation, chosen.place)
    words = invited(chosen.email, organisation, OrganisationRole(chosen.role))
    print(f"A letter goes to {chosen.email}. These words open the invitation once, within 14 days:\n\n  {words}\n")


def found(name: str, place: str | None = None) -> "Organisation":
    """Return the organisation with this name or id. Raises Refused, with names that are near."""
    from viktig.ground.people.models import Organisation

    known = list(Organisation.unguarded.select_related("place__country").order_by("name", "place__name"))
    same = [
        one
        for one in known
        if name.casefold() in (one.name.casefold(), str(one.pk))
        and (place is None or place.casefold() in (one.place.name.casefold(), one.place_id.casefold()))
    ]
    if len(same) == 1:
        return same[0]
    if same:
        places = ", ".join(one.place.name for one in same)
        raise Refused(f"{len(same)} organisations are called {name!r}, in {places}: say which with --place.")
    if not known:
        raise Refused("There is no organisation yet: `viktig import FILE` reads them.")
    names = {one.name.casefold(): one.name for one in known}
    inside = [real for low, real in names.items() if name.casefold() in low]
    near = inside or [names[low] for low in get_close_matches(name.casefold(), list(names), n=5, cutoff=0.5)]
    raise Refused(
        f"No organisation is called {name!r}"
        + (f" in {place}" if place else "")
        + ". "
        + _near(near, sorted(names.values()))
    )


def invited(email: str, organisation: "Organisation", role: "OrganisationRole") -> str:
    """Make the invitation acting for nobody, send its letter, and return its words. Raises Refused."""
    from django.conf import settings
    from django.utils import translation
    from django.utils.translation import gettext as _

    from viktig.ground.notify.actions import send_letter
    from viktig.ground.people import actions
    from viktig.ground.privacy.acting import acting_as

    language = organisation.place.country.language
    try:
        with acting_as(None, because="ground.people.invite"):
            words = actions.invite(organisation=organisation, role=role)
            with translation.override(language):
                text = _(
                    "You are invited to work for %(organisation)s in Viktig.\n\n"
                    "Open %(address)s and write these eight words:\n\n%(words)s\n\n"
                    "The words work once, within 14 days."
                ) % {"organisation": organisation.name, "address": f"{settings.VIKTIG_URL}/me/invited/", "words": words}
            send_letter(to=email, text=text + "\n", language=language)
    except actions.RoleOutOfReach as refusal:
        with translation.override(None):  # the command line speaks the source's language
            raise Refused(str(refusal.message)) from None
    return words


def _near(near: list[str], known: list[str]) -> str:
    if near:
        return f"Near it: {', '.join(near[:5])}."
    more = f" and {len(known) - 5} more" if len(known) > 5 else ""
    return f"There are: {', '.join(known[:5])}{more}."
