"""The steps of a power of attorney: signed, handed in, answered, taken back; and its papers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.pictures import CONTENT_TYPE
from viktig.ground.rooms import is_open
from viktig.person.mandates import access, actions, queries
from viktig.person.mandates.forms import AnsweredForm, HandInForm, SignForm
from viktig.person.mandates.kinds import Status, Way
from viktig.person.mandates.models import Mandate
from viktig.person.mandates.page import EDIT, READ, TEMPLATES
from viktig.person.mandates.paper import mandate_as_paper, revocation_as_paper
from viktig.person.page import did, page_of, shown_anew


def sign(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    if found.status != Status.DRAFT or not actions.is_whole(found):
        return redirect("person:mandates-mandate", found.pk)
    first = {"seen": queries.fingerprint(found, queries.ALL)}
    forms = {way: SignForm(initial=first | {"way": way}, auto_id=f"{way}_%s") for way in Way}
    sent = Way(request.POST["way"]) if request.POST.get("way") in Way.values else Way.PAPER
    if request.method == "POST":
        forms[sent] = form = SignForm(request.POST, request.FILES, auto_id=f"{sent}_%s")
        if form.is_valid() and did(form, actions.sign, mandate=found, **form.cleaned_data):
            messages.success(request, _("Signed. Now it can be handed in."))
            return redirect("person:mandates-mandate", found.pk)
        shown_anew(form, seen=first["seen"])  # the words that stand on the page now
    context = {
        "mandate": found,
        "powers": queries.powers_of(found),
        "drawn": forms[Way.DRAWN],
        "form": forms[Way.PAPER],
    }
    context["failed"] = forms[sent]
    return render(request, f"{TEMPLATES}/sign.html", page_of(request, found.person) | context)


def hand_in(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    if request.method != "POST" and (found.status != Status.SIGNED or found.ended):
        return redirect("person:mandates-mandate", found.pk)
    draft = f"person.mandates.hand_in.{found.pk}"
    form = HandInForm(request.POST or None, initial=drafts.kept(who=found.person_id, form=draft))
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.hand_in, mandate=found, **form.cleaned_data):
        return _went_on(request, found, draft)
    return _step(request, found, form, draft, "hand_in")


def answered(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    if request.method != "POST" and (found.status not in {Status.DELIVERED, Status.REFUSED} or found.ended):
        return redirect("person:mandates-mandate", found.pk)
    draft = f"person.mandates.answered.{found.pk}"
    form = AnsweredForm(request.POST or None, initial=drafts.kept(who=found.person_id, form=draft))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["answer"] == "yes":
            done = did(form, actions.accept, mandate=found, on=given["on"])
        else:
            said = {name: given[name] for name in ("on", "reason", "words")}
            done = did(form, actions.refuse, mandate=found, **said)
        if done:
            return _went_on(request, found, draft)
    return _step(request, found, form, draft, "answered")


def _went_on(request: AccountRequest, found: Mandate, draft: str) -> HttpResponse:
    drafts.forget(who=found.person_id, form=draft)
    messages.success(request, _("Saved."))
    return redirect("person:mandates-mandate", found.pk)


def _step(
    request: AccountRequest, found: Mandate, form: HandInForm | AnsweredForm, draft: str, template: str
) -> HttpResponse:
    context = {"mandate": found, "form": form, "draft": draft}
    return render(request, f"{TEMPLATES}/{template}.html", page_of(request, found.person) | context)


@require_POST
def step_back(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    actions.step_back(mandate=found, seen=request.POST.get("seen", ""))
    return redirect("person:mandates-mandate", found.pk)


# Ending ---------------------------------------------------------------------------------------------------------------


@require_POST
def revoke(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    actions.revoke(mandate=found)
    messages.success(request, _("Taken back. Let the office know too: the paper for it is here."))
    return redirect("person:mandates-mandate", found.pk)


@require_POST
def let_stand(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    actions.let_stand(mandate=found)
    return redirect("person:mandates-mandate", found.pk)


@require_POST
def told(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    actions.note_told(mandate=found)
    return redirect("person:mandates-mandate", found.pk)


@require_POST
def say(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    """Begin to say that it was not accepted, to somebody who must answer. Nothing is sent."""
    found = access.get_mandate_for(request.user, mandate_id, EDIT)
    if found.status != Status.REFUSED or not is_open("person/said"):
        raise Http404
    form = actions.begin_to_say(who=found.person_id, about=found.pk, given=queries.words_of_refusal(found))
    return redirect("person:said-write", form)


# Papers ---------------------------------------------------------------------------------------------------------------


@require_safe
def paper(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, READ)
    made = mandate_as_paper(found, queries.signature_of(found), earlier=queries.earlier_of(found))
    return as_download(made, "viktig.pdf")


@require_safe
def revocation(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_mandate_for(request.user, mandate_id, READ)
    if not found.ended:
        raise Http404
    return as_download(revocation_as_paper(found), "viktig.pdf")


@require_safe
def signature(request: AccountRequest, mandate_id: UUID) -> HttpResponse:
    found = access.get_signature_for(request.user, mandate_id, READ)
    if not found.has_picture:
        raise Http404
    headers = {"Content-Disposition": "inline", "Cache-Control": "no-store, private"}
    return HttpResponse(found.picture, content_type=CONTENT_TYPE, headers=headers)
