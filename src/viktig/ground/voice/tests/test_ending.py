"""A body that becomes part of another, or ends: what is open goes on, and nobody keeps what they should not."""

import pytest
from django.core import mail
from django.test import Client

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.commands import Refused
from viktig.ground.notify.models import Mail
from viktig.ground.people.actions import InvitationUnknown, RoleOutOfReach, invite, seen_invitation
from viktig.ground.people.models import Membership, Organisation, OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.actions.ending import CannotEnd, Consequences, end_organisation
from viktig.ground.voice.command import organisation as command
from viktig.ground.voice.jobs import pass_dates
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import chain_from, digests_of, receivers
from viktig.ground.voice.states import Act, Outcome
from viktig.ground.voice.tests.make import found, make_voice
from viktig.person.ombud.models import Agreement
from viktig.person.ombud.tests.make import make_agreement, make_ombud
from viktig.person.waiting.access import wait_of
from viktig.person.waiting.actions import deliver as deliver_tickets
from viktig.person.waiting.actions import wait


@pytest.fixture
def council():
    return make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)


@pytest.fixture
def office(council):
    return make_organisation(name="Kontoret", answers_to=council, areas=["housing"])


@pytest.fixture
def heir(council):
    return make_organisation(name="Tjenesten", answers_to=council, areas=["economy"])


def end(ended, into=None, *, do=True) -> Consequences:
    with acting_as(None, because="test"):
        return end_organisation(ended, successor=into, do=do)


def acts(receipt: str) -> list[str]:
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        return list(found(receipt).turns.values_list("act", flat=True))


def test_what_was_open_goes_to_the_one_that_takes_over_and_says_why(office, heir):
    member, theirs = make_member(office), make_member(heir)
    _voice, receipt = make_voice(to=office, words="The stairs are steep.")

    happened = end(office, heir)

    assert (happened.held, happened.members) == (1, 1)
    assert found(receipt).held_by == heir
    assert acts(receipt) == [Act.SAID, Act.ENDED]
    page = (
        Client(headers={"Accept-Language": "nb", "Sec-Fetch-Site": "same-origin"})
        .post("/answers/", {"receipt": receipt})
        .content.decode()
    )
    assert "Kontoret er nå en del av Tjenesten. Det gikk til dem" in page
    with acting_as(member.who, because="test"):
        assert not Voice.unguarded.exists()
        assert not Membership.unguarded.filter(who=member.who).exists()
    with acting_as(theirs.who, because="test"):
        assert Voice.unguarded.get().words == "The stairs are steep."


def test_closed_with_none_it_goes_one_level_up_as_far_as_its_speaker_let_it(office, council):
    _one, climbs = make_voice(to=office, levels=2)
    _two, stays = make_voice(to=office, levels=1)

    end(office)

    assert found(climbs).held_by == council
    assert found(stays).held_by == office
    assert acts(stays) == [Act.SAID, Act.ENDED]
    client = Client(headers={"Accept-Language": "nb", "Sec-Fetch-Site": "same-origin"})
    assert (
        "Kontoret er lagt ned. Det gikk til Bystyret" in client.post("/answers/", {"receipt": climbs}).content.decode()
    )
    assert "ingen tok over" in client.post("/answers/", {"receipt": stays}).content.decode()


def test_a_promise_goes_along_and_stands(office, heir):
    member = make_member(office)
    _voice, receipt = make_voice(to=office)
    with acting_as(member.who, because="test"):
        actions.answer(voice=found(receipt), outcome=Outcome.WILL_CHANGE, words="A lift comes.", by_when=clock.today())

    end(office, heir)

    now = found(receipt)
    assert (now.held_by, now.status, now.next_date) == (heir, "answered", clock.today())


def test_ways_that_named_it_name_the_one_that_takes_over_or_pass_it_by(council, office, heir):
    unit = make_organisation(name="Enheten", answers_to=office)
    _voice, receipt = make_voice(to=unit, levels=3)
    end(office, heir)
    assert chain_from(Organisation.unguarded.get(pk=unit.pk)) == [unit, heir, council]
    with clock.moved_back(-31):
        pass_dates()
    assert found(receipt).held_by == heir

    _other, second = make_voice(to=Organisation.unguarded.get(pk=unit.pk), levels=3)
    end(heir)
    with clock.moved_back(-70):
        pass_dates()
    assert found(second).held_by == council


