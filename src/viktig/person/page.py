"""What every entrance of this floor needs: what its pages know, and how a rule that says no is shown."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.rules import RuleBroken


def page_of(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of a person's room needs. name: whose room it is, for somebody else; empty for oneself."""
    is_own = request.user.who == person.pk
    name = "" if is_own else person.name or _("Someone who has not given a name")
    return {"who": person.pk, "is_own": is_own, "name": name, "me": request.user.who}


def did(form: Form, action: Callable[..., Any], /, *, shown_at: str = "", **values: Any) -> Any:
    """Do an action; return what it gives, or True. Where a rule says no, None.

    Its sentence stands beside the field that the rule names, or `shown_at`, with all that was written; else above the form.
    """
    try:
        return action(**values) or True
    except RuleBroken as refusal:
        beside = shown_at or refusal.field
        form.add_error(beside if beside in form.fields else None, str(refusal.message))
        return None


def shown_anew(form: Form, **seen: str) -> None:
    """Let a bound form know what stands there now, so that saving once more keeps its own words."""
    data = form.data.copy()  # type: ignore[attr-defined]  # as it came
    for name, value in seen.items():
        data[name] = value
    form.data = data
