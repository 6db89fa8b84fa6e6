"""What a person does with what keeps them well."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from viktig.ground.access.queries import open_now
from viktig.ground.facts.models import Fact
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room, Share
from viktig.ground.words.areas import LifeArea
from viktig.person.actions import WrittenMeanwhile
from viktig.person.matters.models import Matter
from viktig.person.moving.actions import move_in
from viktig.person.moving.queries import rows_of
from viktig.person.well import actions, queries
from viktig.person.well.models import CrisisCard, DayMark, DiaryPage, Note, NoteKind, Scale, SuggestedFor, Tracker
from viktig.person.well.tests.make import DAY, make_card, make_mark, make_note, make_page, make_tracker, make_words
from viktig.person.well.words import SENTENCES, cards_of, with_cards


@pytest.fixture
def ane():
    account = make_account(name="Ane")
    with acting_as(account.who, because="test"):
        yield account


@pytest.fixture
def kim(ane):
    account = make_account(name="Kim")
    make_share(ane.who, account.who, room=Room.WELL, level=Level.SUGGEST)
    return account


def test_the_same_form_sent_twice_is_written_once(ane):
    once = uuid4()
    for _time in range(2):
        actions.write_note(who=ane.who, kind=NoteKind.STRENGTH, words="I make people laugh", new_id=once)
        actions.write_diary(who=ane.who, day=DAY, words="It rained", new_id=once)
        actions.make_tracker(who=ane.who, name="Sleep", scale=Scale.TEN, new_id=once)
        actions.write_card(who=ane.who, helps="Sit with me", new_id=once)

    assert [model.unguarded.count() for model in (Note, DiaryPage, Tracker, CrisisCard)] == [1, 1, 1, 1]


def test_nothing_is_not_written(ane):
    for write in (
        lambda: actions.write_note(who=ane.who, kind=NoteKind.POWER, words=" \n "),
        lambda: actions.write_diary(who=ane.who, day=DAY, words=""),
        lambda: actions.make_tracker(who=ane.who, name=" ", scale=Scale.TEN),
        lambda: actions.write_card(who=ane.who, helps=" ", call=""),
    ):
        with pytest.raises(actions.NothingWritten):
            write()


def test_there_is_one_crisis_card_and_a_second_loses_no_words(ane):
    make_card(ane.who)

    with pytest.raises(actions.CardIsThere):
        actions.write_card(who=ane.who, want="To be left alone")
    assert CrisisCard.unguarded.get().helps == "Sit with me"


def test_two_windows_overwrite_nothing_unseen(ane):
    for thing, parts in (
        (make_note(ane.who), {"words": "I sing"}),
        (make_card(ane.who), {"helps": "", "want": "Quiet"}),
        (make_page(ane.who), {"day": DAY, "words": "It snowed"}),
        (make_tracker(ane.who), {"name": "Rest", "unit": ""}),
    ):
        seen = queries.fingerprint(thing)
        actions.change_thing(thing=thing, seen=seen, **parts)
        with pytest.raises(WrittenMeanwhile):
            actions.change_thing(thing=thing, seen=seen, **parts)
        now = type(thing).unguarded.get(pk=thing.pk)
        assert {name: getattr(now, name) for name in parts} == parts
        with pytest.raises(actions.NothingWritten):
            actions.change_thing(
                thing=now, seen=queries.fingerprint(now), **{name: "" for name in parts if name != "day"}
            )


def test_deleting_ends_the_shares_of_it_and_takes_its_days_along(ane):
    tracker, kim = make_tracker(ane.who), make_account(name="Kim")
    make_mark(tracker)
    make_share(ane.who, kim.who, room=Room.WELL, item=tracker.pk)

    actions.delete_thing(thing=tracker)

    assert not Tracker.unguarded.exists()
    assert not DayMark.unguarded.exists()
    with acting_as(kim.who, because="test"):
        assert not Share.unguarded.filter(open_now()).exists()


def test_pages_of_the_diary_are_deleted_one_by_one(ane):
    first, second = make_page(ane.who, "One"), make_page(ane.who, "Two")

    actions.delete_thing(thing=first)

    assert [page.pk for page in DiaryPage.unguarded.all()] == [second.pk]


def test_a_day_has_one_mark_and_what_stood_there_is_not_lost_unseen(ane):
    tracker = make_tracker(ane.who)
    first = actions.mark_day(tracker=tracker, day=DAY, value="4", words="slept")
    assert actions.mark_day(tracker=tracker, day=DAY, value="4", words="slept").pk == first.pk
    with pytest.raises(actions.DayIsTaken):
        actions.mark_day(tracker=tracker, day=DAY, value="9")

    actions.mark_day(tracker=tracker, day=DAY, value="9", seen=queries.fingerprint(first))

    assert [(mark.value, mark.words) for mark in DayMark.unguarded.all()] == [("9", "")]


def test_the_diary_is_searched_for_all_the_words_in_any_case(ane):
    for words in ("It rained on the boat", "Boat and sun", "Work"):
        make_page(ane.who, words)

    assert [one.words for one in queries.pages_that_say(ane.who, "BOAT rained")] == ["It rained on the boat"]


def test_a_long_diary_comes_in_parts_and_nothing_is_left_out(ane):
    days = [DAY - timedelta(days=number // 2) for number in range(queries.PAGE + 3)]
    for number, day in enumerate(days):
        make_page(ane.who, f"{number}", day=day)

    first = queries.diary_of(ane.who)
    rest = queries.diary_of(ane.who, first.older)

    assert (len(first.lines), len(rest.lines), rest.older) == (queries.PAGE, 3, "")
    assert len({page.pk for page in first.lines + rest.lines}) == len(days)
    assert queries.diary_of(ane.who, "no day_no page").lines == first.lines


def test_all_of_it_moves_along_but_what_helpers_suggested(ane, kim):
    (
        make_note(ane.who),
        make_card(ane.who),
        make_mark(make_tracker(ane.who)),
        make_page(ane.who),
        make_words(ane.who, kim),
    )
    taken = json.loads(json.dumps(rows_of(ane.who)))
    elsewhere = make_account(name="Ane")

    with acting_as(elsewhere.who, because="test"):
        assert move_in(who=elsewhere.who, rows=taken) == 5
        there = queries.export_well(elsewhere.who)

    here = queries.export_well(ane.who) | {"suggested_words": []}
    assert re.sub(r'"id": "[^"]+"', "", json.dumps(there)) == re.sub(r'"id": "[^"]+"', "", json.dumps(here))


def test_nothing_here_is_counted(ane):
    make_note(ane.who), make_card(ane.who), make_mark(make_tracker(ane.who)), make_page(ane.who)

    assert not Fact.unguarded.exists()


# Words that a helper suggests -----------------------------------------------------------------------------------------


def test_the_person_sees_what_a_helper_writes_from_the_first_letter(ane, kim):
    begun = make_words(ane.who, kim, "You", ready=False)
    with acting_as(kim.who, because="test"):
        actions.suggest_words(
            who=ane.who, by=kim, suggestion_id=begun.pk, kind="strength", words="You never give up", ready=True
        )

    with acting_as(ane.who, because="test"):
        [there], _laid_aside = queries.suggestions_to(ane.who)
    assert (there.by_name, there.words, there.is_ready) == ("Kim", "You never give up", True)


@pytest.mark.parametrize("kind", SuggestedFor.values)
def test_suggested_words_become_the_persons_only_as_the_person_has_them(ane, kim, kind):
    suggestion = make_words(ane.who, kim)
    once = uuid4()
    for _time in range(2):
        actions.use_words(suggestion=suggestion, kind=kind, words="I do not give up", new_id=once)

    written = [(one.area, one.words) for one in Matter.unguarded.all()] + [
        (one.kind, one.words) for one in Note.unguarded.all()
    ]
    assert written == [(LifeArea.OTHER if kind == "matter" else kind, "I do not give up")]
    assert queries.suggestions_to(ane.who)[0] == []


def test_what_is_laid_aside_is_not_written_further_and_can_be_brought_back(ane, kim):
    suggestion = make_words(ane.who, kim)
    actions.lay_aside(suggestion=suggestion)

    with acting_as(kim.who, because="test"), pytest.raises(actions.LaidAside):
        actions.suggest_words(
            who=ane.who, by=kim, suggestion_id=suggestion.pk, kind="strength", words="More", ready=False
        )
    actions.bring_back(suggestion=suggestion)
    assert [one.words for one in queries.suggestions_to(ane.who)[0]] == ["You never give up"]


# Sentences to begin with ----------------------------------------------------------------------------------------------


def test_every_life_area_has_sentences_to_begin_with():
    assert set(SENTENCES) == set(LifeArea)
    assert min(len(sentences) for sentences in SENTENCES.values()) >= 4


@settings(derandomize=True, deadline=None)
@given(area=some.sampled_from(LifeArea), words=some.text(max_size=40), data=some.data())
def test_picking_sentences_takes_no_word_away_and_adds_none_twice(area, words, data):
    picked = data.draw(some.lists(some.sampled_from([number for number, _sentence in cards_of(area)]), unique=True))

    once = with_cards(area, words, picked)

    assert once.startswith(words.rstrip())
    assert all(str(dict(cards_of(area))[one]) in once for one in picked)
    assert with_cards(area, once, [*picked, "99"]) == once.rstrip() or not picked
