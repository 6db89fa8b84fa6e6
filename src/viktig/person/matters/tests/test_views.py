"""The pages of what matters, as the person and as those they share with."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import LogEntry
from viktig.person.matters.models import Matter
from viktig.person.matters.tests.make import make_matter

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')  # masked anew in each answer


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org")
    client.force_login(account)
    return account


def room_of(account):
    return reverse("person:matters-room", args=[account.who])


def test_the_short_address_leads_to_ones_own_room(client, ane):
    assert client.get("/person/matters/").url == room_of(ane)


def test_writing_saves_and_forgets_the_draft(client, ane):
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.matters.new", words={"words": "A qui"})
    assert "A qui</textarea>" in client.get(room_of(ane)).text

    answer = client.post(reverse("person:matters-add", args=[ane.who]), {"words": "A quiet flat", "new_id": uuid4()})

    assert answer.url == room_of(ane)
    page = client.get(room_of(ane)).text
    assert "A quiet flat</p>" in page
    assert "A qui</textarea>" not in page


def test_what_is_refused_is_not_lost(client, ane):
    answer = client.post(reverse("person:matters-add", args=[ane.who]), {"words": "A quiet flat", "area": "nowhere"})

    assert answer.status_code == 200
    assert "A quiet flat</textarea>" in answer.text


def test_writing_anew_shows_what_was_written_before(client, ane):
    matter = make_matter(ane.who, "A flat")
    address = reverse("person:matters-detail", args=[ane.who, matter.pk])

    assert client.post(address, {"words": "A quiet flat", "area": "housing"}).url == address
    page = client.get(address).text
    assert page.index("A quiet flat</textarea>") < page.index("A flat</p>")


def test_deleting_is_asked_twice(client, ane):
    matter = make_matter(ane.who)
    address = reverse("person:matters-delete", args=[ane.who, matter.pk])

    client.get(address)
    with acting_as(ane.who, because="test"):
        assert Matter.unguarded.exists()
    client.post(address)
    with acting_as(ane.who, because="test"):
        assert not Matter.unguarded.exists()


def test_looking_for_words_puts_them_in_no_address(client, ane):
    make_matter(ane.who, "A quiet flat")
    make_matter(ane.who, "Work I can manage")

    page = client.post(reverse("person:matters-find", args=[ane.who]), {"q": "flat"}).text
    assert ("A quiet flat</p>" in page, "Work I can manage</p>" in page) == (True, False)


def test_a_reader_opens_the_same_address_and_gets_nothing_to_change(client):
    ane, reader = make_account(name="Ane"), make_account()
    matter = make_matter(ane.who)
    make_share(ane.who, reader.who)
    client.force_login(reader)

    for address in (room_of(ane), reverse("person:matters-detail", args=[ane.who, matter.pk])):
        page = client.get(address).text
        assert "A quiet flat" in page
        assert "<textarea" not in page
        for verb in ("add", "move", "lay-aside", "take-back", "delete"):
            assert f"/{verb}/" not in page


@pytest.mark.parametrize("verb", ["add", "move", "lay-aside", "take-back", "delete", "detail"])
def test_a_reader_who_tries_to_change_meets_not_found_and_the_person_sees_the_try(client, verb):
    ane, reader = make_account(name="Ane"), make_account()
    matter = make_matter(ane.who)
    make_share(ane.who, reader.who)
    client.force_login(reader)
    which = [ane.who] if verb == "add" else [ane.who, matter.pk]

    assert client.post(reverse(f"person:matters-{verb}", args=which), {"words": "x"}).status_code == 404

    with acting_as(ane.who, because="test"):
        assert [(one.words, one.laid_aside) for one in Matter.unguarded.all()] == [("A quiet flat", False)]
        assert [(line.action, line.granted) for line in LogEntry.unguarded.all()] == [("person.matters.edit", False)]


def test_missing_and_not_yours_give_the_same_bytes(client):
    ane, stranger = make_account(), make_account()
    matter = make_matter(ane.who)
    client.force_login(stranger)

    pages = []
    for which in ([ane.who, matter.pk], [uuid4(), uuid4()]):
        address = reverse("person:matters-detail", args=which)
        answer = client.get(address)
        pages.append((answer.status_code, TOKEN.sub("", answer.text.replace(address, ""))))
    assert pages[0] == pages[1]
    assert pages[0][0] == 404


def test_the_room_asks_the_database_as_much_for_three_as_for_one(client, ane):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(room_of(ane))
        return len(asked)

    make_matter(ane.who)
    queries()
    for_one = queries()
    for _more in range(2):
        make_matter(ane.who)

    assert queries() == for_one
    assert for_one <= 13  # of which 5 open and close the transaction
