"""Public pages, kept ready to be sent again: the same bytes for everybody until something public changes.

Never stale: the database gives the edition another mark in the same transaction as the change, and the mark is asked for at
each request. Each process keeps its own pages; what it keeps is bounded.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from viktig.ground import clock
from viktig.ground.privacy.addresses import is_public
from viktig.ground.words.middleware import chosen

MOST_BYTES = 16 * 1024 * 1024
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Page:
    """A page as it was sent, and the mark of the edition that it shows."""

    mark: str
    body: bytes
    headers: tuple[tuple[str, str], ...]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page; or that it has not changed, to a browser that has it."""
        response = HttpResponse(self.body)
        for name, value in self.headers:
            response.headers[name] = value
        return get_conditional_response(request, etag=response.headers.get("ETag"), response=response) or response


@dataclass(frozen=True)
class Key:
    """What a public page depends on beside the edition: no account, no cookie."""

    host: str
    address: str
    language: str
    packed: bool
    day: date


class Shelf:
    """The pages of one process, those asked for last kept longest. most: bytes of all bodies together."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.bytes = most, 0
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> Page | None:
        """Return a page, whatever edition it shows."""
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
            return self.pages.get(key)

    def put(self, key: Key, page: Page) -> None:
        """Keep a page, and let go of those that nobody asked for longest."""
        with self.lock:
            before = self.pages.pop(key, None)
            self.bytes += len(page.body) - (len(before.body) if before else 0)
            self.pages[key] = page
            while self.bytes > self.most:
                _key, oldest = self.pages.popitem(last=False)
                self.bytes -= len(oldest.body)


class Kept:
    """Sends a page that was kept, if nothing public has changed; keeps those of views that are `kept`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.shelf = Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        page = self.shelf.get(key)
        if page is not None and page.mark == mark_of_edition():
            return page.answer(request)
        response = self.get_response(request)
        mark = getattr(response, "kept_mark", None)
        if mark is not None and response.status_code == 200 and not response.cookies:
            self.shelf.put(key, Page(mark, response.content, tuple(response.headers.items())))
        return response


def key_of(request: HttpRequest) -> Key | None:
    """Return what the page of a request depends on; None where nothing is kept."""
    query = request.META.get("QUERY_STRING", "")
    if request.method != "GET" or len(query) > LONGEST_QUERY or not is_public(request.path):
        return None
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    return Key(request.META.get("HTTP_HOST", ""), f"{request.path}?{query}", chosen(request), packed, clock.today())


def mark_of_edition() -> str | None:
    """Return the mark of what public pages show now; None where there is none, and then nothing is kept."""
    with connection.cursor() as cursor:
        cursor.execute("select mark from ground_edition where id = 1")
        found = cursor.fetchone()
    return found[0] if found else None


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the page of a public view be kept. It may read only tables whose guard says `public`, and carry no token.

    The mark is read before anything else: what is read after it is at least as new.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mark = mark_of_edition()
        response = view(request, *args, **kwargs)
        response.kept_mark = mark  # type: ignore[attr-defined]
        return response

    return marked
