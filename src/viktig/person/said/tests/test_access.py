"""Who may see what was said, and to whom it is not there."""

import re
from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.http import Http404
from django.urls import reverse

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.people.tests.make import make_account, make_member, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import LogEntry, Room
from viktig.ground.voice import actions as voices
from viktig.person.said.access import get_all_said_for, get_said_for
from viktig.person.said.models import Said
from viktig.person.said.tests.make import make_said
from viktig.person.said.tests.pages import answer, text_of

READ, EDIT = Permission.PERSON_SAID_READ, Permission.PERSON_SAID_EDIT


@pytest.fixture
def cast(office, ane):
    reader, former, stranger = make_account(), make_account(), make_account()
    make_share(ane.who, reader.who, room=Room.SAID)
    make_share(ane.who, former.who, room=Room.SAID, days=-1)
    other_room = make_account()
    make_share(ane.who, other_room.who, room=Room.MATTERS)
    administrator = make_member(office, role=OrganisationRole.ADMINISTRATOR)
    return {
        "ane": ane,
        "reader": reader,
        "former": former,
        "reader_of_matters": other_room,
        "stranger": stranger,
        "administrator": administrator,
    }


@pytest.mark.parametrize(
    ("who", "opens", "row"),
    [
        ("ane", {READ, EDIT}, True),
        ("reader", {READ}, True),
        ("former", set(), False),
        ("reader_of_matters", set(), False),
        ("stranger", set(), False),
        ("administrator", set(), False),
    ],
)
@pytest.mark.parametrize("permission", [READ, EDIT])
def test_what_was_said_opens_only_for_its_people(cast, office, who, opens, row, permission):
    said = make_said(who=cast["ane"].who, to=office)
    account = cast[who]

    with acting_as(account.who, because="test"):
        assert Said.unguarded.exists() is row
        with nullcontext() if permission in opens else pytest.raises(Http404):
            assert get_said_for(account, said.pk, permission) == said
        with nullcontext() if permission in opens else pytest.raises(Http404):
            assert get_all_said_for(account, cast["ane"].who, permission)[1] == [said]


def test_a_reader_sees_the_same_talk_but_cannot_speak_and_the_person_sees_that_they_looked(cast, office, client, ane):
    said = make_said(who=ane.who, to=office)
    answer(office)
    client.force_login(cast["reader"])

    talk = client.get(f"/person/said/{said.pk}/")
    assert "Slik er det." in text_of(talk)
    assert "<form" not in talk.content.decode().partition("<main")[2]
    assert "My papers were lost twice." in text_of(client.get(reverse("person:said-room", args=[ane.who])))
    for verb, given in (("reply", {"words": "Jeg"}), ("judge", {"judgement": "better"})):
        assert client.post(f"/person/said/{said.pk}/{verb}/", given).status_code == 404
    assert client.get(f"/person/said/{said.pk}/receipt/").status_code == 404
    assert voices.deliver() == 0

    with acting_as(ane.who, because="test"):
        assert set(LogEntry.unguarded.values_list("action", "granted")) == {
            ("person.said.read", True),
            ("person.said.edit", False),
        }
        assert Said.unguarded.get().seen["turns"] == 0  # somebody else's look is not the person's


@pytest.mark.parametrize("who", ["former", "stranger", "administrator", "reader_of_matters"])
def test_to_others_it_is_not_there(cast, office, client, ane, who):
    said = make_said(who=ane.who, to=office)
    client.force_login(cast[who])

    pages = [
        client.get(address)
        for address in (
            f"/person/said/{said.pk}/",
            f"/person/said/{uuid4()}/",
            f"/person/said/of/{ane.who}/",
            f"/person/said/of/{uuid4()}/",
        )
    ]

    assert [page.status_code for page in pages] == [404] * 4
    assert len({re.sub(r'value="[^"]*"|/person/[^?"]*', "", page.content.decode()) for page in pages}) == 1


def test_the_receipt_is_shown_to_the_person_on_demand(office, ane, as_ane):
    said = make_said(who=ane.who, to=office)

    assert said.receipt not in text_of(as_ane.get(f"/person/said/{said.pk}/"))
    assert said.receipt in text_of(as_ane.get(f"/person/said/{said.pk}/receipt/"))
