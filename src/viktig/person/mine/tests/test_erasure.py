"""Erasing leaves nothing that leads to a person, and takes nothing from anybody else."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection, connections
from django.test import Client

from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.identities import actions as identities
from viktig.ground.jobs import enqueue
from viktig.ground.notify.actions import tell
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Account, Membership, Person
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy import drafts, erasure
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.guards import guard_of, own_models
from viktig.ground.privacy.keystore import KeyGone, key_of
from viktig.ground.privacy.models import LogEntry, Session
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import digests_of, receipt_digest
from viktig.ground.voice.tests.make import found, make_voice
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.tests.make import make_matter
from viktig.person.mine import actions
from viktig.person.mine.models import Purpose
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud, make_paper
from viktig.person.said.models import Said
from viktig.person.sharing import actions as sharing


@pytest.fixture
def office():
    return make_organisation()


@pytest.fixture
def ane(office):
    """Return somebody who has left a trace everywhere one can."""
    account, reader = make_account(name="Ane", email="ane@example.org"), make_account(name="Kim")
    make_member(office, account=account)
    make_matter(account.who)
    make_share(account.who, reader.who)
    make_share(reader.who, account.who)
    with acting_as(reader.who, because="test"):
        get_matters_for(reader, account.who, Permission.PERSON_MATTERS_READ)
    with acting_as(account.who, because="test"):
        drafts.keep(who=account.who, form="f", words={"words": "Some"})
        sharing.mint_contact_words(who=account.who, name="Ane", language="nb")
        actions.mint_words(who=account.who, purpose=Purpose.ERASE, language="nb")
        sharing.ask_why(entry=LogEntry.unguarded.get(), asked_by="Ane")
    tell(account.who, address="/me/")
    enqueue("ground.privacy.erase", who=str(account.who))
    Client().force_login(account)
    return account


def rows_of(who):
    """Return how many rows the database shows to this person that are their own, by table."""
    with acting_as(who, because="test"):
        counted = {
            model._meta.db_table: model._default_manager.filter(
                **{guard_of(model).owner.removesuffix("_id"): who}
            ).count()
            for model in own_models()
            if guard_of(model).kind == "person"
        }
        counted["ground_membership"] = Membership.unguarded.filter(who=who).count()
    return {table: number for table, number in counted.items() if number}


def jobs_with(who):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where position(%s in args::text) > 0", [str(who)])
        return cursor.fetchone()[0]


def test_erasing_leaves_no_row_no_account_no_letter_no_job_and_no_key(ane):
    make_paper(make_assignment(make_agreement(ane, make_ombud())), ane)
    TOTP.activate(ane, "secret")
    identities.connect(account=ane, provider="peer", digest="d" * 64)
    before, sessions = set(rows_of(ane.who)), Session.objects.count()
    assert {"ground_person", "ground_share", "ground_logentry", "person_matter", "ground_membership"} <= before
    assert "person_paper" in before
    assert (Mail.unguarded.count(), jobs_with(ane.who)) == (2, 1)

    assert erasure.erase(ane.who)

    assert rows_of(ane.who) == {}
    assert not Account.objects.filter(email="ane@example.org").exists()
    assert not Authenticator.objects.exists()
    assert identities.account_of("d" * 64) is None
    assert (Mail.unguarded.count(), jobs_with(ane.who), Session.objects.count()) == (0, 0, sessions - 1)
    with acting_as(ane.who, because="test"), pytest.raises(KeyGone):
        key_of(ane.who)


def test_others_keep_what_is_theirs(ane):
    other = make_account(name="Other", email="other@example.org")
    make_matter(other.who)
    tell(other.who, address="/me/")
    Client().force_login(other)
    before, sessions = rows_of(other.who), Session.objects.count()

    erasure.erase(ane.who)

    assert (rows_of(other.who), Session.objects.count()) == (before, sessions - 1)
    assert [mail.letter["to"] for mail in Mail.unguarded.all()] == ["other@example.org"]
    with acting_as(other.who, because="test"):
        assert Person.unguarded.get().name == "Other"


def test_the_line_that_an_erased_reader_left_stays_with_the_person(ane):
    with acting_as(ane.who, because="test"):
        reader = LogEntry.unguarded.get().reader

    erasure.erase(reader)

    with acting_as(ane.who, because="test"):
        assert LogEntry.unguarded.get().reader_name == "Kim"


def test_erasing_twice_counts_once(ane):
    assert [erasure.erase(ane.who) for _time in range(2)] == [True, False]


def test_what_was_interrupted_after_the_key_was_gone_is_finished_by_the_job(ane, monkeypatch):
    def fails(_person):
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(erasure, "account_of", fails)
        with pytest.raises(ConnectionError):
            erasure.erase(ane.who)
    assert "person_matter" in rows_of(ane.who)
    with connections["keys"].cursor() as cursor:
        cursor.execute("select count(*) from key where id = %s", [ane.who])
        assert cursor.fetchone() == (0,)

    from viktig.ground.privacy import jobs

    jobs.erase(str(ane.who))
    assert rows_of(ane.who) == {}


def test_it_begins_with_a_job_and_waits_for_the_yes_to_be_kept(ane, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, acting_as(ane.who, because="test"):
        actions.erase_everything(who=ane.who)
    assert "ground_person" in rows_of(ane.who)
    assert jobs_with(ane.who) == 2  # and one that the fixture left

    for callback in callbacks:
        callback()
    assert rows_of(ane.who) == {}
    assert jobs_with(ane.who) == 0


def test_only_the_person_erases_the_person(ane):
    other = make_account()

    with (
        pytest.raises(Exception, match="Only the person can erase"),
        acting_as(other.who, because="test"),
        connection.cursor() as cursor,
    ):
        cursor.execute("select erase_person(%s)", [ane.who])
    assert "person_matter" in rows_of(ane.who)


def test_a_voice_that_was_delivered_stays_and_one_on_its_way_does_not(ane, office, django_capture_on_commit_callbacks):
    _voice, delivered = make_voice(to=office)
    from viktig.ground.voice import actions as voices
    from viktig.ground.words.receipt import mint

    underway = mint("nb")
    words = voices.Words("wish", "service", "housing", "nb", "Not yet delivered.", str(office.pk), 1, False)
    with acting_as(ane.who, because="test"):
        voices.say(words, receipt=underway)
        for receipt in (delivered, underway):
            Said(person_id=ane.who, receipt=receipt, seen={"turns": 0, "told": 0, "assignment": None}).save()

    with django_capture_on_commit_callbacks(execute=True), acting_as(ane.who, because="test"):
        actions.erase_everything(who=ane.who)
    voices.deliver()

    assert found(delivered).words == "My papers were lost twice."
    with acting_as(None, because="test", receipts=digests_of(underway)):
        assert not Voice.unguarded.filter(receipt_digest=receipt_digest(underway)).exists()


def test_an_ombud_with_clients_can_go(ane, office):
    from viktig.person.ombud import actions as ombuds
    from viktig.person.ombud.models import Presentation

    ombud = make_member(office, role=OrganisationRole.OMBUD)
    with acting_as(ombud.who, because="test"):
        presented = {"name": "Kim", "words": "I listen.", "good_at": "", "languages": "", "has_room": True}
        presentation = ombuds.present(by=ombud, organisation=office, **presented)
    with acting_as(ane.who, because="test"):
        ombuds.agree(presentation=presentation, by=ane, wants="A flat")

    erasure.erase(ombud.who)

    connection.check_constraints()
    with acting_as(ane.who, because="test"):
        assert not Presentation.unguarded.exists()
