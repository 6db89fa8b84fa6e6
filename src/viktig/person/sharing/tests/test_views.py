"""The pages of sharing: seen beforehand, given, taken back, looked at, asked about."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.clock import months_after
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, LogQuestion, Room, Share
from viktig.ground.privacy.shareable import all_shareable
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.tests.make import make_matter
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud
from viktig.person.said.tests.make import make_said
from viktig.person.sharing import actions
from viktig.person.sharing.preview import MAIN

SHOWN = re.compile(r"<fieldset[^>]* disabled><legend.*?</legend>(.*?)</fieldset>", re.DOTALL)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')  # masked anew in each answer


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org")
    client.force_login(account)
    return account


@pytest.fixture
def kim():
    return make_account(name="Kim", email="kim@example.org")


def words_of(account, name="Kim"):
    with acting_as(account.who, because="test"):
        return actions.mint_contact_words(who=account.who, name=name, language="nb")[0]


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def meet(client, kim, what="matters"):
    return client.post("/person/sharing/new/", {"what": what, "to": "words", "words": words_of(kim)})


def yes(**changed):
    until = timezone.localdate() + timedelta(days=30)
    return {"level": "read", "seen_as": "read", "purpose": "to help me", "until": until.isoformat()} | changed


def shares(ane):
    with acting_as(ane.who, because="test"):
        return list(Share.unguarded.all())


def bare(page):
    return TOKEN.sub("", page).strip()


@pytest.mark.parametrize("single", [False, True])
def test_the_preview_is_what_the_receiver_gets_to_the_byte(client, ane, kim, single):
    matter = make_matter(ane.who, "A quiet flat")
    make_matter(ane.who, "Work I can manage")
    client.post(reverse("person:matters-detail", args=[ane.who, matter.pk]), {"words": "A <b>", "area": "housing"})
    if single:
        address = f"/person/sharing/new/matters/{matter.pk}/"
        answer = client.post(address, {"what": f"matters:{matter.pk}", "to": "words", "words": words_of(kim)})
    else:
        answer = meet(client, kim)
    preview = client.get(answer.url)
    until = months_after(timezone.localdate(), actions.MONTHS_AT_FIRST)
    assert shares(ane) == []
    with acting_as(ane.who, because="test"):
        assert not LogEntry.unguarded.exists()

    assert client.post(answer.url, yes(until=until.isoformat())).url == "/person/sharing/"
    which = [ane.who, matter.pk] if single else [ane.who]
    got = signed_in(kim).get(reverse(f"person:matters-{'detail' if single else 'room'}", args=which))

    [main] = MAIN.findall(got.content)
    [seen] = SHOWN.findall(preview.text)
    assert bare(seen) == bare(main.decode())
    assert "A &lt;b&gt;" in seen
    assert ("Work I can manage" in seen) is not single


def test_nothing_is_shared_before_the_yes(client, ane, kim):
    make_matter(ane.who)
    client.get(meet(client, kim).url)

    assert shares(ane) == []
    assert signed_in(kim).get(reverse("person:matters-room", args=[ane.who])).status_code == 404


def test_a_share_needs_a_purpose_and_keeps_what_was_written(client, ane, kim):
    make_matter(ane.who)
    address = meet(client, kim).url
    answer = client.post(address, yes(purpose="", until="2099-01-01"))

    assert (answer.status_code, shares(ane)) == (200, [])
    assert "2099-01-01" in answer.text
    answer = client.post(address, yes(until="2099-01-01"))
    assert (answer.status_code, shares(ane)) == (200, [])
    assert "to help me" in answer.text


def test_more_than_was_seen_is_shown_again_before_it_is_shared(client, ane, kim):
    make_matter(ane.who)
    address = meet(client, kim).url

    assert client.post(address, yes(seen_as="suggest")).status_code == 200
    assert shares(ane) == []


def test_only_those_met_or_known_can_be_chosen(client, ane, kim):
    make_matter(ane.who)

    assert client.get(reverse("person:sharing-preview", args=[kim.who, "matters"])).status_code == 404
    make_share(ane.who, kim.who, days=-1)
    assert client.get(reverse("person:sharing-preview", args=[kim.who, "matters"])).status_code == 200


@pytest.mark.parametrize("room", ["sharing", "mine", "*", "nowhere"])
def test_there_are_no_other_rooms_to_share(client, ane, kim, room):
    meet(client, kim)

    for address in (f"/person/sharing/with/{kim.who}/{room}/", f"/person/sharing/new/{room}/"):
        assert client.get(address).status_code == 404


def test_what_is_somebody_elses_cannot_be_shared(client, ane, kim):
    theirs = make_matter(kim.who)
    make_share(kim.who, ane.who)
    meet(client, kim)

    assert client.get(f"/person/sharing/with/{kim.who}/matters/{theirs.pk}/").status_code == 404
    assert client.get(f"/person/sharing/new/matters/{theirs.pk}/").status_code == 404


def test_whoever_is_known_is_chosen_without_words(client, ane, kim):
    make_share(ane.who, kim.who, days=-1)

    answer = client.post("/person/sharing/new/", {"what": "matters", "to": str(kim.who), "words": ""})
    assert answer.url == reverse("person:sharing-preview", args=[kim.who, "matters"])
    for to in ("words", str(uuid4())):
        assert client.post("/person/sharing/new/", {"what": "matters", "to": to, "words": ""}).status_code == 200


def test_unknown_words_are_told_and_stay_in_the_form(client, ane):
    answer = client.post("/person/sharing/new/", {"what": "matters", "words": "not their words"})

    assert answer.status_code == 200
    assert 'value="not their words"' in answer.text


def test_a_share_withdrawn_while_the_page_is_open_gives_not_found_next(client, ane, kim):
    matter, reader = make_matter(ane.who), signed_in(kim)
    share = make_share(ane.who, kim.who)
    addresses = [
        reverse("person:matters-room", args=[ane.who]),
        reverse("person:matters-detail", args=[ane.who, matter.pk]),
    ]
    assert [reader.get(one).status_code for one in addresses] == [200, 200]

    client.post(reverse("person:sharing-withdraw", args=[share.pk]))

    assert [reader.get(one).status_code for one in addresses] == [404, 404]
    assert reader.post(reverse("person:matters-find", args=[ane.who]), {"q": "flat"}).status_code == 404


def test_only_the_giver_withdraws(client, ane, kim):
    share = make_share(ane.who, kim.who)

    assert signed_in(kim).post(reverse("person:sharing-withdraw", args=[share.pk])).status_code == 404
    assert signed_in(make_account()).post(reverse("person:sharing-withdraw", args=[share.pk])).status_code == 404
    assert client.post(reverse("person:sharing-withdraw", args=[uuid4()])).status_code == 404
    assert shares(ane)[0].ends_at > timezone.now()


def test_the_words_are_shown_while_they_are_good(client, kim):
    client.force_login(kim)
    assert 'value="Kim"' in client.get("/person/sharing/receive/").text
    assert client.post("/person/sharing/receive/", {"name": ""}).status_code == 200

    client.post("/person/sharing/receive/", {"name": "Kim"})
    words = client.get("/person/sharing/receive/").context["words"]
    assert len(words) == 4
    assert client.get("/person/sharing/receive/").context["words"] == words


def test_who_has_looked_and_why(client, ane, kim):
    make_matter(ane.who)
    make_share(ane.who, kim.who)
    reader = signed_in(kim)
    reader.get(reverse("person:matters-room", args=[ane.who]))
    page = client.get("/person/sharing/looked/")
    [look] = page.context["log"].looks
    assert (look.entry.reader_name, "to help me" in page.text) == ("Kim", True)

    client.post(reverse("person:sharing-ask-why", args=[look.entry.pk]))
    with acting_as(ane.who, because="test"):
        question = LogQuestion.unguarded.get()
    answer = reverse("person:sharing-answer-why", args=[question.pk])
    assert "Ane" in reader.get("/person/sharing/asked/").text
    assert reader.post(answer, {"answer": ""}).status_code == 200
    assert signed_in(make_account()).post(answer, {"answer": "me"}).status_code == 404
    assert client.post(answer, {"answer": "me"}).status_code == 404
    assert reader.post(answer, {"answer": "You asked me to."}).url == "/person/sharing/asked/"

    assert "You asked me to." in client.get("/person/sharing/looked/").text


def test_only_the_person_asks_about_a_line_of_their_log(ane, kim):
    make_share(ane.who, kim.who)
    with acting_as(kim.who, because="test"):
        get_matters_for(kim, ane.who, Permission.PERSON_MATTERS_READ)
    with acting_as(ane.who, because="test"):
        line = LogEntry.unguarded.get()

    administrator = make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR)
    for other in (kim, administrator):
        assert signed_in(other).post(reverse("person:sharing-ask-why", args=[line.pk])).status_code == 404


def test_the_overview_asks_the_database_as_much_for_three_as_for_one(client, ane):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get("/person/sharing/")
        return len(asked)

    make_share(ane.who, make_account().who)
    queries()
    for_one = queries()
    for _more in range(2):
        make_share(ane.who, make_account().who)

    assert queries() == for_one
    assert for_one <= 12


def test_every_page_of_mine_says_who_can_see_it_now(client, ane, kim):
    ombud, matter = make_ombud(name="Liv"), make_matter(ane.who)
    assignment = make_assignment(make_agreement(ane, ombud))
    told = make_said(who=ane.who, to=make_organisation())
    of = {Room.MATTERS: "Mona", Room.OMBUD: "Oda", Room.SAID: "Siv"}
    given = {room: make_share(ane.who, make_account().who, room=room) for room in of}
    with acting_as(ane.who, because="test"):
        for room, name in of.items():
            given[room].receiver_name = name
            given[room].save()
    rooms = {
        Room.MATTERS: [("matters-room", [ane.who]), ("matters-detail", [ane.who, matter.pk])],
        Room.OMBUD: [("ombud-room", [ane.who]), ("ombud-assignment", [assignment.pk])],
        Room.SAID: [("said", []), ("said-detail", [told.pk])],
    }

    def seen(name, arguments):
        page = client.get(reverse(f"person:{name}", args=arguments)).text
        [strip] = re.findall(r'<div class="seen-by">(.*?)</div>', page, re.DOTALL)
        return {who for who in (*of.values(), "Liv") if who in strip}

    for room, pages in rooms.items():
        for name, arguments in pages:
            assert seen(name, arguments) == {of[room]} | ({"Liv"} if room == Room.OMBUD else set()), name
        client.post(reverse("person:sharing-withdraw", args=[given[room].pk]))
        for name, arguments in pages:
            assert seen(name, arguments) == ({"Liv"} if room == Room.OMBUD else set()), name


CAN_SEE = [
    (one.room, level, single)
    for one in all_shareable()
    for single in (False, True)
    for level in one.levels(single=single)
]


@pytest.mark.parametrize(("room", "level", "single"), CAN_SEE)
def test_who_can_see_what_is_said_in_a_whole_sentence(client, ane, kim, room, level, single):
    matter = make_matter(ane.who, "A quiet flat")
    make_share(ane.who, kim.who, room=room, level=level, item=matter.pk if single else None)

    for page in ("/me/", "/person/sharing/"):
        text = client.get(f"{page}?lang=nb").content.decode()
        assert re.search(r"Kim kan lese [^.<]* til og med \d+\. \w+ \d{4}\.", text)
        assert ("foreslå" in text or "skrive meldinger" in text) is (level == Level.SUGGEST)


def test_a_page_shared_with_somebody_is_not_called_theirs(ane, kim):
    make_share(ane.who, kim.who, room=Room.OMBUD)

    shown = signed_in(kim).get("/me/?lang=nb").content.decode()

    assert "Ombudet og det de jobber med" in shown
    assert "Ombudet mitt og det vi jobber med" not in shown
