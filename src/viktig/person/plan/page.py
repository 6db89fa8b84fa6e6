"""What every entrance of this room needs: what its pages know, and the page on which something is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.rules import RuleBroken
from viktig.person.page import did, page_of

READ, EDIT = Permission.PERSON_PLAN_READ, Permission.PERSON_PLAN_EDIT
TEMPLATES = "person/plan/templates"


def moved(request: AccountRequest, action: Callable[..., Any], **values: Any) -> None:
    """Move something, and say how it went."""
    try:
        action(**values)
    except RuleBroken as refusal:
        messages.warning(request, str(refusal.message))
    else:
        messages.success(request, _("Saved. You can move it again whenever you want."))


def begun(request: AccountRequest, draft: str, initial: dict[str, Any]) -> dict[str, Any]:
    """Return what a form is first filled with: what stands there, and over it what was written and not sent."""
    return initial | drafts.kept(who=request.user.who, form=draft)


@dataclass
class Writing:
    """A page on which something is written. to: where it leads when it is saved; back: without saving.

    seen: the fingerprint of what stands there now, and standing: what that is, as (label, text), for somebody whose
    form is older. template: of the page; extra: what else it shows.
    """

    title: str
    to: Sequence[Any]
    draft: str = ""
    lead: str = ""
    button: str = ""
    message: str = ""
    seen: str = ""
    standing: Sequence[tuple[Any, Any]] = ()
    back: Sequence[Any] = ()
    template: str = "write.html"
    extra: dict[str, Any] = field(default_factory=dict)


def write(
    request: AccountRequest, person: Person, form: Form, action: Callable[..., Any], page: Writing, **values: Any
) -> HttpResponse:
    """Show a form, or do what it says and go on. values: what the action takes besides the form's own."""
    if request.method == "POST" and form.is_valid() and did(form, action, **values, **form.cleaned_data):
        if page.draft:
            drafts.forget(who=request.user.who, form=page.draft)
        messages.success(request, page.message or _("Saved."))
        return redirect(*page.to)
    posted = request.POST.get("seen", page.seen)
    changed = bool(page.seen) and posted != page.seen
    if changed and "seen" in form.fields:
        form.data = {**request.POST.dict(), "seen": page.seen}  # saving once more keeps one's own words
    shown = {"form": form, "page": page, "changed": changed, "back_to": address_of(page.back or page.to)} | page.extra
    return render(request, f"{TEMPLATES}/{page.template}", page_of(request, person) | shown)


def address_of(to: Sequence[Any]) -> str:
    """Return the address of a page. to: its name, and what it takes."""
    return reverse(to[0], args=to[1:])


def goal_address(goal_id: UUID | None, who: UUID) -> tuple[Any, ...]:
    """Return where a goal is shown; the whole plan for what belongs to no goal."""
    return ("person:plan-goal", goal_id) if goal_id else ("person:plan-room", who)
