"""A voice there and back, through the database as the application's login."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.edit import Edit, EditState
from viktig.ground.voice.jobs import pass_dates
from viktig.ground.voice.models import Publication, Reach, Turn, Voice
from viktig.ground.voice.queries import digests_of, talk_of
from viktig.ground.voice.states import Judgement, NotNow, Outcome
from viktig.ground.voice.tests.make import found, make_voice


@pytest.fixture
def office():
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(answers_to=council)


def test_a_voice_reaches_its_receiver_and_nobody_else(office):
    member, above = make_member(office), make_member(office.answers_to)
    make_voice(to=office)

    with acting_as(member.who, because="test"):
        assert Voice.unguarded.get().words == "My papers were lost twice."
    for other in (above.who, None):
        with acting_as(other, because="test"):
            assert not Voice.unguarded.exists()


def test_the_whole_way_there_and_back(office):
    member = make_member(office)
    _, receipt = make_voice(to=office)
    with acting_as(member.who, because="test"):
        voice = Voice.unguarded.get()
        actions.read(voice=voice)
        actions.promise(voice=voice, step=3)
        actions.answer(
            voice=voice,
            outcome=Outcome.WILL_CHANGE,
            words="Everybody will get a receipt.",
            by_when=timezone.localdate() + timedelta(days=9),
        )
        actions.tell_change(voice=voice, words="A receipt for everything handed in.")
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        actions.judge_as_speaker(found(receipt), Judgement.BETTER, receipt=receipt)
    actions.deliver()

    voice = found(receipt)
    assert (voice.status, voice.judgement, voice.holder) == ("closed", "better", "")
    with acting_as(member.who, because="test"):
        assert [turn.act for turn in Turn.unguarded.all()] == [
            "said",
            "read",
            "promised",
            "answered",
            "changed",
            "judged",
        ]


def test_the_same_receipt_twice_is_one_voice(office):
    _, receipt = make_voice(to=office)
    make_voice(to=office, receipt=receipt, words="Once more.")

    assert found(receipt).words == "My papers were lost twice."


def test_silence_moves_it_one_level_up_and_then_stands_visible(office):
    member, above = make_member(office), make_member(office.answers_to)
    _, receipt = make_voice(to=office)

    with acting_as(None, because="test", receipts=digests_of(receipt)):
        Voice.unguarded.update(next_date=timezone.localdate() - timedelta(days=1))
    pass_dates()

    assert found(receipt).held_by == office.answers_to
    with acting_as(above.who, because="test"):
        assert [turn.act for turn in talk_of(Voice.unguarded.get()).turns] == ["said", "climbed"]
        Voice.unguarded.update(next_date=timezone.localdate() - timedelta(days=1))
    pass_dates()
    with acting_as(member.who, because="test"):
        assert [turn.act for turn in Turn.unguarded.all()] == ["said", "climbed", "silent"]


def test_silence_takes_it_from_the_unit_to_the_supervision_one_level_at_a_time():
    chain = [make_organisation(name="Tilsynet", kind=OrganisationKind.SUPERVISION)]
    for name, kind in (
        ("Bystyret", OrganisationKind.OWNER),
        ("Ledergruppen", OrganisationKind.MANAGEMENT_GROUP),
        ("Lederen", OrganisationKind.SERVICE),
        ("Boligkontoret", OrganisationKind.SERVICE),
    ):
        chain.insert(0, make_organisation(name=name, kind=kind, answers_to=chain[0]))
    members = [make_member(one) for one in chain]
    _, receipt = make_voice(to=chain[0], levels=5)

    for level, holder in enumerate(chain):
        assert found(receipt).held_by == holder
        for member, reached in zip(members, [True] * (level + 1) + [False] * 5, strict=False):
            with acting_as(member.who, because="test"):
                assert Voice.unguarded.exists() is reached
        with acting_as(None, because="test", receipts=digests_of(receipt)):
            Voice.unguarded.update(next_date=timezone.localdate() - timedelta(days=1))
        pass_dates()

    with acting_as(members[0].who, because="test"):
        assert [turn.act for turn in Turn.unguarded.all()] == ["said", *["climbed"] * 4, "silent"]


def test_a_moderator_sees_it_when_it_is_answered_and_publishes(office):
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    moderator, member = make_member(users, role=OrganisationRole.MODERATOR), make_member(office)
    make_voice(to=office)
    with acting_as(moderator.who, because="test"):
        assert not Voice.unguarded.exists()

    with acting_as(member.who, because="test"):
        actions.answer(voice=Voice.unguarded.get(), outcome=Outcome.EXPLAINED, words="This is why.")
    with acting_as(moderator.who, because="test"):
        actions.publish(voice=Voice.unguarded.get())
        with pytest.raises(actions.NotToPublish):
            actions.publish(voice=Voice.unguarded.get())

    assert Publication.unguarded.get().answer == "This is why."


def test_two_members_answering_at_once_make_one_answer(office):
    member = make_member(office)
    make_voice(to=office)

    with acting_as(member.who, because="test"):
        one, two = Voice.unguarded.get(), Voice.unguarded.get()
        actions.answer(voice=one, outcome=Outcome.EXPLAINED, words="One.")
        with pytest.raises(actions.SomebodyWasFirst):
            actions.answer(voice=two, outcome=Outcome.WILL_NOT, words="Two.")


def test_only_the_database_writes_whom_a_voice_has_reached(office):
    member, above = make_member(office), make_member(office.answers_to)
    make_voice(to=office)

    with acting_as(member.who, because="test"):
        assert Voice.unguarded.get().reached == [office.pk]
        with pytest.raises(ProgrammingError, match="reached"), transaction.atomic():
            Voice.unguarded.update(reached=[office.pk, office.answers_to_id])
    with acting_as(above.who, because="test"):
        assert not Voice.unguarded.exists()


def test_the_talk_is_open_exactly_where_its_voice_is(office):
    member, above = make_member(office), make_member(office.answers_to)
    make_voice(to=office)

    for who, number in ((member.who, 1), (above.who, 0), (None, 0)):
        with acting_as(who, because="test"):
            assert Turn.unguarded.count() == number
            assert Reach.unguarded.filter(reached_on__isnull=False).count() == number


def test_it_stays_late_at_the_end_of_the_chain_until_somebody_answers(office):
    member = make_member(office)
    _, receipt = make_voice(to=office, levels=1)
    missed = timezone.localdate() - timedelta(days=1)
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        Voice.unguarded.update(next_date=missed)
    pass_dates()

    assert found(receipt).silent_since == missed
    with acting_as(member.who, because="test"):
        actions.answer(voice=Voice.unguarded.get(), outcome=Outcome.EXPLAINED, words="It takes six weeks.")
    assert found(receipt).silent_since is None


def test_the_news_of_a_voice_are_what_others_said_in_it(office):
    member = make_member(office)
    _, receipt = make_voice(to=office)
    with acting_as(member.who, because="test"):
        voice = Voice.unguarded.get()
        actions.read(voice=voice)
        assert found(receipt).news == 0
        actions.write_as_receiver(voice=voice, words="Which papers?")
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        actions.write_as_speaker("The lease.", receipt=receipt)
    actions.deliver()

    assert found(receipt).news == 1


def test_a_body_above_both_names_who_answers_when_it_is_neithers(office):
    library = make_organisation(name="Biblioteket", answers_to=office.answers_to)
    _, receipt = make_voice(to=office)

    def not_ours(of, to=None):
        with acting_as(make_member(of).who, because="test"):
            voice = Voice.unguarded.select_related("held_by", "to__place").get()
            actions.answer(voice=voice, outcome=Outcome.NOT_OURS, words="Not here.", send_on_to=to)

    not_ours(office, library)
    not_ours(library)
    assert found(receipt).held_by == office.answers_to
    not_ours(office.answers_to, library)

    assert found(receipt).held_by == library
    with pytest.raises(NotNow):
        not_ours(library, office)
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        moved = [(one.act, one.moved_to) for one in Turn.unguarded.filter(moved_to__isnull=False)]
    assert moved == [("sent_on", library), ("sent_on", office.answers_to), ("named", library)]


def test_where_the_speaker_let_no_body_above_both_see_it_the_second_one_answers(office):
    library = make_organisation(name="Biblioteket", answers_to=office.answers_to)
    _, receipt = make_voice(to=office, levels=1)
    with acting_as(make_member(office).who, because="test"):
        actions.answer(voice=Voice.unguarded.get(), outcome=Outcome.NOT_OURS, words="Not here.", send_on_to=library)

    with acting_as(make_member(library).who, because="test"), pytest.raises(NotNow):
        actions.answer(voice=Voice.unguarded.get(), outcome=Outcome.NOT_OURS, words="Nor here.", send_on_to=office)

    assert found(receipt).held_by == library


def test_nobody_who_acts_says_yes_to_paper_for_the_one_who_spoke(office):
    member = make_member(office)
    voice, _receipt = make_voice(to=office)

    with acting_as(member.who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        Voice.unguarded.filter(pk=voice.pk).update(may_print=True)


def test_nobody_who_acts_says_yes_to_a_text_for_the_one_who_spoke(office):
    member = make_member(office)
    voice, _receipt = make_voice(to=office)
    words = {"words": "Some", "answer": "So it is.", "change": "", "answer_at": 1}
    with acting_as(member.who, because="test"):
        asked = Edit(voice=voice, asked_on=timezone.localdate(), **words)
        asked.save(force_insert=True)

        with pytest.raises(ProgrammingError), transaction.atomic():
            Edit.unguarded.filter(pk=asked.pk).update(state=EditState.AGREED)
