"""Before and after a meeting, on one telephone between two; and what was changed because of what the person said."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.ground.rooms import is_open
from viktig.person.page import did, page_of, shown_anew
from viktig.person.progress import actions, queries
from viktig.person.progress.access import get_change_for, get_progress_for
from viktig.person.progress.forms import ChangeForm, OutcomeForm
from viktig.person.progress.models import GOAL, Outcome
from viktig.person.progress.page import EDIT, NEW_CHANGE, READ, TEMPLATES
from viktig.person.said.actions import keep_begun


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: AccountRequest, who: UUID) -> HttpResponse:
    person, series = get_progress_for(request.user, who, EDIT)
    form = ChangeForm(request.POST or None, initial=drafts.kept(who=who, form=NEW_CHANGE))
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.agree, who=who, **form.cleaned_data):
        drafts.forget(who=who, form=NEW_CHANGE)
        messages.success(request, _("Saved. Later you can say what became of it."))
        return redirect("person:progress-changes", who)
    page = {
        "form": form,
        "draft": NEW_CHANGE,
        "has_goals": any(one.instrument == GOAL and not one.laid_aside for one in series),
        "after": queries.after_meeting(),
    }
    return render(request, f"{TEMPLATES}/talk.html", page_of(request, person) | page)


@require_safe
def paper(request: AccountRequest, who: UUID) -> HttpResponse:
    """The same questions to print, for those who would rather write."""
    person, series = get_progress_for(request.user, who, EDIT)
    goals = [one for one in series if one.instrument == GOAL and not one.laid_aside]
    after = queries.after_meeting()
    if after:
        after = after.without(queries.left_out(after.id, series))
    page = {"goals": goals, "numbers": range(11), "after": after}
    return render(request, f"{TEMPLATES}/paper.html", page_of(request, person) | page)


@require_safe
def changes(request: AccountRequest, who: UUID) -> HttpResponse:
    person, _series = get_progress_for(request.user, who, READ)
    page = {"changes": queries.changes_of(who), "seen_by": seen_by(who, Room.PROGRESS)}
    return render(request, f"{TEMPLATES}/changes.html", page_of(request, person) | page)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AccountRequest, who: UUID, change_id: UUID) -> HttpResponse:
    person, found = get_change_for(request.user, who, change_id, EDIT if request.method == "POST" else READ)
    draft, seen = f"person.progress.change.{found.pk}", fingerprint_of(found.outcome, found.became)
    form = None
    if request.user.who == who:
        written = {"outcome": found.outcome, "became": found.became} | drafts.kept(who=who, form=draft) | {"seen": seen}
        form = OutcomeForm(request.POST or None, initial=written)
    if form and request.method == "POST" and form.is_valid():
        if did(form, actions.say_outcome, change=found, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:progress-change", who, change_id)
        shown_anew(form, seen=seen)
    page = {
        "change": found,
        "form": form,
        "draft": draft,
        "was_changed": request.POST.get("seen", seen) != seen,
        "may_say": found.outcome in {Outcome.NOT_CHANGED, Outcome.PARTLY} and is_open("person/said"),
        "seen_by": seen_by(who, Room.PROGRESS),
    }
    return render(request, f"{TEMPLATES}/change.html", page_of(request, person) | page)


@require_POST
def say(request: AccountRequest, who: UUID, change_id: UUID) -> HttpResponse:
    """Begin to say it to somebody who must answer. Nothing is sent: it is a draft that the person goes on with."""
    _person, found = get_change_for(request.user, who, change_id, EDIT)
    said_id = uuid4()
    keep_begun(who=who, said_id=said_id, given={"words": "\n\n".join(filter(None, [found.words, found.became]))})
    return redirect("person:said-write", said_id)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_change(request: AccountRequest, who: UUID, change_id: UUID) -> HttpResponse:
    person, found = get_change_for(request.user, who, change_id, EDIT)
    if request.method == "POST":
        actions.delete_change(change=found)
        messages.success(request, _("Deleted."))
        return redirect("person:progress-changes", who)
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:progress-change", args=[who, change_id]),
        "consequences": [_("The words are gone for you and for everyone you share them with.")],
        "words": found.words,
    }
    return render(request, f"{TEMPLATES}/delete.html", page_of(request, person) | page)
