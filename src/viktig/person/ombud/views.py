import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground import clock
from viktig.ground.access.queries import seen_by
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.person.ombud import access, actions, choices, queries
from viktig.person.ombud.forms import (
    AgreementForm,
    DoneForm,
    DraftForm,
    EndForm,
    MoveForm,
    NewAssignmentForm,
    PresentationForm,
    SuggestionForm,
    WrittenAgreementForm,
    WrittenAssignmentForm,
)
from viktig.person.ombud.models import Agreement, AgreementStatus, Assignment, AssignmentStatus, ChoiceList, Suggestion

READ, SUGGEST, EDIT = Permission.PERSON_OMBUD_READ, Permission.PERSON_OMBUD_SUGGEST, Permission.PERSON_OMBUD_EDIT
TEMPLATES = "person/ombud/templates"
WORDS = ("wants", "where", "reach", "may_say", "review_on")


# What an ombud is, and who they are -----------------------------------------------------------------------------------


@require_safe
def own(request: AccountRequest) -> HttpResponse:
    return redirect("person:ombud-room", request.user.who)


@require_safe
def about(request: AccountRequest) -> HttpResponse:
    title, word = _("What is a personal ombud?"), queries.word_for_ombud(access.own_person(request.user))
    # The title says the word of its own language; somebody in another country needs theirs.
    shown = {"title": title, "word": "" if word in title else word}
    return render(request, f"{TEMPLATES}/about.html", shown)


@require_safe
def ombuds(request: AccountRequest) -> HttpResponse:
    return render(request, f"{TEMPLATES}/ombuds.html", {"presentations": access.presentations()})


@require_safe
def presentation(request: AccountRequest, presentation_id: UUID) -> HttpResponse:
    found = access.get_presentation(presentation_id)
    agreement = queries.active_agreement(request.user.who)
    return render(
        request,
        f"{TEMPLATES}/presentation.html",
        {
            "presentation": found,
            "is_own": found.who == request.user.who,
            "is_my_ombud": agreement is not None and agreement.ombud == found.who,
            "has_ombud": agreement.ombud_name if agreement else "",
        },
    )


def present(request: AccountRequest) -> HttpResponse:
    organisations, written = access.get_own_presentation(request.user)
    draft, preview = "person.ombud.present", None
    initial: dict[str, Any] = {"has_room": True}
    if written:
        initial = {name: getattr(written, name) for name in ("name", "words", "good_at", "languages", "has_room")}
        initial["organisation"] = str(written.organisation_id)
    form = PresentationForm(
        request.POST or None,
        initial=initial | drafts.kept(who=request.user.who, form=draft),
        organisations=organisations,
    )
    if request.method == "POST" and form.is_valid():
        if request.POST.get("then") == "look":
            preview = form.values()
        elif _done(form, actions.present, by=request.user, **form.values()):
            drafts.forget(who=request.user.who, form=draft)
            messages.success(request, _("Saved. This is how people see you now."))
            return redirect("person:ombud-present")
    context = {"form": form, "draft": draft, "written": written, "preview": preview}
    return render(request, f"{TEMPLATES}/present.html", context)


# Choosing -------------------------------------------------------------------------------------------------------------


def choose(request: AccountRequest, presentation_id: UUID) -> HttpResponse:
    found = access.get_presentation(presentation_id)
    who, draft = request.user.who, f"person.ombud.choose.{presentation_id}"
    has = queries.active_agreement(who)
    if request.method == "GET" and (has or found.who == who or not found.has_room):
        return redirect("person:ombud-presentation", presentation_id)
    first = {"review_on": clock.today() + actions.REVIEW_AFTER}
    form = AgreementForm(request.POST or None, initial=first | drafts.kept(who=who, form=draft))
    context = {"presentation": found, "form": form, "draft": draft}
    then = request.POST.get("then", "")
    if request.method == "POST" and then != "change" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in WORDS}
        if then == "yes" and _done(form, actions.agree, presentation=found, by=request.user, **words):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("You have chosen %(name)s.") % {"name": found.name})
            return redirect("person:ombud-room", who)
        if then == "look" and _done(form, actions.check_words, wants=words["wants"], review_on=words["review_on"]):
            drafts.keep(who=who, form=draft, words={name: request.POST.get(name, "") for name in WORDS})
            return _look_before(request, words, context)
    return render(request, f"{TEMPLATES}/choose.html", context | {"has_ombud": has.ombud_name if has else ""})


