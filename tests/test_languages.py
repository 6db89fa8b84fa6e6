"""Each language whole, on the pages themselves: nothing of another language is left over, and nothing stands unmarked.

A language that is not there yet is tried too: one that is made up here, written from the left and from the right.
"""

import io
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings as house
from django.test import Client
from walking import live_in_town, pages

from viktig.demo import story
from viktig.ground.words import catalog
from viktig.testing import copied_databases

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
TAG = re.compile(r"<[^>]+>")
SAID_IN = {
    "aria-label",
    "alt",
    "title",
    "placeholder",
    "label",
    "data-saving",
    "data-saved",
    "data-kept",
    "data-failed",
}
EMPTY = {"meta", "link", "input", "br", "img", "hr", "rect", "path", "circle"}
PEOPLE = ("a visitor", "anna", "kari", "jon", "lise")
# What is called the same in every language: names, files, what is quoted, and months that Django may not know.
NAMES = (
    r"“[^”]*”|\w+\.csv|Viktig|Bokmål|Nynorsk|Svenska|English|Mental Helse|PDF|CSV|JSON|JPEG|PNG|WebP|Esc|https?://\S+|/\w+/"
    r"|Norge|Sverige|viktig figures check --ranges|[*][.]csv|Made up|testserver|\d+\.? \w+ \d{4}|\w+\.? \d+, \d{4}"
)
DIRECTION = {"se": "", "ar": ' dir="rtl"'}
ACCENTS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "áƀčđéƒǧħíĵķłɱńóƥʠŕšŧúṽŵẋýž")


class Reader(HTMLParser):
    """Reads what a page says, each piece with the language it is said in."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str | None, str]] = []
        self.inside: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang") or (self.inside[-1][1] if self.inside else None)
        if dict(attrs).get("dir") == "auto":
            language = "somebody's own words"
        self.said += [(language, value or "") for name, value in attrs if name in SAID_IN]
        if tag not in EMPTY:
            self.inside.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.inside and tag not in EMPTY and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1][0] not in {"script", "style"}:
            self.said.append((self.inside[-1][1], data))


def said_on(page: str, language: str) -> list[str]:
    """Return what a page says in its own language, without what stands there in another or in somebody's own words."""
    reader = Reader()
    reader.feed(page)
    return [" ".join(text.split()) for spoken, text in reader.said if spoken == language and text.strip()]


@cache
def sayings(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return what a language says word by word, and the form of what it says about something that changes."""
    known, whole, open_ended = catalog.catalogue(language), set(), set()
    for message in catalog.said():
        own = known.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        texts = own.string if own and own.string else message.id
        for text in [texts] if isinstance(texts, str) else texts:
            for part in (" ".join(part.split()) for part in TAG.split(text)):
                letters = re.sub(r"\W", "", PLACEHOLDER.sub("", part))
                if not PLACEHOLDER.search(part):
                    whole.add(part)
                elif len(letters) > 3:
                    open_ended.add(".+".join(re.escape(piece) for piece in PLACEHOLDER.split(part)))
    return frozenset(whole), re.compile("|".join(sorted(open_ended, key=len, reverse=True)))


def is_said_in(language: str, text: str) -> bool:
    """Say whether a text is one of a language's own."""
    whole, open_ended = sayings(language)
    return text in whole or bool(open_ended.fullmatch(text))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The demo's town, lived in, in a database of its own."""
    with django_db_blocker.unblock(), copied_databases():
        live_in_town()
        yield


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("language", house.LANGUAGES_WHOLE)
def test_nothing_of_another_language_is_left_over(world, language, who):
    client = Client(headers={"Accept-Language": language})
    if who != "a visitor":
        client.force_login(story.who(who))
        client.get(f"/me/?lang={language}")
    others = [one for one in house.LANGUAGES_WHOLE if one != language]
    seen: set[str] = set()
    for path, response in pages(client):
        page = response.content.decode()
        assert f'<html lang="{language}"' in page, path
        assert response.headers["Content-Language"] == language, path
        new = set(said_on(page, language)) - seen - {"Viktig"}  # our name; in Norwegian it is a word too
        seen |= new
        wrong = [
            one for one in new if not is_said_in(language, one) and any(is_said_in(other, one) for other in others)
        ]
        assert wrong == [], f"{path}: {wrong}"
    assert len(seen) > 60


@pytest.fixture(params=DIRECTION)
def made_up(request, settings, tmp_path) -> str:
    """A language that nobody has translated to, whole: each of our texts in it, and in other letters."""
    language = request.param
    whole = Catalog(locale=language)
    for message in catalog.said():
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = [_in_other_letters(forms[min(number, len(forms) - 1)]) for number in range(whole.num_plurals)]
        if message.id:
            whole.add(message.id, tuple(texts) if isinstance(message.id, tuple) else texts[0], context=message.context)
    made = io.BytesIO()
    write_mo(made, whole)
    file = Path(tmp_path, language, "LC_MESSAGES", "django.mo")
    file.parent.mkdir(parents=True)
    file.write_bytes(made.getvalue())
    settings.LANGUAGES = [*settings.LANGUAGES, (language, "Made up")]
    settings.LOCALE_PATHS = [tmp_path]
    return language


def _in_other_letters(text: str) -> str:
    kept = re.compile(r"(%\(\w+\)[sd]|%[sd]|<[^>]+>|&\w+;|\b[jFYNdm]\. ?F\b|^j F$)")
    return "".join(part if kept.fullmatch(part) else part.lower().translate(ACCENTS) for part in kept.split(text))


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_language_that_comes_later_needs_nothing_but_its_catalogue(made_up):
    client = Client(headers={"Accept-Language": made_up})
    unmarked, found = {}, 0
    for path, response in pages(client):
        page, found = response.content.decode(), found + 1
        assert f'<html lang="{made_up}"{DIRECTION[made_up]} data' in page, path
        texts = [re.sub(NAMES, "", one) for one in said_on(page, made_up)]
        plain = [one for one in texts if re.search(r"[A-Za-z]{3}", one)]
        if plain:
            unmarked[path] = plain
    assert found > 8
    assert unmarked == {}, "Mark these for translation."
