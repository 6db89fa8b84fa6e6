"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from typing import Any

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken
from viktig.person.mandates.rules import Rule, rules_for

READ, EDIT = Permission.PERSON_MANDATES_READ, Permission.PERSON_MANDATES_EDIT
TEMPLATES = "person/mandates/templates"


def page_of(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of the room needs. name: whose room it is, for somebody else; empty for oneself."""
    is_own = request.user.who == person.pk
    name = "" if is_own else person.name or _("Someone who has not given a name")
    return {"who": person.pk, "is_own": is_own, "name": name}


def good_to_know(person: Person) -> list[Rule]:
    """Return what the law and the bodies say where a person lives, in the language that the page is shown in."""
    country = person.place.country_id if person.place else ""
    return rules_for(country, language=get_language() or "nb", today=clock.today())


def did(form: Form, action: Any, **values: Any) -> Any:
    """Do an action; return what it gives, or True. Where a rule says no, None; its sentence stands in the form."""
    try:
        return action(**values) or True
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return None


def shown_anew(form: Form, seen: str) -> None:
    """Let a bound form know what stands there now, so that saving once more keeps its own words."""
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]  # as it came
    data["seen"] = seen
    form.data = data