def _look_before(request: AccountRequest, words: dict[str, Any], context: dict[str, Any]) -> HttpResponse:
    """Show what the ombud will see, before the person says yes. The words travel along in the page."""
    review_on = actions.check_words(wants=words["wants"], review_on=words["review_on"])
    number, number_open = queries.number_kept(request.user.who)
    return render(
        request,
        f"{TEMPLATES}/choose_look.html",
        context
        | {
            "agreement": words | {"review_on": review_on},
            "sent": [(name, request.POST.get(name, "")) for name in WORDS],
            "until": queries.last_day_of(actions.sees_from_now_until(review_on)),
            "name": access.own_person(request.user).name,
            "number": number,
            "number_open": number_open,
        },
    )


# The page of a person and their ombud ---------------------------------------------------------------------------------


@require_safe
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    if request.user.who == who and not queries.has_agreements(who):
        return redirect("person:ombud-about")
    return _room(request, access.get_agreement_for(request.user, who, READ))


@require_safe
def earlier(request: AccountRequest, agreement_id: UUID) -> HttpResponse:
    return _room(request, access.get_ended_agreement_for(request.user, agreement_id, READ))


def _room(request: AccountRequest, agreement: Agreement) -> HttpResponse:
    who, active = agreement.person_id, agreement.status == AgreementStatus.ACTIVE
    until = queries.sees_until(agreement)
    return render(
        request,
        f"{TEMPLATES}/room.html",
        _page(request, agreement.person)
        | {
            "agreement": agreement,
            "is_active": active,
            "is_ombud": active and request.user.who == agreement.ombud,
            "until": queries.last_day_of(until),
            "review_is_due": active and agreement.review_on <= clock.today(),
            "works": queries.works_of(agreement),
            "earlier": queries.earlier_agreements(agreement),
            "still_shared": queries.other_shares(agreement) if request.user.who == who else [],
            "seers": seen_by(who, Room.OMBUD),
        },
    )


