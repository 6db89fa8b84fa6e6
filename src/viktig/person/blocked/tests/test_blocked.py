"""Blocking a named human: what ends, what is refused, what is written down, and what the blocked one learns: nothing."""

from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from viktig.ground.access.queries import open_now
from viktig.ground.access.roles import Permission
from viktig.ground.notify.models import Mail
from viktig.ground.notify.tasks import tasks_for
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import IsBlocked, give_share
from viktig.ground.privacy.models import TRIED, Block, Level, LogEntry, Room, Share
from viktig.person.blocked import actions, jobs, queries
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.models import Matter
from viktig.person.matters.tests.make import make_matter
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud
from viktig.person.sharing.actions import mint_contact_words
from viktig.person.sharing.export import export_sharing
from viktig.person.sharing.queries import Receiver, looked


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org", language="en")
    client.force_login(account)
    return account


@pytest.fixture
def kim():
    return make_account(name="Kim", email="kim@example.org")


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def block(ane, kim, name="Kim"):
    with acting_as(ane.who, because="test"):
        return actions.block(person=ane.who, receiver=Receiver(kim.who, name))


def room_of(ane):
    return reverse("person:matters-room", args=[ane.who])


def lines_of(ane):
    with acting_as(ane.who, because="test"):
        return [(one.action, one.granted, one.room, one.item) for one in LogEntry.unguarded.all()]


# What ends, and what is refused -----------------------------------------------------------------------------------------


def test_all_that_is_shared_with_a_blocked_one_ends_at_once_and_nothing_else(ane, kim):
    matter, other = make_matter(ane.who), make_account()
    make_share(ane.who, kim.who)
    make_share(ane.who, kim.who, item=matter.pk)
    make_share(ane.who, other.who)

    block(ane, kim)

    with acting_as(kim.who, because="test"):
        assert not Matter.unguarded.exists()
        assert not Share.unguarded.exists()
    with acting_as(ane.who, because="test"):
        assert [one.receiver for one in Share.unguarded.filter(open_now())] == [other.who]


def test_blocking_twice_is_blocking_once_and_unblocking_brings_nothing_back(ane, kim):
    make_share(ane.who, kim.who)
    first, again = block(ane, kim), block(ane, kim)

    with acting_as(ane.who, because="test"):
        for _twice in range(2):
            actions.unblock(block=first)
        assert [one.ended_on is None for one in Block.unguarded.all()] == [False]
        assert not Share.unguarded.filter(open_now()).exists()
    assert first.pk == again.pk
    assert block(ane, kim).pk != first.pk


def test_nobody_blocks_themselves(ane):
    with pytest.raises(actions.IsYourself):
        block(ane, ane)


def test_the_database_refuses_a_share_with_a_blocked_one_whatever_the_code_forgets(ane, kim):
    ended = make_share(ane.who, kim.who, days=-1)
    block(ane, kim)

    with pytest.raises(DatabaseError, match="blocked"), transaction.atomic():
        make_share(ane.who, kim.who)
    with pytest.raises(DatabaseError, match="blocked"), transaction.atomic(), acting_as(ane.who, because="test"):
        Share.unguarded.filter(pk=ended.pk).update(ends_at="2099-01-01T00:00:00Z")
    with pytest.raises(IsBlocked), acting_as(ane.who, because="test"):
        give_share(
            person=ane.who, receiver=kim.who, receiver_name="Kim", room=Room.MATTERS, item=None, level=Level.READ,
            purpose="x", ends_at="2099-01-01T00:00:00Z",
        )  # fmt: skip


