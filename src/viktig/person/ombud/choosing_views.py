"""Who the ombuds are, how one presents themselves, and choosing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from viktig.ground import clock
from viktig.ground.documents.pdf import REGIONS
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.words.hint import hint_of
from viktig.person.ombud import access, actions, queries
from viktig.person.ombud.forms import AgreementForm, PresentationForm
from viktig.person.ombud.page import TEMPLATES, WORDS
from viktig.person.page import did
from viktig.person.waiting.access import own_wait


@require_safe
def ombuds(request: AccountRequest) -> HttpResponse:
    every = access.presentations(country=REGIONS.get(get_language() or "", ""))
    at = next((one.organisation for one in every if str(one.organisation_id) == request.GET.get("at")), None)
    shown = [one for one in every if at is None or one.organisation_id == at.pk]
    waits = own_wait(request.user) is not None
    is_full = not any(one.has_room for one in shown) and queries.active_agreement(request.user.who) is None
    context = {"presentations": shown, "at": at, "waits": waits, "is_full": is_full}
    return render(request, f"{TEMPLATES}/ombuds.html", context)


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
        elif did(form, actions.present, by=request.user, **form.values()):
            drafts.forget(who=request.user.who, form=draft)
            messages.success(request, _("Saved. This is how people see you now."))
            return redirect("person:ombud-present")
    shown = preview["words"] if preview else written.words if written else ""
    context = {"form": form, "draft": draft, "written": written, "preview": preview, "reading": hint_of(shown)}
    return render(request, f"{TEMPLATES}/present.html", context)


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
        if then == "yes" and did(form, actions.agree, presentation=found, by=request.user, **words):
            drafts.forget(who=who, form=draft)
            messages.success(request, _("You have chosen %(name)s.") % {"name": found.name})
            return redirect("person:ombud-room", who)
        if then == "look" and did(form, actions.check_words, wants=words["wants"], review_on=words["review_on"]):
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
