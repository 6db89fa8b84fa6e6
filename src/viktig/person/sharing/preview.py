"""A page as somebody else will see it: not an imitation, but the page itself, shown by the database's own rules."""

import copy
import re
from datetime import date
from http import HTTPStatus
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.safestring import SafeString, mark_safe

from viktig.ground.people.models import Account
from viktig.ground.people.requests import AccountRequest
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.models import Level, Room, Share
from viktig.ground.privacy.sealing import seal_pointer
from viktig.person.sharing.actions import share
from viktig.person.sharing.queries import Receiver, page_of

MAIN = re.compile(rb"<main\b[^>]*>(.*)</main>", re.DOTALL)


class _Undo(Exception):
    """The page has been made; nothing that it needed shall stay."""


def as_receiver_sees_it(
    request: AccountRequest,
    *,
    receiver: Receiver,
    room: Room,
    item: UUID | None,
    level: Level,
    until: date,
    former: Share | None = None,
) -> SafeString:
    """Return the main part of the page of a room, or of one thing in it, as the receiver would get it.

    The share is made, the receiver's request is answered, and all of it is taken back, the line in the log too.
    former: the share that the new one would stand in for.
    Raises Http404 where the receiver would not get the page, and CannotShare.
    """
    who = request.user.who
    response = HttpResponse()
    try:
        with transaction.atomic():
            if former is not None:
                end_shares(pk=former.pk)
            share(person=who, receiver=receiver, room=room, item=item, level=level, purpose="-", until=until)
            with acting_as(receiver.who, because="person.sharing.preview"):
                response = _answer(_as(request, receiver.who, page_of(room, who, item)))
                raise _Undo
    except _Undo:
        if response.status_code != HTTPStatus.OK:
            raise Http404 from None
    return main_of(response)


def main_of(response: HttpResponse) -> SafeString:
    """Return what stands between <main> and </main>: made by our own templates, so it is safe to show."""
    found = MAIN.search(response.content)
    return mark_safe(found.group(1).decode() if found else "")  # noqa: S308


def _as(request: AccountRequest, who: UUID, address: str) -> AccountRequest:
    """Return a request like this one, by somebody else, for an address. It carries no messages and no form."""
    other = copy.copy(request)
    account = Account(id=uuid4(), language=request.user.language)
    account.sealed_who = seal_pointer(who, bound_to=f"account|{account.pk}")
    other.user = account
    other.method, other.path, other.path_info = "GET", address, address
    other.GET = other.POST = QueryDict()
    other.resolver_match = resolve(address)
    other._messages = []  # type: ignore[attr-defined]
    return other


def _answer(request: AccountRequest) -> HttpResponse:
    match = request.resolver_match
    assert match is not None
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response