def test_a_blocked_ombud_comes_back_by_no_way(client, ane):
    ombud = make_ombud(name="Liv")
    make_assignment(make_agreement(ane, ombud))
    ombud, room = ombud.account, reverse("person:ombud-room", args=[ane.who])
    assert signed_in(ombud).get(room).status_code == 200

    page = client.post("/person/blocked/", {"to": str(ombud.who), "words": ""}, follow=True).text
    assert "Your agreement with Liv still stands." in page
    assert signed_in(ombud).get(room).status_code == 404

    again = client.post(reverse("person:ombud-share-again", args=[ane.who]), follow=True).text
    assert "You have blocked Liv" in again
    assert signed_in(ombud).get(room).status_code == 404


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["share", "block", "unblock"]), max_size=8))
def test_whatever_comes_after_whatever_a_blocked_one_sees_nothing(steps):
    with transaction.atomic():
        ane, kim = make_account(), make_account()
        make_matter(ane.who)
        blocked = shared = False
        for step in steps:
            with acting_as(ane.who, because="test"):
                standing = Block.unguarded.filter(ended_on=None).first()
            if step == "block":
                block(ane, kim)
                blocked, shared = True, False
            elif step == "unblock" and standing:
                with acting_as(ane.who, because="test"):
                    actions.unblock(block=standing)
                blocked = False
            elif step == "share" and not blocked:
                make_share(ane.who, kim.who)
                shared = True
            with acting_as(kim.who, because="test"):
                assert Matter.unguarded.exists() is (shared and not blocked)
        transaction.set_rollback(True)


# A try -------------------------------------------------------------------------------------------------------------------


def test_a_blocked_one_and_a_stranger_meet_the_same_bytes_with_the_same_queries(ane, kim):
    matter = make_matter(ane.who)
    block(ane, kim)
    addresses = [
        room_of(ane),
        reverse("person:matters-detail", args=[ane.who, matter.pk]),
        reverse("person:ombud-room", args=[ane.who]),
        reverse("person:matters-room", args=[uuid4()]),
    ]

    def answers(account):
        client = signed_in(account)
        client.get(addresses[0])
        found = []
        for address in addresses:
            for method in (client.get, client.post):
                with CaptureQueriesContext(connection) as asked:
                    response = method(address)
                found.append((response.status_code, response.content.split(b"csrf")[0], len(asked)))
        return found

    assert answers(kim) == answers(make_account())


def test_the_try_of_a_blocked_one_stands_in_the_log_and_that_of_a_stranger_does_not(client, ane, kim):
    matter = make_matter(ane.who)
    make_share(ane.who, kim.who)
    signed_in(kim).get(room_of(ane))
    block(ane, kim)

    signed_in(make_account()).get(room_of(ane))
    for _twice in range(2):
        signed_in(kim).get(room_of(ane))
    signed_in(kim).get(reverse("person:matters-detail", args=[ane.who, matter.pk]))
    signed_in(kim).get(reverse("person:matters-detail", args=[kim.who, matter.pk]))

    assert sorted(lines_of(ane), key=str)[:2] == sorted(
        [(TRIED, False, "matters", ane.who), (TRIED, False, "matters", matter.pk)], key=str
    )
    assert len(lines_of(ane)) == 3
    page = client.get("/person/sharing/looked/").text
    assert page.count("<b>Kim, whom you have blocked, tried to open a page of yours, and was not let in.") == 2
    assert page.count("/why/") == 1  # nobody who was not let in is asked why they looked


def test_others_who_have_blocked_nobody_and_blocks_that_ended_get_no_line(ane, kim):
    other = make_account()
    made = block(ane, kim)
    signed_in(kim).get(room_of(other))
    with acting_as(ane.who, because="test"):
        actions.unblock(block=made)

    signed_in(kim).get(room_of(ane))

    assert lines_of(ane) == lines_of(other) == []


def test_a_try_is_told_once_until_the_person_has_looked(client, ane, kim):
    block(ane, kim)

    def letters():
        jobs.tell_tries()
        jobs.tell_tries()
        return [mail.letter["to"] for mail in Mail.unguarded.all()]

    assert letters() == []
    signed_in(kim).get(room_of(ane))
    signed_in(kim).get(reverse("person:ombud-room", args=[ane.who]))
    assert letters() == ["ane@example.org"]
    with acting_as(ane.who, because="test"):
        assert [task.address for task in tasks_for(ane)] == ["/person/sharing/looked/"]
    assert "They have tried to open a page of yours." in client.get("/person/sharing/").text

    client.get("/person/sharing/looked/")
    with acting_as(ane.who, because="test"):
        assert tasks_for(ane) == []
    assert letters() == ["ane@example.org"]
    signed_in(kim).get(reverse("person:said-room", args=[ane.who]))
    assert letters() == ["ane@example.org"] * 2


