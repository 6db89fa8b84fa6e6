import uuid

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from viktig.ground.documents.pdf import as_download
from viktig.ground.look.context import MORE_OF_MINE
from viktig.ground.people.access import work_of
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.ground.privacy.models import Room
from viktig.person.matters.queries import newest
from viktig.person.mine import actions, labels, queries
from viktig.person.mine.access import get_self
from viktig.person.mine.forms import NameForm, PurposeForm, WhoForm
from viktig.person.mine.models import Purpose
from viktig.person.mine.paper import everything_as_paper
from viktig.person.ombud.queries import ombud_overview
from viktig.person.said.queries import said_overview
from viktig.person.sharing.queries import given, open_both_ways
from viktig.person.waiting.queries import waiting_overview

NEW_MATTER = "person.matters.new"  # the same draft as in the room itself
WORDS = "one-time words"
MOST_SAID = 3


@require_safe
def me(request: AccountRequest) -> HttpResponse:
    person = get_self(request.user)
    seen, shared_with_me = open_both_ways(person.pk)
    ombud = ombud_overview(person.pk)
    page = {
        "name": person.name,
        "name_form": NameForm(),
        "who": person.pk,
        "new_id": uuid.uuid4(),
        "draft": NEW_MATTER,
        "kept": drafts.kept(who=person.pk, form=NEW_MATTER).get("words", ""),
        "matters": newest(person.pk),
        "ombud": ombud,
        "waiting": None if ombud else waiting_overview(person.pk),
        "suggested": _suggested(ombud.open_suggestions) if ombud else "",
        "readers": [one.name for one in seen if one.share.room == Room.MATTERS and one.share.item is None],
        "said": said_overview(person.pk)[:MOST_SAID],
        "seen": seen,
        "shared_with_me": shared_with_me,
        "more": MORE_OF_MINE,
    }
    return render(request, "person/mine/templates/me.html", page)


def _suggested(number: int) -> str:
    sentence = ngettext(
        "A suggestion from your ombud waits for you.", "%(number)s suggestions from your ombud wait for you.", number
    )
    return sentence % {"number": number}


@require_POST
def say_name(request: AccountRequest) -> HttpResponse:
    person, form = get_self(request.user), NameForm(request.POST)
    if form.is_valid():
        actions.say_who_you_are(
            person=person, account=request.user, place=person.place_id or "", language="", **form.cleaned_data
        )
    return redirect("person:me")


def mine(request: AccountRequest) -> HttpResponse:
    person = get_self(request.user)
    form = WhoForm(
        request.POST or None,
        places=queries.places(),
        initial={
            "name": person.name,
            "place": person.place_id or "",
            "language": request.user.language or translation.get_language(),
        },
    )
    if request.method == "POST" and form.is_valid():
        actions.say_who_you_are(person=person, account=request.user, **form.cleaned_data)
        translation.activate(request.user.language)
        messages.success(request, _("Saved."))
        return redirect("person:mine-page")
    return render(request, "person/mine/templates/mine.html", {"form": form})


@require_safe
def everything(request: AccountRequest) -> HttpResponse:
    person = get_self(request.user)
    page = {"sections": labels.sections(queries.everything(person.pk)), "made_at": timezone.now()}
    return render(request, "person/mine/templates/everything.html", page)


@require_safe
def download(request: AccountRequest) -> HttpResponse:
    person = get_self(request.user)
    response = JsonResponse(queries.everything(person.pk), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="viktig.json"'
    return response


@require_safe
def download_paper(request: AccountRequest) -> HttpResponse:
    person = get_self(request.user)
    made = everything_as_paper(queries.everything(person.pk), language=translation.get_language() or "nb")
    return as_download(made, "viktig.pdf")


def words(request: AccountRequest) -> HttpResponse:
    person, form = get_self(request.user), PurposeForm(request.POST or None, initial={"purpose": Purpose.EXPORT})
    if request.method == "POST" and form.is_valid():
        purpose, language = Purpose(form.cleaned_data["purpose"]), translation.get_language() or "nb"
        minted, ends_at = actions.mint_words(who=person.pk, purpose=purpose, language=language)
        # Shown once, after the redirect: until then they lie in the session, which is sealed.
        request.session[WORDS] = [minted, ends_at.isoformat(), str(purpose)]
        return redirect("person:mine-words")
    minted, ends, chosen = request.session.pop(WORDS, ["", "", ""])
    page = {
        "form": form,
        "words": minted.split(),
        "ends_at": parse_datetime(ends) if ends else None,
        "purpose": Purpose(chosen).label if chosen else "",
    }
    return render(request, "person/mine/templates/words.html", page)


@require_safe
def erase(request: AccountRequest) -> HttpResponse:
    person = get_self(request.user)
    now, ended = given(person.pk)
    passed_on = sorted({one.name for one in [*now, *ended]}, key=str.casefold)
    return render(request, "person/mine/templates/erase.html", {"passed_on": passed_on, "work": work_of(request.user)})


def erase_for_sure(request: AccountRequest) -> HttpResponse:
    person = get_self(request.user)
    if request.method == "POST":
        actions.erase_everything(who=person.pk)
        logout(request)
        return render(request, "person/mine/templates/erased.html")
    page = {
        "question": _("Erase everything about you now?"),
        "button": _("Yes, erase everything about me"),
        "back": reverse("person:mine-erase"),
        "consequences": [_("It happens at once."), _("Nobody can bring it back, and neither can we.")],
    }
    return render(request, "ground/look/templates/confirm.html", page)
