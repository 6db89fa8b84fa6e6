"""What an ombud is, and the page of a person and their ombud, until it ends."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground import clock
from viktig.ground.access.queries import seen_by
from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.rules import RuleBroken
from viktig.person.away.queries import away_of
from viktig.person.ombud import access, actions, queries
from viktig.person.ombud.forms import EndForm, WrittenAgreementForm
from viktig.person.ombud.models import Agreement, AgreementStatus
from viktig.person.ombud.page import EDIT, READ, TEMPLATES, WORDS
from viktig.person.ombud.paper import agreement_as_paper
from viktig.person.page import did, page_of, shown_anew
from viktig.person.waiting.access import wait_of


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
def room(request: AccountRequest, who: UUID) -> HttpResponse:
    if request.user.who == who and not queries.has_agreements(who):
        return redirect("person:waiting" if wait_of(who) else "person:ombud-about")
    return _room(request, access.get_agreement_for(request.user, who, READ))


@require_safe
def earlier(request: AccountRequest, agreement_id: UUID) -> HttpResponse:
    return _room(request, access.get_ended_agreement_for(request.user, agreement_id, READ))


@require_safe
def agreement_paper(request: AccountRequest, who: UUID) -> HttpResponse:
    return _paper(access.get_agreement_for(request.user, who, READ))


@require_safe
def earlier_paper(request: AccountRequest, agreement_id: UUID) -> HttpResponse:
    return _paper(access.get_ended_agreement_for(request.user, agreement_id, READ))


def _paper(agreement: Agreement) -> HttpResponse:
    language = get_language() or "nb"
    made = agreement_as_paper(agreement, queries.works_of(agreement), name=agreement.person.name, language=language)
    return as_download(made, "viktig.pdf")


def _room(request: AccountRequest, agreement: Agreement) -> HttpResponse:
    who, active = agreement.person_id, agreement.status == AgreementStatus.ACTIVE
    until = queries.sees_until(agreement)
    return render(
        request,
        f"{TEMPLATES}/room.html",
        page_of(request, agreement.person)
        | {
            "agreement": agreement,
            "is_active": active,
            "is_ombud": active and request.user.who == agreement.ombud,
            "away": away_of(agreement) if active else None,
            "until": queries.last_day_of(until),
            "review_is_due": active and agreement.review_on <= clock.today(),
            "waits": request.user.who == who and not active and wait_of(who) is not None,
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
        if did(form, actions.write_agreement, agreement=agreement, **form.cleaned_data):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("Saved."))
            return redirect("person:ombud-room", who)
        shown_anew(form, seen=seen)
    context = {"agreement": agreement, "form": form, "draft": draft, "changed": request.POST.get("seen", seen) != seen}
    return render(request, f"{TEMPLATES}/agreement_form.html", page_of(request, agreement.person) | context)


@require_POST
def share_again(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_active_agreement_for(request.user, who, EDIT)
    try:
        actions.share_again(agreement=agreement)
    except RuleBroken as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("%(name)s can see this page again.") % {"name": agreement.ombud_name})
    return redirect("person:ombud-room", who)


@require_safe
def clients(request: AccountRequest) -> HttpResponse:
    people = queries.clients(access.agreements_as_ombud(request.user))
    return render(request, f"{TEMPLATES}/clients.html", {"people": people})


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
    return render(request, f"{TEMPLATES}/end.html", page_of(request, agreement.person) | context)


def give_back(request: AccountRequest, who: UUID) -> HttpResponse:
    agreement = access.get_agreement_as_ombud(request.user, who)
    if request.method == "POST":
        actions.end_by_ombud(person_id=who)
        messages.success(request, _("You are no longer their ombud. They have been told."))
        return redirect("person:ombud-clients")
    return render(request, f"{TEMPLATES}/give_back.html", page_of(request, agreement.person) | {"agreement": agreement})


def erase(request: AccountRequest, agreement_id: UUID) -> HttpResponse:
    agreement = access.get_ended_agreement_for(request.user, agreement_id, EDIT)
    if request.method == "POST":
        actions.erase_agreement(agreement=agreement)
        messages.success(request, _("Deleted."))
        return redirect("person:ombud-own")
    works = queries.works_of(agreement)
    return render(
        request,
        f"{TEMPLATES}/erase.html",
        page_of(request, agreement.person) | {"agreement": agreement, "works": works},
    )
