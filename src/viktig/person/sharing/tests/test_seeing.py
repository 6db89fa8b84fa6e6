"""One page for who sees what, read two ways; changing what is shared; and the answer to why, due in seven days."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from viktig.ground import clock
from viktig.ground.access.queries import open_now
from viktig.ground.access.roles import Permission
from viktig.ground.notify.tasks import tasks_for
from viktig.ground.people.tests.make import make_account, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room, Share
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.tests.make import make_matter
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud
from viktig.person.said.access import get_own_look
from viktig.person.sharing import actions, queries

DUE = 7


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org", language="en")
    client.force_login(account)
    return account


@pytest.fixture
def kim():
    return make_account(name="Kim", email="kim@example.org", language="en")


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def open_shares(ane):
    with acting_as(ane.who, because="test"):
        return list(Share.unguarded.filter(open_now()).order_by("room"))


# Read two ways ------------------------------------------------------------------------------------------------------------


def test_one_page_shows_all_rooms_and_single_things_by_human_and_by_room(client, ane, kim):
    matter, works = make_matter(ane.who, "A quiet flat"), make_organisation(name="Together")
    make_agreement(ane, make_ombud(name="Liv", organisation=works))
    make_share(ane.who, kim.who, item=matter.pk)
    make_share(ane.who, kim.who, room=Room.OMBUD)

    def shown(address):
        groups = client.get(address).context["groups"]
        return [(group.title, [(one.name, one.share.room, one.words) for one in group.lines]) for group in groups]

    flat, ombud, liv = ("Kim", "matters", "A quiet flat"), ("Kim", "ombud", ""), ("Liv (Together)", "ombud", "")
    assert shown("/person/sharing/") == [("Kim", [flat, ombud]), ("Liv (Together)", [liv])]
    by_room = shown("/person/sharing/?by=room")
    assert [(title, sorted(lines)) for title, lines in by_room] == [
        ("What matters to me", [flat]),
        ("My ombud and what we work on", [ombud, liv]),
    ]


def test_each_line_is_ended_in_one_click_whichever_way_it_is_read(client, ane, kim):
    make_matter(ane.who)
    share = make_share(ane.who, kim.who)

    for address in ("/person/sharing/", "/person/sharing/?by=room", "/person/sharing/?by=nonsense"):
        assert reverse("person:sharing-withdraw", args=[share.pk]) in client.get(address).text


@pytest.mark.parametrize("by", ["human", "room"])
def test_the_page_asks_the_database_as_much_for_thirty_as_for_one(client, ane, by):
    make_matter(ane.who)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/person/sharing/?by={by}")
        return len(queries)

    make_share(ane.who, make_account().who)
    asked()
    for_one = asked()
    for _more in range(29):
        make_share(ane.who, make_account().who)

    assert asked() == for_one <= 12


def test_with_nothing_shared_the_page_says_so(client, ane):
    page = client.get("/person/sharing/").text

    assert "Only you can see your pages now." in page
    assert "Two ways to read this" not in page


# Changed ------------------------------------------------------------------------------------------------------------------


def changed(**given):
    until = timezone.localdate() + timedelta(days=10)
    return {"level": "read", "seen_as": "read", "purpose": "to help me", "until": until.isoformat()} | given


def test_the_last_day_and_the_purpose_are_changed_and_the_former_share_stays_in_the_list(client, ane, kim):
    make_matter(ane.who, "A quiet flat")
    share = make_share(ane.who, kim.who)
    address = reverse("person:sharing-change", args=[share.pk])
    page = client.get(address)
    assert ("Change what Kim can see" in page.text, 'value="to help me"' in page.text) == (True, True)

    for _double in range(2):
        assert client.post(address, changed(purpose="for the move")).url == "/person/sharing/"

    [now] = open_shares(ane)
    assert (now.purpose, now.pk != share.pk, now.receiver_name) == ("for the move", True, "Kim")
    with acting_as(ane.who, because="test"):
        assert len(queries.given(ane.who)[1]) == 1


def test_from_suggest_to_read_is_shown_before_it_counts(client, ane):
    ombud = make_ombud(name="Liv")
    assignment = make_assignment(make_agreement(ane, ombud))
    [share] = open_shares(ane)
    address = reverse("person:sharing-change", args=[share.pk])

    again = client.post(address, changed(seen_as="suggest"))
    assert (again.status_code, again.context["changed"]) == (200, True)
    assert "This is what Liv sees" in again.text
    assert open_shares(ane)[0].level == Level.SUGGEST
    assert client.post(address, changed()).status_code == 302

    [now] = open_shares(ane)
    assert (now.level, now.receiver_from.startswith("Ombudene")) == (Level.READ, True)
    suggest = reverse("person:ombud-suggest", args=[assignment.pk])
    assert signed_in(ombud.account).get(suggest).status_code == 404


def test_what_does_not_fit_changes_nothing_and_what_has_ended_is_not_changed(client, ane, kim):
    make_matter(ane.who)
    share = make_share(ane.who, kim.who)
    address = reverse("person:sharing-change", args=[share.pk])

    assert client.post(address, changed(until="2099-01-01")).status_code == 200
    assert [one.pk for one in open_shares(ane)] == [share.pk]
    assert signed_in(kim).get(address).status_code == 404
    with acting_as(ane.who, because="test"):
        actions.withdraw(share=share)
    assert client.get(address).url == "/person/sharing/"
    assert open_shares(ane) == []


# Why, in seven days -------------------------------------------------------------------------------------------------------


@pytest.fixture
def look(ane, kim):
    make_matter(ane.who)
    make_share(ane.who, kim.who)
    with acting_as(kim.who, because="test"):
        get_matters_for(kim, ane.who, Permission.PERSON_MATTERS_READ)
    with acting_as(ane.who, because="test"):
        return LogEntry.unguarded.get()


def ask(ane, look, days_ago=0):
    with clock.moved_back(days_ago), acting_as(ane.who, because="test"):
        return actions.ask_why(entry=look, asked_by="Ane")


def test_the_reader_sees_by_which_day_to_answer(ane, kim, look):
    ask(ane, look)

    with acting_as(kim.who, because="test"):
        [task] = tasks_for(kim)
    assert task.by_when == clock.today() + timedelta(days=DUE)
    assert "Answer by " in signed_in(kim).get("/person/sharing/asked/").text


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (DUE, False), (DUE + 1, True)])
def test_after_seven_days_the_person_sees_that_it_is_late_and_can_say_it(client, ane, kim, look, days, is_late):
    ask(ane, look, days_ago=days)

    log, overview = client.get("/person/sharing/looked/").text, client.get("/person/sharing/").text
    asked = signed_in(kim).get("/person/sharing/asked/").text
    with acting_as(ane.who, because="test"):
        told = [task.title for task in tasks_for(ane)]

    assert ("It should have come by" in log, "It must come by" in log) == (is_late, not is_late)
    assert (f"?look={look.pk}" in log) is is_late
    assert ("One answer should have come by now." in overview) is is_late
    assert "You have asked why someone looked" in overview
    assert ("Your answer should have come by" in asked) is is_late
    assert told == (["Noen har ikke fortalt deg hvorfor de så"] if is_late else [])


def test_a_late_answer_becomes_words_that_name_nobody(client, ane, kim, look):
    ask(ane, look, days_ago=DUE + 1)

    begun = client.get(f"/person/said/new/?look={look.pk}")
    page = client.get(begun.url)

    words = page.context["form"]["words"].value()
    assert re.match(r"Someone opened my page\. On .* I asked why\.", words)
    assert "Kim" not in words
    assert page.context["form"]["kind"].value() == "barrier"
    assert signed_in(kim).get(f"/person/said/new/?look={look.pk}").status_code == 404
    with acting_as(ane.who, because="test"):
        assert get_own_look(ane, look.pk) == look


def test_an_answer_that_comes_late_is_still_an_answer(client, ane, kim, look):
    question = ask(ane, look, days_ago=20)
    answer = reverse("person:sharing-answer-why", args=[question.pk])

    assert signed_in(kim).post(answer, {"answer": "You asked me to."}).status_code == 302

    log = client.get("/person/sharing/looked/").text
    assert ("You asked me to." in log, "It should have come by" in log) == (True, False)
    with acting_as(ane.who, because="test"):
        assert queries.answers_missing(ane.who) == (0, 0)