def test_the_blocked_one_can_ask_the_database_for_nothing(ane, kim):
    block(ane, kim)

    with acting_as(kim.who, because="test"), connection.cursor() as cursor:
        assert not Block.unguarded.exists()
        cursor.execute("select note_blocked_try(%s, 'matters')", [[ane.who]])
        assert cursor.fetchone()[0] in {None, ""}
        assert not LogEntry.unguarded.exists()
    with acting_as(kim.who, because="test"), pytest.raises((DatabaseError, psycopg.Error)), transaction.atomic():
        Block(person_id=ane.who, blocked=make_account().who, name="x", since="2026-01-01").save(force_insert=True)


# The pages ----------------------------------------------------------------------------------------------------------------


def test_somebody_is_blocked_and_unblocked_in_one_click_each(client, ane, kim):
    make_matter(ane.who)
    make_share(ane.who, kim.who)
    overview = client.get("/person/sharing/").text
    assert f"/person/blocked/?whom={kim.who}" in overview

    page = client.get(f"/person/blocked/?whom={kim.who}")
    assert page.context["form"]["to"].value() == str(kim.who)
    for _double in range(2):
        answer = client.post("/person/blocked/", {"to": str(kim.who), "words": ""})
    assert answer.status_code == 200  # the second time there is nobody of that name to choose any more

    with acting_as(ane.who, because="test"):
        made = Block.unguarded.get()
    assert reverse("person:blocked-end", args=[made.pk]) in client.get("/person/sharing/").text
    assert signed_in(kim).post(reverse("person:blocked-end", args=[made.pk])).status_code == 404
    assert client.post(reverse("person:blocked-end", args=[made.pk])).url == "/person/sharing/"
    assert client.get("/person/sharing/").context["blocked"] == []


def test_somebody_is_found_by_their_words_and_blocked(client, ane, kim):
    with acting_as(kim.who, because="test"):
        words, _ends = mint_contact_words(who=kim.who, name="Kim from the desk", language="nb")

    wrong = client.post("/person/blocked/", {"words": "not their words"})
    assert (wrong.status_code, 'value="not their words"' in wrong.text) == (200, True)
    assert client.post("/person/blocked/", {"words": words}).status_code == 302

    refused = client.post("/person/sharing/new/", {"what": "matters", "words": words})
    assert (refused.status_code, "You have blocked Kim from the desk" in refused.text) == (200, True)


def test_one_who_only_looked_can_be_chosen_and_one_who_is_blocked_is_not_offered_to_share_with(client, ane, kim):
    make_matter(ane.who)
    share = make_share(ane.who, kim.who)
    with acting_as(kim.who, because="test"):
        get_matters_for(kim, ane.who, Permission.PERSON_MATTERS_READ)
    with acting_as(ane.who, because="test"):
        Share.unguarded.filter(pk=share.pk).delete()
        assert [one.name for one in queries.those_to_block(ane.who)] == ["Kim"]

    block(ane, kim)

    with acting_as(ane.who, because="test"):
        assert queries.those_to_block(ane.who) == []
    assert client.get(reverse("person:sharing-preview", args=[kim.who, "matters"])).status_code == 404


def test_the_file_with_everything_says_who_is_blocked_and_who_tried(ane, kim):
    make_matter(ane.who)
    block(ane, kim)
    signed_in(kim).get(room_of(ane))

    with acting_as(ane.who, because="test"):
        made = export_sharing(ane.who)
        [look] = looked(ane.who).looks
    assert [(one["name"], one["ended_on"]) for one in made["blocked"]] == [("Kim", None)]
    assert [(one["name"], one["action"], one["because"]) for one in made["looked"]] == [("Kim", TRIED, "")]
    assert look.name == "Kim"
