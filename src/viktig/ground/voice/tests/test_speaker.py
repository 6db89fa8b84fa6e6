"""The speaker's side: what they send is never lost on its way, and the talk is told in words they can use."""

from datetime import timedelta

import pytest
from django.utils import translation

from viktig.ground import clock
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.actions import worker
from viktig.ground.voice.forms import ReceiptForm
from viktig.ground.voice.jobs import pass_dates
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.plain import chain_in_words
from viktig.ground.voice.queries import chain_from, digests_of, own_talk, places_to_choose, receivers
from viktig.ground.voice.states import Outcome
from viktig.ground.voice.tests.make import make_voice
from viktig.ground.words.receipt import mint


@pytest.fixture
def office():
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(answers_to=council, areas=["housing"])


def told(receipt: str) -> list[str]:
    """Return what the speaker sees happened, in our source language."""
    with translation.override("en"):
        return [line.what for line in own_talk(receipt, who=None).lines]


def pass_a_date(receipt: str) -> None:
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        Voice.unguarded.update(next_date=clock.today() - timedelta(days=1))
    pass_dates()


def test_the_talk_says_who_was_silent_where_it_went_and_where_it_stops(office):
    _voice, receipt = make_voice(to=office)

    pass_a_date(receipt)
    pass_a_date(receipt)

    assert told(receipt) == [
        "You said to Boligkontoret",
        "Boligkontoret did not answer in time. It went to Bystyret",
        "Bystyret did not answer in time. It is as far as it may go.",
    ]
    with translation.override("en"):
        status = own_talk(receipt, who=None).status
    assert status == "Bystyret has not answered in time. It is as far as it may go, and it stays open."


def test_words_that_came_with_an_overtaken_judgement_come_through_once(office):
    _voice, receipt = make_voice(to=office)
    with acting_as(make_member(office).who, because="test"):
        actions.answer(voice=Voice.unguarded.get(), outcome=Outcome.EXPLAINED, words="Slik er det.")
    own = own_talk(receipt, who=None)
    for once, words in (("one", "Verre."), ("two", "Mye verre."), ("two", "Mye verre.")):
        actions.judge_own_talk(own, judgement="worse", words=words, once=once)
    actions.deliver()
    actions.judge_own_talk(own, judgement="worse", words="Mye verre.", once="two")  # sent again when it had arrived
    actions.deliver()

    with acting_as(make_member(office).who, because="test"):
        mine = Turn.unguarded.filter(side="speaker").exclude(act="said")
        assert sorted((turn.act, turn.words) for turn in mine) in (
            [("judged", "Verre."), ("wrote", "Mye verre.")],
            [("judged", "Mye verre."), ("wrote", "Verre.")],
        )


def test_a_turn_that_somebody_overtakes_waits_and_is_tried_again(office, monkeypatch):
    _voice, receipt = make_voice(to=office)
    actions.write_as_speaker("Er det noen der?", receipt=receipt, once="one")
    take_turn = worker.take_turn

    def overtaken(*args, **kwargs):
        raise actions.SomebodyWasFirst("")

    monkeypatch.setattr(worker, "take_turn", overtaken)
    assert actions.deliver() == 0
    monkeypatch.setattr(worker, "take_turn", take_turn)
    assert actions.deliver() == 1

    assert told(receipt)[-1] == "You wrote"


def test_nobody_has_an_unknown_receipt():
    assert own_talk(mint("nb"), who=None) is None


def test_the_chain_is_told_step_by_step_and_what_those_beyond_it_see(office):
    with translation.override("en"):
        said = chain_in_words(chain_from(office), levels=1, today=clock.today())

    assert said[1:] == [
        "There it stops. If Boligkontoret does not answer, it stays open.",
        "Bystyret never gets your words. They can only see that an answer is missing.",
    ]


def test_those_who_answer_are_near_and_the_one_for_the_life_area_comes_first(office):
    county = make_place(code="NO-99", name="Fylket")
    here = make_place(code="NO-9910", name="Bygda", parent=county)
    part = make_place(code="NO-991001", name="Grenda", parent=here)
    near = {
        name: make_organisation(name=name, place=place, areas=areas)
        for name, place, areas in (
            ("Fylkeshuset", county, []),
            ("Bygdekontoret", here, []),
            ("Grendehuset", part, ["work"]),
        )
    }

    found = receivers(place=here, area="work")

    assert found == [near["Grendehuset"], near["Bygdekontoret"], near["Fylkeshuset"]]
    assert [place.name for place in places_to_choose(language="nb", own=None)] == [
        "Bygda",
        "Fjordby",
        "Fylket",
        "Grenda",
    ]


@pytest.mark.parametrize(("language", "typed", "nearest"), [("nb", "«hjem»", "«hjelm»"), ("sv", "”hjem”", "”hem”")])
def test_words_stand_in_the_quotation_marks_of_the_language(language, typed, nearest):
    with translation.override(language):
        [said, *_rest] = ReceiptForm({"receipt": "hjem"}).errors["receipt"]

    assert typed in said
    assert nearest in said
    assert "“" not in said
