"""Joining what says the same: who may, what is suggested, what everybody sees, and that all can be undone."""

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Account, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.barrier import Barrier
from viktig.ground.voice.models import Publication, Voice
from viktig.ground.voice.states import Outcome
from viktig.ground.voice.tests.make import found, make_voice
from viktig.system.barriers.many import how_many

LIST = "system:barriers"
ONE, OTHER = "Papirene mine ble borte på kontoret.", "Eg leverte papira på kontoret, men dei forsvann."
NAME = {"name": "Papirer blir borte", "kind": "paperwork"}


@dataclass
class Cast:
    office: Organisation
    moderator: Account
    member: Account
    far_away: Account
    stranger: Account


@pytest.fixture
def cast() -> Cast:
    office = make_organisation()
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    away = make_organisation(
        name="Andre", kind=OrganisationKind.USER_ORGANISATION, place=make_place(code="NO-9902", name="Dalen")
    )
    return Cast(
        office=office,
        moderator=make_member(users, role=OrganisationRole.MODERATOR),
        member=make_member(office),
        far_away=make_member(away, role=OrganisationRole.MODERATOR),
        stranger=make_account(),
    )


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def answered(cast: Cast, words: str, **said) -> Voice:
    voice, receipt = make_voice(to=cast.office, words=words, **said)
    with acting_as(cast.member.who, because="test"):
        mine = Voice.unguarded.select_related("held_by", "to__place").get(pk=voice.pk)
        voices.answer(voice=mine, outcome=Outcome.EXPLAINED, words="So it is.")
    return found(receipt)


def publish(cast: Cast, voice: Voice) -> None:
    with acting_as(cast.moderator.who, because="test"):
        voices.publish(voice=Voice.unguarded.select_related("held_by", "to__place").get(pk=voice.pk))


def join(client: Client, voice: Voice, *others: Voice, **more):
    data = NAME | {"voices": [str(one.pk) for one in others]} | more
    return client.post(reverse("system:barriers-like", args=[voice.pk]), data)


def the_barrier(cast: Cast) -> Barrier:
    with acting_as(cast.moderator.who, because="test"):
        return Barrier.unguarded.get()


@pytest.mark.parametrize("who", ["moderator", "far_away", "member", "stranger"])
def test_only_a_moderator_of_the_area_joins(cast, who):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    client = signed_in(getattr(cast, who))

    assert client.get(reverse(LIST)).status_code == (200 if who in {"moderator", "far_away"} else 404)
    assert join(client, one, other).status_code == (302 if who == "moderator" else 404)
    with acting_as(cast.moderator.who, because="test"):
        assert Barrier.unguarded.exists() is (who == "moderator")


def test_the_database_lets_nobody_else_join(cast):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    join(signed_in(cast.moderator), one, other)
    barrier = the_barrier(cast)

    with pytest.raises(DatabaseError), acting_as(cast.member.who, because="test"), transaction.atomic():
        Voice.unguarded.filter(pk=one.pk).update(barrier=None)
    with acting_as(cast.member.who, because="test"):
        assert not Barrier.unguarded.exists()
        assert not Barrier.unguarded.filter(pk=barrier.pk).update(name="x")


def test_it_suggests_what_says_the_same_and_which_words_say_so(cast):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    answered(cast, "Hun i luka tok seg tid.")
    client = signed_in(cast.moderator)

    page = client.get(reverse("system:barriers-like", args=[one.pk]))
    [pair] = client.get(reverse(LIST)).context["pairs"]

    [suggested] = page.context["suggested"]
    assert suggested.voice == other
    assert {(word.here.lower(), word.there) for word in suggested.shared} >= {
        ("papirene", "papira"),
        ("borte", "forsvann"),
    }
    assert "papira" in page.content.decode()
    assert {pair.one, pair.other} == {one, other}


def test_who_says_me_too_is_suggested_first(cast):
    one = answered(cast, ONE)
    publish(cast, one)
    too = answered(cast, "Meg også.", same_as=str(Publication.unguarded.get().pk))
    answered(cast, OTHER)

    page = signed_in(cast.moderator).get(reverse("system:barriers-like", args=[one.pk]))

    assert next((each.voice, each.too) for each in page.context["suggested"]) == (too, True)


def test_nothing_is_joined_by_itself_and_nothing_without_a_name(cast):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    client = signed_in(cast.moderator)
    client.get(reverse(LIST))

    page = join(client, one, name="", kind="")

    assert sorted(page.context["form"].errors) == ["kind", "name", "voices"]
    assert join(client, one, other, name="").context["ticked"] == [str(other.pk)]
    with acting_as(cast.moderator.who, because="test"):
        assert not Voice.unguarded.exclude(barrier=None).exists()


def test_each_keeps_its_own_and_can_be_taken_out_and_put_back(cast):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    client = signed_in(cast.moderator)
    join(client, one, other)
    barrier = the_barrier(cast)
    assert barrier.number == 2

    out = client.post(reverse("system:barriers-take-out", args=[barrier.pk, other.pk]))
    page = client.get(out.url)
    assert (the_barrier(cast).number, page.context["taken_out"]) == (1, other)
    assert [each.voice for each in page.context["suggested"]] == [other]
    client.post(reverse("system:barriers-put-in", args=[barrier.pk, other.pk]))

    assert the_barrier(cast).number == 2
    with acting_as(cast.moderator.who, because="test"):
        assert [voice.words for voice in Voice.unguarded.filter(pk__in=[one.pk, other.pk]).order_by("words")]
        assert {voice.words for voice in Voice.unguarded.filter(barrier=barrier)} == {ONE, OTHER}


