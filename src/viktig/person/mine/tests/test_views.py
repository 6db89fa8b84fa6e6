"""My page, my data, and the end."""

import io
import json

import pytest
from django.urls import reverse
from pypdf import PdfReader

from viktig.ground.people.models import Account, Person
from viktig.ground.people.tests.make import make_account, make_organisation, make_place, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.tests.make import make_voice
from viktig.person.matters.models import Matter
from viktig.person.matters.tests.make import make_matter
from viktig.person.mine import queries
from viktig.person.said.models import Said


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org")
    client.force_login(account)
    return account


def person_of(account):
    with acting_as(account.who, because="test"):
        return Person.unguarded.get(pk=account.who)


def test_my_page_needs_sign_in(client):
    assert client.get("/me/").status_code == 302


def test_the_first_visit_asks_one_thing_and_nothing_must_be_answered(client):
    account = make_account()
    client.force_login(account)
    page = client.get("/me/").text

    assert page.index('name="words"') < page.index('name="name"')
    assert client.post("/me/name/", {"name": "Ane"}).url == "/me/"
    assert person_of(account).name == "Ane"
    assert 'name="name"' not in client.get("/me/").text


def test_one_can_write_at_once_on_my_page(client, ane):
    page = client.get("/me/")
    sent = {"words": "A quiet flat", "new_id": page.context["new_id"]}
    for _time in range(2):
        answer = client.post(reverse("person:matters-add", args=[ane.who]), sent)
        assert answer.url == reverse("person:matters-room", args=[ane.who])

    with acting_as(ane.who, because="test"):
        assert [one.words for one in Matter.unguarded.all()] == ["A quiet flat"]
    assert "A quiet flat</a>" in client.get("/me/").text


def test_what_was_begun_stands_in_the_box(client, ane):
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.matters.new", words={"words": "A qui"})

    assert "A qui</textarea>" in client.get("/me/").text


def test_each_part_says_its_room(client, ane):
    make_share(make_account(name="Kim").who, ane.who)
    page = client.get("/me/").text

    assert [room for room in ("matters", "ombud", "sharing", "said", "mine") if f'data-room="{room}"' not in page] == []
    assert "Kim" in page


def test_my_page_shows_what_i_said(client, ane):
    _voice, receipt = make_voice(to=make_organisation())
    with acting_as(ane.who, because="test"):
        Said(person_id=ane.who, receipt=receipt, seen={"turns": 0, "told": 0, "assignment": None}).save()

    assert "My papers were lost twice." in client.get("/me/").text


def test_my_page_asks_the_database_little(client, ane, django_assert_max_num_queries):
    make_matter(ane.who)
    client.get("/me/")

    with django_assert_max_num_queries(20):
        client.get("/me/")


def test_name_place_and_language_are_the_persons_own(client, ane):
    place = make_place()
    sent = {"name": "A. N. E.", "place": place.pk, "language": "sv"}
    assert client.post("/person/mine/", sent).url == "/person/mine/"

    person = person_of(ane)
    assert (person.name, person.place_id, Account.objects.get(pk=ane.pk).language) == ("A. N. E.", place.pk, "sv")
    client.post("/person/mine/", {"name": "", "place": "", "language": "sv"})
    assert (person_of(ane).name, person_of(ane).place_id) == ("", None)


def test_the_page_and_the_file_hold_everything(client, ane):
    make_matter(ane.who)
    answer = client.get("/person/mine/everything.json")

    assert answer["Content-Disposition"] == 'attachment; filename="viktig.json"'
    made = json.loads(answer.content)
    with acting_as(ane.who, because="test"):
        now = queries.everything(ane.who)
    assert made | {"made_at": ""} == now | {"made_at": ""}
    assert "A quiet flat" in client.get("/person/mine/everything/").text


def test_the_paper_holds_all_sections_of_the_page(client, ane):
    make_matter(ane.who, words="A quiet flat #1 *now*")
    answer = client.get("/person/mine/everything.pdf")
    read = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())

    assert answer["Content-Disposition"] == 'attachment; filename="viktig.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    titles = [section.title for section in client.get("/person/mine/everything/").context["sections"]]
    assert len(titles) > 8
    assert [title for title in titles if title not in read] == []
    assert "A quiet flat #1 *now*" in read


def test_words_for_the_command_line_are_shown_once(client, ane):
    client.post("/person/mine/words/", {"purpose": "export"})

    assert [len(client.get("/person/mine/words/").context["words"]) for _time in range(2)] == [8, 0]


def test_erasing_is_asked_twice_and_then_done_at_once(client, ane, django_capture_on_commit_callbacks):
    make_matter(ane.who)
    make_share(ane.who, make_account().who)
    assert "Kim" in client.get("/person/mine/erase/").text  # what was passed on is listed
    client.get("/person/mine/erase/sure/")
    assert person_of(ane).name == "Ane"

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/person/mine/erase/sure/")

    assert answer.status_code == 200
    with acting_as(ane.who, because="test"):
        assert not Person.unguarded.exists()
    assert not Account.objects.filter(pk=ane.pk).exists()
    assert client.get("/me/").status_code == 302
