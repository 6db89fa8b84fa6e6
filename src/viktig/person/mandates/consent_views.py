"""What bodies may tell each other, and papers that were demanded without ground."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.access.queries import seen_by
from viktig.ground.clock import months_after
from viktig.ground.documents.pdf import as_download
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.ground.rooms import is_open
from viktig.person.mandates import access, actions, queries
from viktig.person.mandates.forms import ConsentForm, DemandForm, PassedForm
from viktig.person.mandates.models import Consent
from viktig.person.mandates.page import EDIT, READ, TEMPLATES, good_to_know
from viktig.person.mandates.paper import consent_as_paper
from viktig.person.page import did, page_of

MONTHS_AT_FIRST = 6
NOT_SHARED = ("teller", "hearer", "kinds", "other", "new_id")


def add(request: AccountRequest, who: UUID) -> HttpResponse:
    """Say yes to one body that tells another, or keep that it is not shared."""
    person = access.get_room_for(request.user, who, EDIT)
    draft = "person.mandates.consent"
    first = {"until": months_after(timezone.localdate(), MONTHS_AT_FIRST)}
    form = ConsentForm(request.POST or None, initial=first | drafts.kept(who=who, form=draft))
    if request.method == "POST" and _said(form, who, is_yes=request.POST.get("say") != "no"):
        drafts.forget(who=who, form=draft)
        messages.success(request, _("Saved."))
        return redirect("person:mandates-room", who)
    return render(request, f"{TEMPLATES}/consent_add.html", page_of(request, person) | {"form": form, "draft": draft})


def _said(form: ConsentForm, who: UUID, *, is_yes: bool) -> bool:
    """Do what one of the two buttons says. A yes needs what it is for and how it is said; *not shared* needs neither."""
    if not is_yes:
        for name in ("purpose", "way", "witness", "until"):
            form.fields[name].required = False
    if not form.is_valid():
        return False
    given = form.cleaned_data | {"who": who, "language": get_language() or "nb"}
    if is_yes:
        return did(form, actions.consent, **given) is not None
    kept = {name: given[name] for name in (*NOT_SHARED, "who", "language")}
    return did(form, actions.not_shared, **kept) is not None


@require_safe
def again(request: AccountRequest, consent_id: UUID) -> HttpResponse:
    """Begin a new yes with the words of an earlier one. Nothing is ticked: each thing is asked once more."""
    earlier = access.get_consent_for(request.user, consent_id, EDIT)
    words = queries.words_kept(earlier, ("teller", "hearer", "other", "purpose"))
    form = ConsentForm(initial=words | {"until": months_after(timezone.localdate(), MONTHS_AT_FIRST)})
    context = {"form": form, "draft": ""}
    return render(request, f"{TEMPLATES}/consent_add.html", page_of(request, earlier.person) | context)


@require_safe
def consent(request: AccountRequest, consent_id: UUID) -> HttpResponse:
    found = access.get_consent_for(request.user, consent_id, READ)
    draft = f"person.mandates.passed.{found.pk}"
    kept = drafts.kept(who=found.person_id, form=draft) if found.person_id == request.user.who else {}
    return _consent(request, found, PassedForm(initial=kept), draft)


def _consent(request: AccountRequest, found: Consent, form: PassedForm, draft: str) -> HttpResponse:
    context = {
        "told": queries.told_of(found),
        "consent": found,
        "passed": queries.passed_on(found),
        "form": form,
        "draft": draft,
        "seen_by": seen_by(found.person_id, Room.MANDATES),
    }
    return render(request, f"{TEMPLATES}/consent.html", page_of(request, found.person) | context)


@require_POST
def withdraw(request: AccountRequest, consent_id: UUID) -> HttpResponse:
    found = access.get_consent_for(request.user, consent_id, EDIT)
    actions.withdraw(consent=found)
    messages.success(request, _("Taken back. Let them know too: the paper for it is here."))
    return redirect("person:mandates-consent", found.pk)


@require_POST
def passed(request: AccountRequest, consent_id: UUID) -> HttpResponse:
    found = access.get_consent_for(request.user, consent_id, EDIT)
    draft, form = f"person.mandates.passed.{found.pk}", PassedForm(request.POST)
    if form.is_valid() and did(form, actions.note_passed, consent=found, **form.cleaned_data):
        drafts.forget(who=found.person_id, form=draft)
        messages.success(request, _("Saved."))
        return redirect("person:mandates-consent", found.pk)
    return _consent(request, found, form, draft)


def delete_passed(request: AccountRequest, passed_id: UUID) -> HttpResponse:
    found = access.get_passed_for(request.user, passed_id, EDIT)
    if request.method == "POST":
        actions.delete_passed(passed=found)
        return redirect("person:mandates-consent", found.consent_id)
    page = {
        "question": _("Delete this note?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:mandates-consent", args=[found.consent_id]),
        "consequences": [_("The note is gone here. What was passed on, they still know.")],
    }
    return render(request, "ground/look/templates/confirm.html", page)


@require_safe
def paper(request: AccountRequest, consent_id: UUID) -> HttpResponse:
    found = access.get_consent_for(request.user, consent_id, READ)
    if not found.is_given:
        raise Http404
    made = consent_as_paper(found, queries.passed_on(found), name=found.person.name)
    return as_download(made, "viktig.pdf")


def delete(request: AccountRequest, consent_id: UUID) -> HttpResponse:
    found = access.get_consent_for(request.user, consent_id, EDIT)
    if request.method == "POST":
        actions.delete_consent(consent=found)
        messages.success(request, _("Deleted."))
        return redirect("person:mandates-room", found.person_id)
    consequences = [_("It is gone here, with all that you noted on it.")]
    if queries.told_of(found).is_open:
        consequences.append(_("They may think that your yes still holds. Take it back first if you do not want that."))
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:mandates-consent", args=[found.pk]),
        "consequences": consequences,
    }
    return render(request, "ground/look/templates/confirm.html", page)


# Demanded without ground --------------------------------------------------------------------------------------------------


def demanded(request: AccountRequest, who: UUID) -> HttpResponse:
    """Note that a power of attorney was demanded that the person thinks is not needed."""
    person = access.get_room_for(request.user, who, EDIT)
    draft = "person.mandates.demanded"
    form = DemandForm(request.POST or None, initial=drafts.kept(who=who, form=draft))
    sent = request.method == "POST" and form.is_valid()
    if sent and did(form, actions.note_demand, who=who, **form.cleaned_data):
        drafts.forget(who=who, form=draft)
        messages.success(request, _("Saved. You can say it to someone who must answer."))
        return redirect(reverse("person:mandates-room", args=[who]) + "#demanded")
    context = {"form": form, "draft": draft, "rules": good_to_know(person)}
    return render(request, f"{TEMPLATES}/demanded.html", page_of(request, person) | context)


@require_POST
def say_demand(request: AccountRequest, demand_id: UUID) -> HttpResponse:
    """Begin to say it to somebody who must answer. Nothing is sent."""
    found = access.get_demand_for(request.user, demand_id, EDIT)
    if not is_open("person/said"):
        raise Http404
    form = actions.begin_to_say(who=found.person_id, about=found.pk, given=queries.words_of_demand(found))
    return redirect("person:said-write", form)


def delete_demand(request: AccountRequest, demand_id: UUID) -> HttpResponse:
    found = access.get_demand_for(request.user, demand_id, EDIT)
    if request.method == "POST":
        actions.delete_demand(demand=found)
        messages.success(request, _("Deleted."))
        return redirect("person:mandates-room", found.person_id)
    page = {
        "question": _("Delete this for good?"),
        "button": _("Yes, delete it"),
        "back": reverse("person:mandates-room", args=[found.person_id]),
        "consequences": [_("It is gone here. What was counted stays, and nobody is in it.")],
    }
    return render(request, "ground/look/templates/confirm.html", page)
