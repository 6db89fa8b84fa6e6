"""You said, we did: for everybody, the same for all, no day that could date a voice."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from viktig.ground.people.tests.make import make_account, make_organisation, make_place
from viktig.system.voices.tests.make import make_publication

PATH = "/changes/"
NOTHING = "Nothing is published yet. When someone has got an answer and agrees to show it, it stands here."
QUARTER = "Published in quarter %(number)s of %(year)s."


@pytest.fixture
def client() -> Client:
    return Client()


def shown(page) -> list[str]:
    return [one.words for one in page.context["page"].rows]


def test_an_empty_list_is_friendly(client):
    assert gettext(NOTHING) in client.get(PATH).content.decode()


def test_it_is_the_same_bytes_signed_in_or_out_and_sets_no_cookie(client):
    make_publication()
    inside = Client()
    inside.force_login(make_account())

    pages = [one.get(PATH) for one in (client, inside)]

    assert pages[0].content == pages[1].content
    assert [dict(page.cookies) for page in pages] == [{}, {}]


def test_the_newest_comes_first_and_no_day_is_shown(client):
    make_publication(words="Old.", on=date(2025, 12, 30))
    make_publication(words="New.", on=date(2026, 5, 4))

    page = client.get(PATH)
    body = page.content.decode()

    assert shown(page) == ["New.", "Old."]
    assert gettext(QUARTER) % {"number": 2, "year": 2026} in body
    assert gettext(QUARTER) % {"number": 1, "year": 2026} in body  # by ISO week: 30 December 2025 is in week 1
    assert not any(day in body for day in ("2026-05-04", "2025-12-30", "4. mai", "30. desember", "04.05", "30.12"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"area": "work"}, ["Two."]),
        ({"outcome": "will_change"}, ["Three."]),
        ({"place": "NO-9903"}, ["Three."]),
        ({"place": "NO-9901"}, ["Three.", "Two.", "One."]),
        ({"area": "nonsense", "outcome": "not_ours", "place": "'; --", "after": "x"}, ["Three.", "Two.", "One."]),
    ],
)
def test_it_narrows_by_area_outcome_and_place_with_its_parts(client, asked, words):
    make_publication(words="One.", on=date(2026, 1, 5))
    make_publication(words="Two.", on=date(2026, 1, 6), area="work")
    district = make_place(code="NO-9903", name="Bydel", parent=make_place())
    make_publication(
        words="Three.", on=date(2026, 1, 7), outcome="will_change", to=make_organisation(name="X", place=district)
    )

    assert shown(client.get(PATH, asked)) == words


def test_pages_by_key_show_each_once_and_keep_language_and_question(client, monkeypatch):
    monkeypatch.setattr("viktig.system.voices.queries.A_PAGE", 2)
    words = [
        make_publication(words=f"{number}.", on=date(2026, 1, 5) + timedelta(days=number // 2)).words
        for number in range(5)
    ]
    seen, address = [], "?lang=sv&area=housing"

    while address:
        page = client.get(PATH + address)
        seen, address = seen + shown(page), page.context["more"]
        assert not address or address.startswith("?lang=sv&area=housing&after=")

    assert (len(seen), set(seen)) == (5, set(words))


def test_it_says_how_many_became_better(client):
    for words, judgement in {"a": "better", "b": "same", "c": "better", "d": "too_early", "e": ""}.items():
        make_publication(words=words, judgement=judgement)

    page = client.get(PATH).context["page"]

    assert (page.number, page.judged, page.better) == (5, 3, 2)


def test_one_has_a_page_of_its_own_and_the_rest_is_not_there(client):
    one = make_publication(words="<b>Bold</b>", change="A lift.", judgement="worse")

    body = client.get(reverse("system:change", args=[one.pk])).content.decode()

    assert "&lt;b&gt;Bold&lt;/b&gt;" in body
    assert gettext("The one who spoke says: It became worse. It is open again.") in body
    assert client.get(reverse("system:change", args=[one.voice_id])).status_code == 404


@pytest.mark.parametrize(
    ("outcome", "change", "judgement", "words"),
    [
        ("explained", "", "", "The answer: This is how it is"),
        ("will_change", "", "", "The answer: It will be changed"),
        ("partly", "", "", "The answer: A part of it will be changed"),
        ("will_not", "", "", "The answer: It will not be changed"),
        ("will_change", "A lift.", "", "This was changed"),
        ("partly", "A lift.", "better", "The one who spoke says: It became better."),
        ("partly", "A lift.", "same", "The one who spoke says: It is the same. It is open again."),
        ("will_not", "", "not_judged", "The one who spoke has not said whether it became better."),
    ],
)
def test_everybody_sees_how_far_it_has_come(client, outcome, change, judgement, words):
    make_publication(outcome=outcome, change=change, judgement=judgement)

    assert gettext(words) in client.get(PATH).content.decode()


def test_the_list_takes_as_many_questions_however_long():
    Client().get(PATH)
    numbers = []
    for more in (1, 2):
        for number in range(more):
            make_publication(words=f"{more} {number}")
        with CaptureQueriesContext(connection) as queries:
            Client().get(PATH)
        numbers.append(len([one for one in queries if "ground_" in one["sql"]]))

    assert numbers == [4, 4]  # one asks whether a page that was kept still holds


def test_a_page_that_has_not_changed_is_not_sent_again(client):
    make_publication()
    tag = client.get(PATH)["ETag"]

    assert client.get(PATH, headers={"if-none-match": tag}).status_code == 304
