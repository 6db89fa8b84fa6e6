"""What is said between those around a person, with who reads it before it is sent."""

import uuid
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.people.models import Person
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy import drafts
from viktig.person.group import access, queries
from viktig.person.group.access import READ, SUGGEST
from viktig.person.group.actions import messages as actions
from viktig.person.group.forms import MessageForm
from viktig.person.group.page import TEMPLATES, page_of
from viktig.person.page import did, shown_anew

DRAFT = "person.group.message"


def messages_(request: AccountRequest, who: UUID) -> HttpResponse:
    person = access.get_circle_of(request.user, who, SUGGEST if request.method == "POST" else READ)
    is_own = request.user.who == who
    readers = queries.readers_of(who)
    form = None
    if is_own or access.may_suggest(request.user, who):
        # A helper keeps no draft about somebody: what they write lies on the person's page, or in their own browser.
        kept = drafts.kept(who=who, form=DRAFT) if is_own else {}
        shown = queries.readers_shown(readers)
        first = {"new_id": uuid.uuid4()} | kept | {"shown": shown}
        form = MessageForm(request.POST or None, initial=first, names=_names(request, person, readers))
        if request.method == "POST" and form.is_valid():
            if did(form, actions.send, person=person, by=request.user, **form.cleaned_data):
                drafts.forget(who=request.user.who, form=DRAFT)
                messages.success(request, _("Sent. You can take it back."))
                return redirect("person:group-messages", who)
            shown_anew(form, shown=shown)
    log = queries.messages_on(who, me=request.user.who, before=request.GET.get("before", ""))
    page = {
        "form": form,
        "draft": DRAFT if is_own else f"message {who}",
        "readers": [one for one in readers if one.who != request.user.who],
        "log": log,
        "older": f"?before={quote(log.older)}" if log.older else "",
        "newer": "?" if request.GET.get("before") else "",
        "me": request.user.who,
    }
    return render(request, f"{TEMPLATES}/messages.html", page_of(request, person) | page)


def _names(request: AccountRequest, person: Person, readers: list[queries.Reader]) -> list[str]:
    names = [one.name for one in readers if one.who != request.user.who]
    return names if request.user.who == person.pk or not person.name else [str(person.name), *names]


def take_back(request: AccountRequest, message_id: UUID) -> HttpResponse:
    found = access.get_message_to_take_back(request.user, message_id)
    if request.method == "POST":
        actions.take_back(message=found)
        messages.success(request, _("Taken back."))
        return redirect("person:group-messages", found.person_id)
    page = {
        "question": _("Take these words back?"),
        "button": _("Yes, take it back"),
        "back": reverse("person:group-messages", args=[found.person_id]),
        "consequences": [
            _("It is gone from the page, for everyone."),
            _("Those who have read it, have read it."),
        ],
        "message": found,
    }
    return render(request, f"{TEMPLATES}/take_back.html", page)
