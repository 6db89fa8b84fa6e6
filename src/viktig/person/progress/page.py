"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken

READ, EDIT = Permission.PERSON_PROGRESS_READ, Permission.PERSON_PROGRESS_EDIT
TEMPLATES = "person/progress/templates"
NEW_GOAL, NEW_CHANGE, NEW_SLIP = "person.progress.goal", "person.progress.change", "person.progress.slip"


def page_of(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of the room needs. name: whose room it is, for somebody else; empty for oneself."""
    is_own = request.user.who == person.pk
    name = "" if is_own else person.name or _("Someone who has not given a name")
    return {"who": person.pk, "is_own": is_own, "name": name}


def did(form: Form, action: Any, /, **values: Any) -> bool:
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
