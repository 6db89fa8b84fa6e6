"""What is counted when somebody was asked whether it became better: two facts that cannot be joined."""

from datetime import timedelta

import pytest

from viktig.ground import clock
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact
from viktig.ground.people.tests.make import make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.forms import JudgementForm
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.queries import digests_of, own_talk
from viktig.ground.voice.states import SPEAKER_HAS, Judgement, Outcome
from viktig.ground.voice.tests.make import found, make_voice


@pytest.fixture
def answered():
    """A voice that was promised step 4 and has its answer; returns the receipt and a member of the office."""
    office = make_organisation()
    member = make_member(office)
    _voice, receipt = make_voice(to=office)
    with acting_as(member.who, because="test"):
        actions.promise(voice=Voice.unguarded.get(), step=4)
        actions.answer(voice=Voice.unguarded.get(), outcome=Outcome.EXPLAINED, words="Slik er det.")
    return receipt, member


def counted(kind):
    move_facts()
    return list(Fact.unguarded.filter(kind=f"ground.voice.{kind}").values_list("attributes", flat=True))


@pytest.mark.parametrize(("felt", "as_counted"), [("2", "2"), ("", "not_said")])
def test_what_the_speaker_felt_is_counted_beside_what_was_promised(answered, felt, as_counted):
    receipt, member = answered

    actions.judge_own_talk(own_talk(receipt, who=None), judgement="same", felt=felt, once="one")
    actions.judge_own_talk(own_talk(receipt, who=None), judgement="same", felt=felt, once="one")
    actions.deliver()

    assert counted("judged") == [{"kind": "barrier", "judgement": "same"}]
    assert counted("felt") == [{"promised": "4", "felt": as_counted}]
    assert Fact.unguarded.get(kind="ground.voice.felt").organisation is None
    with acting_as(member.who, because="test"):
        for row in (*Voice.unguarded.values(), *Turn.unguarded.values()):
            assert "felt" not in row


def test_whoever_does_not_answer_is_counted_apart(answered):
    receipt, member = answered
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        voice = found(receipt)
    after = clock.today() + SPEAKER_HAS + timedelta(days=1)

    with acting_as(member.who, because="test"):
        actions.pass_date(voice=voice, today=after)

    assert counted("judged") == [{"kind": "barrier", "judgement": Judgement.NOT_JUDGED}]
    assert counted("felt") == [{"promised": "4", "felt": "not_judged"}]


def test_the_question_about_say_may_be_skipped_and_takes_nothing_else():
    assert JudgementForm({"judgement": "better", "felt": ""}).is_valid()
    assert JudgementForm({"judgement": "better", "felt": "5"}).is_valid()
    assert list(JudgementForm({"judgement": "better", "felt": "6"}).errors) == ["felt"]
