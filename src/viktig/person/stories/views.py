from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.ground.rules import RuleBroken
from viktig.ground.stories.actions import Tale
from viktig.ground.stories.queries import Tale as Shown
from viktig.ground.stories.queries import checkers_in
from viktig.person.stories import access, actions, queries
from viktig.person.stories.forms import AnswerForm, ApproveForm, StoryForm
from viktig.person.stories.models import Told

TEMPLATES = "person/stories/templates"
ANSWER = "person.stories.answer."


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    who = request.user.who
    shown = {"lines": queries.lines_of(access.all_told_by(request.user), who=who), "begun": queries.all_begun(who)}
    return render(request, f"{TEMPLATES}/own.html", shown)


# What is being told ----------------------------------------------------------------------------------------------------


@require_safe
def new(request: AccountRequest) -> HttpResponse:
    """Begin something new. Each form has an address of its own, so that two windows never write over each other."""
    return redirect("person:stories-write", uuid4())


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AccountRequest, told_id: UUID) -> HttpResponse:
    who = request.user.who
    if access.find_told(request.user, told_id) is not None:
        if request.method != "POST":
            return redirect("person:stories-detail", told_id)
        # Written in another window after it was sent: nothing is lost, it is something new.
        messages.info(request, _("You have sent what was here before. These words are kept as something new."))
        told_id = uuid4()
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in queries.FIELDS}
        actions.keep_begun(who=who, told_id=told_id, given=given)
        form = _form(request, given)
        if form.is_valid():
            return redirect("person:stories-check", told_id)
    else:
        form = StoryForm(initial=queries.with_letters(who, told_id))
    shown = {
        "form": form,
        "action": reverse("person:stories-write", args=[told_id]),
        "draft": queries.letters_key(told_id, queries.begun(who, told_id)),
    }
    return render(request, f"{TEMPLATES}/write.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: AccountRequest, told_id: UUID) -> HttpResponse:
    """Show exactly what everyone would read, and send it when the person says yes."""
    if access.find_told(request.user, told_id) is not None:
        return redirect("person:stories-detail", told_id)
    given = queries.begun(request.user.who, told_id)
    story = _form(request, given)
    if not story.is_valid():
        return redirect("person:stories-write", told_id)
    person = access.get_own_person(request.user)
    tale = Tale(**story.cleaned_data, language=get_language() or "nb", place=person.place_id or "")
    checkers = checkers_in(person.place)
    fingerprint = fingerprint_of(tale.words, tale.name, tale.area, tale.kind, tale.place)
    form = ApproveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("shown") != fingerprint:
        messages.warning(request, _("This was changed in another window. Look at it once more."))
        return redirect("person:stories-check", told_id)
    if request.method == "POST" and checkers and form.is_valid():
        actions.tell(who=person.pk, told_id=told_id, tale=tale, stays=form.stays_on())
        messages.success(request, _("It is on its way to those who check it. You see here what happens."))
        return redirect("person:stories-detail", told_id)
    shown = {
        "form": form,
        "one": Shown(tale.words, tale.name, tale.area, tale.kind, tale.language),
        "told_id": told_id,
        "place": person.place,
        "checkers": checkers,
        "fingerprint": fingerprint,
    }
    return render(request, f"{TEMPLATES}/check.html", shown)


def _form(request: AccountRequest, given: Any) -> StoryForm:
    person: Person = access.get_own_person(request.user)
    return StoryForm(given, own_names=[person.name, (request.user.email or "").partition("@")[0]])


@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: AccountRequest, told_id: UUID) -> HttpResponse:
    """Throw away what was begun; asked twice, as everything that cannot be undone."""
    if request.method == "POST":
        actions.throw_away(who=request.user.who, told_id=told_id)
        messages.success(request, _("Deleted."))
        return redirect("person:stories")
    shown = {
        "question": _("Delete what you began to write?"),
        "consequences": [_("The words are gone. What you have sent before stays.")],
        "button": _("Delete"),
        "back": reverse("person:stories-write", args=[told_id]),
    }
    return render(request, "ground/look/templates/confirm.html", shown)


# What was told ----------------------------------------------------------------------------------------------------------


@require_safe
def detail(request: AccountRequest, told_id: UUID) -> HttpResponse:
    return _page(request, access.get_told_for(request.user, told_id))


@require_POST
def answer(request: AccountRequest, told_id: UUID) -> HttpResponse:
    """Say yes or no to another text."""
    told = access.get_told_for(request.user, told_id)
    story, form = queries.own_story(told), AnswerForm(request.POST)
    if story is None or not form.is_valid():
        return _page(request, told, form)
    says_yes = form.cleaned_data["says"] == "yes"
    values = {"turn": form.cleaned_data["turn"], "words": form.cleaned_data["words"], "says_yes": says_yes}
    try:
        actions.answer(told=told, own=story, **values)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, told, form)
    drafts.forget(who=told.person_id, form=f"{ANSWER}{told_id}")
    messages.success(request, _("Sent. It is there in about a minute."))
    return redirect("person:stories-detail", told_id)


@require_POST
def let_stay(request: AccountRequest, told_id: UUID) -> HttpResponse:
    told, form = access.get_told_for(request.user, told_id), ApproveForm(request.POST)
    if form.is_valid():
        actions.let_stay(told=told, stays=form.stays_on())
        messages.success(request, _("Saved."))
    return redirect("person:stories-detail", told_id)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: AccountRequest, told_id: UUID) -> HttpResponse:
    """Take a story back, at once; asked once, since the words come back to the person."""
    if request.method == "POST" and access.find_told(request.user, told_id) is None:
        return redirect("person:stories")  # a double click: it is taken back already
    told = access.get_told_for(request.user, told_id)
    if request.method == "POST":
        new_id = actions.take_back(told=told)
        messages.success(request, _("It is taken back. Nobody can read it here. The words are yours, as before."))
        return redirect("person:stories-write", new_id)
    shown = {
        "question": _("Take it back?"),
        "consequences": [
            _("Nobody can read it here any more, from now on."),
            _("Whoever has kept a copy of it still has that."),
            _("Your words come back to you as something you have begun. You can delete them too, or send them again."),
        ],
        "button": _("Take it back"),
        "back": reverse("person:stories-detail", args=[told_id]),
    }
    return render(request, "ground/look/templates/confirm.html", shown)


def _page(request: AccountRequest, told: Told, form: AnswerForm | None = None) -> HttpResponse:
    story, key = queries.own_story(told), f"{ANSWER}{told.pk}"
    if story is not None:
        actions.look(told=told, own=story)
    turn = story.story.turn if story and story.story else 0
    kept = drafts.kept(who=told.person_id, form=key)
    if form is not None:
        form.data = dict(form.data.items()) | {"turn": str(turn)}  # what is shown now is what the next yes is for
    shown = {
        "told": told,
        "own": story,
        "form": form,
        "answer_form": form or AnswerForm(initial=kept | {"turn": turn}),
        "stays_form": ApproveForm(initial={"stays": "yes" if told.seen["stays"] else "no"}),
        "draft": key,
    }
    return render(request, f"{TEMPLATES}/detail.html", shown)