def test_forms_offer_it_no_more_and_what_was_on_its_way_finds_the_next(office, heir):
    with acting_as(None, because="test"):
        words = actions.Words(
            kind="wish", level="service", area="housing", language="nb", words="A bench.", to=str(office.pk),
            levels=2, may_publish=False,
        )  # fmt: skip
        receipt = "one two three four five six seven eight"
        actions.say(words, receipt=receipt)
    end(office, heir)
    actions.deliver()

    assert found(receipt).held_by == heir
    assert office not in receivers(place=office.place, area="housing")
    assert Organisation.unguarded.get(pk=heir.pk).areas == ["economy", "housing"]


def test_nobody_can_be_invited_to_it_and_open_invitations_open_nothing(office, heir):
    with acting_as(None, because="test"):
        words = invite(organisation=office, role=OrganisationRole.MEMBER)
    end(office, heir)

    with pytest.raises(InvitationUnknown):
        seen_invitation(words)
    with pytest.raises(RoleOutOfReach), acting_as(None, because="test"):
        invite(organisation=Organisation.unguarded.get(pk=office.pk), role=OrganisationRole.MEMBER)


def test_counting_changes_nothing_and_twice_is_once(office, heir):
    make_member(office)
    _voice, receipt = make_voice(to=office)

    counted = end(office, heir, do=False)
    assert found(receipt).held_by == office
    assert end(office, heir) == counted
    assert end(Organisation.unguarded.get(pk=office.pk), heir) == Consequences(already=True)
    assert acts(receipt) == [Act.SAID, Act.ENDED]


def test_it_ends_in_one_way_and_into_one_that_stands(office, heir, council):
    with pytest.raises(CannotEnd):
        end(office, office)
    with pytest.raises(CannotEnd):
        end(office, make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION))
    end(office, heir)
    with pytest.raises(CannotEnd):
        end(office)
    with pytest.raises(CannotEnd):
        end(council, office)


def test_what_was_published_keeps_the_old_name_and_says_where_it_is_now(office, heir):
    member = make_member(office)
    _voice, receipt = make_voice(to=office)
    with acting_as(member.who, because="test"):
        actions.answer(voice=found(receipt), outcome=Outcome.EXPLAINED, words="So it is.")
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        actions.publish(voice=found(receipt))
    end(office, heir)

    page = Client(headers={"Accept-Language": "nb", "Sec-Fetch-Site": "same-origin"}).get("/changes/").content.decode()
    assert "Noen sa til Kontoret" in page
    assert "nå en del av Tjenesten" in page


def test_agreements_with_its_ombuds_end_and_each_person_is_told_and_offered_more(django_capture_on_commit_callbacks):
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    person = make_account(name="Ane", email="ane@example.org")
    ombud = make_ombud(organisation=users)
    make_agreement(person=person, ombud=ombud)
    with acting_as(person.who, because="test"):
        before = Mail.unguarded.count()

    happened = end(users)

    assert dict(happened.rooms)["agreements with its ombuds that end, each person is told"] == 1
    with acting_as(person.who, because="test"):
        agreement = Agreement.unguarded.get()
    assert (agreement.status, agreement.with_organisation) == ("ended", True)
    assert Mail.unguarded.count() > before or mail.outbox
    client = Client(headers={"Accept-Language": "nb", "Sec-Fetch-Site": "same-origin"})
    client.force_login(person)
    page = client.get(f"/person/ombud/{person.who}/").content.decode()
    assert "Det handler ikke om deg" in page
    assert 'href="/person/waiting/"' in page


def test_who_waits_there_waits_on_with_the_one_that_takes_over():
    kind = OrganisationKind.USER_ORGANISATION
    users, heirs = make_organisation(name="Brukerne", kind=kind), make_organisation(name="Arvingene", kind=kind)
    person = make_account(name="Ane")
    with acting_as(person.who, because="test"):
        wait(who=person.who, organisation=users, flags=[])
    deliver_tickets()

    end(users, heirs)

    with acting_as(person.who, because="test"):
        moved = wait_of(person.who)
    assert moved is not None
    assert moved.load["organisation"] == str(heirs.pk)


def test_the_command_says_what_would_happen_and_what_did(office, heir, capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "there")
    make_voice(to=office)

    command(["merge", "Kontoret", "Tjenesten", "--dry-run"])
    assert "open voices that go to Tjenesten: 1" in capsys.readouterr().out
    command(["merge", "Kontoret", "Tjenesten"])
    assert capsys.readouterr().out.startswith("Kontoret is part of Tjenesten.")
    command(["merge", "Kontoret", "Tjenesten"])
    assert "already" in capsys.readouterr().out
    for wrong in (["merge", "Kontoret"], ["close", "Kontoret"], ["close", "Ingen slik"]):
        with pytest.raises(Refused):
            command(wrong)