def write_agreement(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_active_agreement_for(request.user, who, EDIT)
    draft, seen = f"person.ombud.agreement.{agreement.pk}", queries.fingerprint(agreement)
    written = {name: getattr(agreement, name) for name in WORDS}
    kept = drafts.kept(who=who, form=draft)
    form = WrittenAgreementForm(request.POST or None, initial=written | kept | {"seen": seen})
    if request.method == "POST" and form.is_valid():
        if _done(form, actions.write_agreement, agreement=agreement, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:ombud-room", who)
        _shown_anew(form, seen)
    context = {"agreement": agreement, "form": form, "draft": draft, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/agreement_form.html", _page(request, agreement.person) | context)


@require_POST
def share_again(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_active_agreement_for(request.user, who, EDIT)
    actions.share_again(agreement=agreement)
    messages.success(request, _("%(name)s can see this page again.") % {"name": agreement.ombud_name})
    return redirect("person:ombud-room", who)


@require_safe
def clients(request: AccountRequest) -> HttpResponse:
    people = queries.clients(access.agreements_as_ombud(request.user))
    return render(request, f"{TEMPLATES}/clients.html", {"people": people})


# Assignments ----------------------------------------------------------------------------------------------------------


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_active_agreement_for(request.user, who, EDIT)
    draft = f"person.ombud.add.{agreement.pk}"
    form = NewAssignmentForm(
        request.POST or None, initial={"new_id": uuid.uuid4()} | drafts.kept(who=who, form=draft), **_lists()
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and _done(form, actions.add_assignment, agreement=agreement, **form.cleaned_data):
        drafts.forget(who=who, form=draft)
        messages.success(request, _("Saved. It stands on your page now."))
        return redirect("person:ombud-room", who)
    context = {"agreement": agreement, "form": form, "draft": draft}
    return render(request, f"{TEMPLATES}/assignment_add.html", _page(request, agreement.person) | context)


@require_safe
def assignment(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_for(request.user, assignment_id, READ)
    kept = drafts.kept(who=found.person_id, form=_done_draft(found)) if found.person_id == request.user.who else {}
    return _assignment(request, found, DoneForm(initial={"result": found.result} | kept))


def _assignment(request: AccountRequest, found: Assignment, done: DoneForm) -> HttpResponse:
    page = _page(request, found.person)
    open_now, put_away = queries.suggestions_on(found)
    return render(
        request,
        f"{TEMPLATES}/assignment.html",
        page
        | {
            "assignment": found,
            "kind": choices.label(ChoiceList.ASSIGNMENT_TYPE, found.kind),
            "theme": choices.label(ChoiceList.THEME, found.theme) if found.theme else "",
            "is_open": found.status in queries.OPEN,
            "moves": [
                status
                for status in (AssignmentStatus.IN_PROGRESS, AssignmentStatus.WAITING, AssignmentStatus.DROPPED)
                if status != found.status
            ],
            "done": done,
            "draft": _done_draft(found),
            "suggestions": open_now,
            "put_away": put_away,
            "may_suggest": access.may_suggest(request.user, found.person_id),
            "me": request.user.who,
            "seers": seen_by(found.person_id, Room.OMBUD, found.pk),
        },
    )


def _done_draft(found: Assignment) -> str:
    return f"person.ombud.done.{found.pk}"


def write_assignment(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_for(request.user, assignment_id, EDIT)
    draft, seen = f"person.ombud.assignment.{found.pk}", queries.fingerprint(found)
    written = {name: getattr(found, name) for name in ("kind", "theme", "words", "result")}
    kept = drafts.kept(who=found.person_id, form=draft)
    form = WrittenAssignmentForm(request.POST or None, initial=written | kept | {"seen": seen}, **_lists(found))
    if request.method == "POST" and form.is_valid():
        if _done(form, actions.write_assignment, assignment=found, **form.cleaned_data):
            drafts.forget(who=found.person_id, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:ombud-assignment", found.pk)
        _shown_anew(form, seen)
    context = {"assignment": found, "form": form, "draft": draft, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/assignment_form.html", _page(request, found.person) | context)


@require_POST
def move(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_for(request.user, assignment_id, EDIT)
    form, done = MoveForm(request.POST), DoneForm(request.POST)
    if not (form.is_valid() and done.is_valid()):
        return redirect("person:ombud-assignment", found.pk)
    to = AssignmentStatus(form.cleaned_data["to"])
    result = done.cleaned_data["result"] if to == AssignmentStatus.DONE else ""
    if _done(done, actions.move_assignment, assignment=found, to=to, seen=form.cleaned_data["seen"], result=result):
        if to == AssignmentStatus.DONE:
            drafts.forget(who=found.person_id, form=_done_draft(found))
        return redirect("person:ombud-assignment", found.pk)
    return _assignment(request, found, done)


# Suggestions ----------------------------------------------------------------------------------------------------------


@require_safe
def begin_suggestion(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_to_suggest_on(request.user, assignment_id)
    return redirect("person:ombud-suggestion", found.pk, uuid.uuid4())


def suggest(request: AccountRequest, assignment_id: UUID, suggestion_id: UUID) -> HttpResponse:
    found = access.get_assignment_to_suggest_on(request.user, assignment_id)
    begun = queries.begun_suggestion(found, suggestion_id, by=request.user.who)
    form = SuggestionForm(
        request.POST or None,
        initial=_begun(begun, found),
        receivers=queries.those_who_answer(),
    )
    if request.method == "POST" and form.is_valid():
        words = {"suggestion_id": suggestion_id, "words": form.cleaned_data["words"], "load": form.load()}
        if _done(form, actions.suggest, assignment=found, by=request.user, ready=True, **words):
            messages.success(
                request, _("Saved. It stands on the page now, and only the person decides what to do with it.")
            )
            return redirect("person:ombud-assignment", found.pk)
    return render(
        request,
        f"{TEMPLATES}/suggest.html",
        _page(request, found.person) | {"assignment": found, "suggestion_id": suggestion_id, "form": form},
    )


def _begun(begun: Suggestion | None, about: Assignment) -> dict[str, Any]:
    first = {"kind": "barrier", "level": "service", "area": choices.area_of(about.theme)}
    if begun is None:
        return first
    return first | {name: text for name, text in (begun.load or {}).items() if text} | {"words": begun.words}


@require_POST
def suggestion_draft(request: AccountRequest, assignment_id: UUID) -> HttpResponse:
    found = access.get_assignment_to_suggest_on(request.user, assignment_id)
    draft = DraftForm(request.POST)
    if not draft.is_valid():
        return JsonResponse({"reason": "not_a_draft"}, status=400)
    key, words = draft.cleaned_data["key"], draft.cleaned_data["words"]
    # The page sends only what is typed; what was chosen stays as it was.
    begun = queries.begun_suggestion(found, key, by=request.user.who)
    form = SuggestionForm({**_begun(begun, found), **words}, receivers=queries.those_who_answer())
    form.is_valid()
    try:
        actions.suggest(
            assignment=found,
            by=request.user,
            suggestion_id=key,
            words=words.get("words", ""),
            load=form.load(),
            ready=False,
        )
    except RuleBroken:
        return JsonResponse({"reason": "put_away"}, status=409)
    return JsonResponse({"kept": True})


@require_POST
def not_now(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_suggestion_for(request.user, suggestion_id, EDIT)
    actions.put_away(suggestion=found)
    return redirect("person:ombud-assignment", found.assignment_id)


@require_POST
def bring_back(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_suggestion_for(request.user, suggestion_id, EDIT)
    actions.bring_back(suggestion=found)
    return redirect("person:ombud-assignment", found.assignment_id)


@require_POST
def take_back(request: AccountRequest, suggestion_id: UUID) -> HttpResponse:
    found = access.get_own_suggestion(request.user, suggestion_id)
    actions.put_away(suggestion=found)
    return redirect("person:ombud-assignment", found.assignment_id)


# Ending ---------------------------------------------------------------------------------------------------------------


def end(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_agreement_for(request.user, who, EDIT)
    others = queries.other_shares(agreement)
    change = (request.POST or request.GET).get("then") == "choose"
    form = EndForm(request.POST or None, shares=[(str(one.pk), str(Room(one.room).label)) for one in others])
    if request.method == "POST" and form.is_valid():
        # A page that stood open since before must not end what was agreed later.
        if request.POST.get("agreement") == str(agreement.pk):
            ends = form.cleaned_data.get("ends", [])
            actions.end(agreement=agreement, keep=[one.pk for one in others if str(one.pk) not in ends])
        messages.success(request, _("The agreement has ended. What you wrote is still here."))
        return redirect("person:ombud-list") if change else redirect("person:ombud-room", who)
    if agreement.status == AgreementStatus.ENDED:
        return redirect("person:ombud-room", who)
    context = {"agreement": agreement, "form": form, "change": change}
    return render(request, f"{TEMPLATES}/end.html", _page(request, agreement.person) | context)


def give_back(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_agreement_as_ombud(request.user, who)
    if request.method == "POST":
        actions.end_by_ombud(person_id=who)
        messages.success(request, _("You are no longer their ombud. They have been told."))
        return redirect("person:ombud-clients")
    return render(request, f"{TEMPLATES}/give_back.html", _page(request, agreement.person) | {"agreement": agreement})


def erase(request: AccountRequest, agreement_id: UUID) -> HttpResponse:
    agreement = access.get_ended_agreement_for(request.user, agreement_id, EDIT)
    if request.method == "POST":
        actions.erase_agreement(agreement=agreement)
        messages.success(request, _("Erased."))
        return redirect("person:ombud-own")
    works = queries.works_of(agreement)
    return render(
        request, f"{TEMPLATES}/erase.html", _page(request, agreement.person) | {"agreement": agreement, "works": works}
    )


# Underneath -----------------------------------------------------------------------------------------------------------


def _lists(about: Assignment | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return kinds and themes to choose from; also those of an assignment that are in no list any more."""
    lists = {
        "kinds": choices.choices(ChoiceList.ASSIGNMENT_TYPE),
        "themes": choices.choices(ChoiceList.THEME),
    }
    if about and about.kind not in dict(lists["kinds"]):
        lists["kinds"].append((about.kind, choices.label(ChoiceList.ASSIGNMENT_TYPE, about.kind)))
    if about and about.theme and about.theme not in dict(lists["themes"]):
        lists["themes"].append((about.theme, choices.label(ChoiceList.THEME, about.theme)))
    return lists


def _page(request: AccountRequest, person: Person) -> dict[str, Any]:
    """Return what every page of the room needs. name: whose room it is, for somebody else; empty for oneself."""
    is_own = request.user.who == person.pk
    name = "" if is_own else person.name or _("Somebody who has not given a name")
    return {"who": person.pk, "is_own": is_own, "name": name}


def _done(form: Form, action: Any, **values: Any) -> bool:
    """Do an action; where a rule says no, show it in the form, with all that was written."""
    try:
        action(**values)
    except RuleBroken as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def _shown_anew(form: Form, seen: str) -> None:
    """Let a bound form know what stands there now, so that saving once more keeps its own words."""
    form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]  # each field came once
