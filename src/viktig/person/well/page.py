"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.utils.translation import gettext as _

from viktig.ground.access.queries import Seer, seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.person.well.access import ALONE
from viktig.person.well.models import Thing

READ, EDIT = Permission.PERSON_WELL_READ, Permission.PERSON_WELL_EDIT
TEMPLATES = "person/well/templates"


def page_of(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of the room needs. name: whose room it is, for somebody else; empty for oneself."""
    is_own = request.user.who == person.pk
    name = "" if is_own else person.name or _("Someone who has not given a name")
    return {"who": person.pk, "is_own": is_own, "name": name}


def seers_of(thing: Thing) -> list[Seer]:
    """Return who can see a thing now."""
    return seen_by(thing.person_id, Room.WELL, item=thing.pk, whole=not isinstance(thing, ALONE))


def room_is_open(request: AccountRequest, who: UUID) -> bool:
    """Say whether whoever sees one thing may also see the page it stands on."""
    return request.user.who == who or bool(seen_by(who, Room.WELL))


def did(form: Form, action: Any, field: str | None = None, **values: Any) -> bool:
    """Do an action; where a rule says no, show it in the form, with all that was written. field: beside which one."""
    try:
        action(**values)
    except RuleBroken as refusal:
        form.add_error(field, str(refusal.message))
        return False
    return True


def shown_anew(form: Form, seen: str) -> None:
    """Let a bound form know what stands there now, so that saving once more keeps its own words."""
    form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]  # each field came once