def test_what_is_joined_elsewhere_is_not_moved_and_only_what_is_empty_is_deleted(cast):
    one, other, third = answered(cast, ONE), answered(cast, OTHER), answered(cast, "Papirene forsvant igjen.")
    client = signed_in(cast.moderator)
    join(client, one, other)
    barrier = the_barrier(cast)
    with acting_as(cast.moderator.who, because="test"):
        second = Barrier(name="Noe annet", kind="other", area="housing", place=cast.office.place, language="nb")
        second.save(force_insert=True)

    client.post(reverse("system:barriers-put-in", args=[second.pk, one.pk]))
    client.post(reverse("system:barriers-put-in", args=[second.pk, third.pk]))
    client.post(reverse("system:barriers-remove", args=[second.pk]))

    with acting_as(cast.moderator.who, because="test"):
        numbers = dict(Barrier.unguarded.values_list("pk", "number"))
    assert numbers == {barrier.pk: 2, second.pk: 1}
    client.post(reverse("system:barriers-take-out", args=[second.pk, third.pk]))
    client.post(reverse("system:barriers-remove", args=[second.pk]))
    assert the_barrier(cast) == barrier


def test_everybody_reads_it_once_something_is_published_and_not_before(cast):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    join(signed_in(cast.moderator), one, other)
    address, visitor = reverse("system:many-one", args=[the_barrier(cast).pk]), Client()
    assert visitor.get(address).status_code == 404
    assert visitor.get(reverse("system:many")).context["barriers"] == []

    publish(cast, one)

    page = visitor.get(address)
    assert page.status_code == 200
    assert ONE in page.content.decode()
    assert OTHER not in page.content.decode()
    assert how_many(2, 1) in page.content.decode()
    assert address in visitor.get(reverse("system:changes")).content.decode()
    with acting_as(cast.moderator.who, because="test"):
        Voice.unguarded.filter(pk=one.pk).update(barrier=None)
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    ("number", "published", "words"),
    [
        (1, 1, "1 sier dette."),
        (3, 3, "3 sier dette."),
        (4, 1, "1 sier dette her. Noen få til sier det samme."),
        (4, 3, "3 sier dette her. Noen få til sier det samme."),
        (6, 4, "4 sier dette her. Noen få til sier det samme."),
        (12, 4, "12 sier dette. 4 av dem kan leses her."),
    ],
)
def test_what_cannot_be_counted_on_the_page_is_not_counted_below_five(number, published, words):
    assert how_many(number, published) == words


def test_the_page_says_what_each_body_answered_and_how_it_was_judged(cast):
    one = answered(cast, ONE)
    other = answered(cast, OTHER)
    join(signed_in(cast.moderator), one, other)
    publish(cast, one)
    publish(cast, other)
    Publication.unguarded.filter(voice=one.pk).update(judgement="better")

    [body] = Client().get(reverse("system:many-one", args=[the_barrier(cast).pk])).context["bodies"]

    assert (body.name, list(body.outcomes.values()), list(body.judged.values())) == (cast.office.name, [2], [1])


def test_the_office_sees_others_only_as_far_as_it_may_open_them(cast):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    elsewhere = make_organisation(name="Et annet kontor")
    there = make_member(elsewhere)
    third, receipt = make_voice(to=elsewhere, words="Papirene forsvant igjen.")
    with acting_as(there.who, because="test"):
        mine = Voice.unguarded.select_related("held_by", "to__place").get(pk=third.pk)
        voices.answer(voice=mine, outcome=Outcome.EXPLAINED, words="So.")
    join(signed_in(cast.moderator), one, other, found(receipt))

    page = signed_in(cast.member).get(reverse("service:replies-one", args=[one.pk]))

    assert page.context["others_like"] == [other]


def test_the_pages_cost_the_same_with_two_and_with_six(cast):
    client, numbers = signed_in(cast.moderator), []
    client.get(reverse(LIST))
    for more in (2, 4):
        for number in range(more):
            one = answered(cast, f"{ONE} {number}")
        for address in (reverse(LIST), reverse("system:barriers-like", args=[one.pk])):
            with (
                CaptureQueriesContext(connections["default"]) as data,
                CaptureQueriesContext(connections["keys"]) as keys,
            ):
                client.get(address)
            numbers.append((len(data), len(keys)))

    assert numbers[:2] == numbers[2:]
    assert max(data for data, _keys in numbers) <= 12


def test_the_order_tells_no_number_that_is_not_shown(cast):
    few, more = "Ni til sammen", "Fem som kan leses"
    with acting_as(cast.moderator.who, because="test"):
        for name, number, published in ((few, 9, 5), (more, 8, 8)):
            values = {"kind": "other", "area": "housing", "place": cast.office.place, "language": "nb"}
            Barrier(name=name, number=number, published=published, **values).save(force_insert=True)

    barriers = Client().get(reverse("system:many")).context["barriers"]

    assert [one.name for one, _words in barriers] == [more, few]


def test_who_may_read_nothing_of_it_renames_nothing_and_reads_no_name_that_is_not_public(cast):
    one, other = answered(cast, ONE), answered(cast, OTHER)
    join(signed_in(cast.moderator), one, other)
    barrier, client = the_barrier(cast), signed_in(cast.far_away)
    rename, page = reverse("system:barriers-name", args=[barrier.pk]), reverse("system:barriers-one", args=[barrier.pk])

    assert barrier.name not in client.get(reverse(LIST)).content.decode()
    assert client.get(page).status_code == 404
    publish(cast, one)

    assert rename not in client.get(page).content.decode()
    assert client.post(rename, {"name": "Alt er bra", "kind": "other"}).status_code == 404
    assert signed_in(cast.moderator).post(rename, {"name": "Nytt navn", "kind": "other"}).status_code == 302
    assert the_barrier(cast).name == "Nytt navn"
