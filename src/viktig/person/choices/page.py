"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from viktig.ground.access.queries import seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.person.choices.models import Choosing

READ, SUGGEST, EDIT = (
    Permission.PERSON_CHOICES_READ,
    Permission.PERSON_CHOICES_SUGGEST,
    Permission.PERSON_CHOICES_EDIT,
)
TEMPLATES = "person/choices/templates"


def page_of(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of the room needs. name: whose room it is, for somebody else; empty for oneself."""
    is_own = request.user.who == person.pk
    name = "" if is_own else person.name or _("Someone who has not given a name")
    return {"who": person.pk, "is_own": is_own, "name": name}


def page_on(request: AccountRequest, choosing: Choosing) -> dict[str, Any]:
    """Return what every page about one choice needs, and who can see it now."""
    seers = seen_by(choosing.person_id, Room.CHOICES, item=choosing.pk)
    return page_of(request, choosing.person) | {"choosing": choosing, "seen_by": seers}


def did(form: Form, action: Any, **values: Any) -> bool:
    """Do an action; where a rule says no, show it in the form, with all that was written."""
    try:
        action(**values)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def shown_anew(form: Form, seen: str) -> None:
    """Let a bound form know what stands there now, so that saving once more keeps its own words."""
    form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]  # each field came once
