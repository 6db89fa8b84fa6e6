"""What a person does with what they have to choose, and what others may suggest."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from viktig.ground import clock
from viktig.ground.access.queries import open_now
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Share
from viktig.person.choices import queries
from viktig.person.choices.actions import choosing as choices
from viktig.person.choices.actions import deciding, options, suggesting
from viktig.person.choices.jobs import remind_of_days
from viktig.person.choices.models import Choosing, ChoosingStatus, ChoosingStep, Concern, Option, Proposal, ProposalKind
from viktig.person.choices.tests.make import (
    make_choosing,
    make_concern,
    make_helper,
    make_option,
    make_proposal,
    make_settled,
)
from viktig.person.said.queries import begun


@pytest.fixture
def ane():
    account = make_account(name="Ane", email="ane@example.org")
    with acting_as(account.who, because="test"):
        yield account


@pytest.fixture
def choosing(ane):
    return make_choosing(ane)


def names_in(choosing, language="nb"):
    with translation.override(language):
        return [one.name for one in queries.options_of(choosing)]


# Possibilities ----------------------------------------------------------------------------------------------------------


def test_waiting_and_doing_nothing_are_there_from_the_start_and_stay(choosing):
    assert sorted(Option.unguarded.values_list("kind", flat=True)) == ["nothing", "wait"]
    for option in Option.unguarded.filter(choosing=choosing):
        with pytest.raises(options.CannotGo):
            options.delete_option(option=option)
    with pytest.raises(IntegrityError), transaction.atomic():
        Option(person_id=choosing.person_id, choosing=choosing, kind="wait", facts={}, beside={}).save(
            force_insert=True
        )


def test_waiting_and_doing_nothing_can_be_filled_but_not_named_or_made_impossible(choosing):
    option = Option.unguarded.get(kind="wait")
    options.write_option(
        option=option,
        name="Give up",
        facts={"good": "Time to think"},
        availability="not_here",
        seen=queries.option_seen(option),
    )

    option.refresh_from_db()
    assert (option.name, option.facts, option.availability) == ("", {"good": "Time to think"}, "here")


def test_the_order_is_the_alphabet_of_the_reader_and_nobodys_preference(choosing):
    for name in ("Åpent hus", "Medisin", "Ærend", "En tur"):
        make_option(choosing, name)

    assert names_in(choosing) == ["En tur", "Gjøre ingenting", "Medisin", "Vente og se", "Ærend", "Åpent hus"]
    assert names_in(choosing, "sv") == ["En tur", "Göra ingenting", "Medisin", "Vänta och se", "Åpent hus", "Ærend"]


def test_what_cannot_be_had_here_is_shown_all_the_same(choosing):
    make_option(choosing, "Walks", availability="not_here")

    [shown] = [one for one in queries.options_of(choosing) if one.name == "Walks"]
    assert (shown.is_missing, shown.is_chosen) == (True, False)


def test_the_same_forms_sent_twice_make_one_row_each(ane):
    choice, option, concern = uuid4(), uuid4(), uuid4()
    for _time in range(2):
        found = choices.open_choosing(who=ane.who, about="A medicine", new_id=choice)
        options.add_option(choosing=found, name="Walks", facts={}, availability="here", new_id=option)
        choices.add_concerns(choosing=found, texts={concern: "To sleep"})

    counts = [Choosing.unguarded.count(), Option.unguarded.count(), Concern.unguarded.count()]
    assert counts == [1, 3, 1]


def test_two_tabs_on_one_possibility_overwrite_nothing_unseen(choosing):
    option = make_option(choosing)
    seen = queries.option_seen(option)
    first = {"option": option, "name": "Walks", "availability": "here", "seen": seen}
    options.write_option(facts={"good": "Air"}, **first)
    options.write_option(facts={"good": "Air"}, **first)  # the same once more changes nothing

    with pytest.raises(choices.WrittenMeanwhile):
        options.write_option(facts={"good": "People"}, **first)
    option.refresh_from_db()
    assert option.facts == {"good": "Air"}


def test_to_say_that_one_is_missing_begins_with_its_name_and_nothing_else_of_the_choice(ane, choosing):
    option = make_option(choosing, "Walks", availability="not_here", good="Secret air")
    option = Option.unguarded.select_related("choosing__person").get(pk=option.pk)

    for _time in range(2):
        assert options.begin_to_say(option=option) == option.pk
    given = begun(ane.who, option.pk)
    assert "Walks" in given["words"]
    assert (given["kind"], given["level"]) == ("barrier", "service")
    assert not {"Secret air", choosing.about} & set(given["words"].split("."))


# What matters -----------------------------------------------------------------------------------------------------------


def test_what_matters_stands_in_the_persons_own_order(choosing):
    first, second = make_concern(choosing, "To sleep"), make_concern(choosing, "To work")
    choices.move_concern(concern=second, steps=-1)
    assert [one.words for one in queries.concerns_of(choosing)] == ["To work", "To sleep"]

    choices.move_concern(concern=first, steps=5)
    choices.delete_concern(concern=second)
    assert [one.words for one in queries.concerns_of(choosing)] == ["To sleep"]


def test_a_number_stands_beside_each_possibility_and_nothing_is_summed_up(choosing):
    option, concern = make_option(choosing), make_concern(choosing)
    every = list(Option.unguarded.filter(choosing=choosing))
    choices.weigh(
        concern=concern,
        words="To sleep",
        beside={option.pk: {"number": 0, "words": ""}, every[0].pk: {"number": None, "words": ""}},
        seen=queries.concern_seen(concern, every),
    )

    shown = {one.name: one.beside for one in queries.options_of(choosing, [concern])}
    assert [(noted.number, noted.words) for noted in shown["Walks with a group"]] == [(0, "")]
    assert {name for name, noted in shown.items() if noted[0].number is not None} == {"Walks with a group"}


def test_two_tabs_on_what_matters_overwrite_nothing_unseen(choosing):
    concern, option = make_concern(choosing), make_option(choosing)
    seen = queries.concern_seen(concern, Option.unguarded.filter(choosing=choosing))
    given = {"concern": concern, "words": "To sleep", "seen": seen}
    choices.weigh(beside={option.pk: {"number": 7, "words": ""}}, **given)

    with pytest.raises(choices.WrittenMeanwhile):
        choices.weigh(beside={option.pk: {"number": 3, "words": ""}}, **given)


def test_deleting_what_matters_takes_along_what_stood_beside(choosing):
    concern, option = make_concern(choosing), make_option(choosing)
    seen = queries.concern_seen(concern, Option.unguarded.filter(choosing=choosing))
    choices.weigh(concern=concern, words="x", beside={option.pk: {"number": 7, "words": "Well"}}, seen=seen)
    choices.delete_concern(concern=concern)

    option.refresh_from_db()
    assert option.beside == {}


# Settling it ------------------------------------------------------------------------------------------------------------


def test_a_choice_is_settled_tried_looked_back_at_and_thought_over_again_and_all_of_it_stays(choosing):
    option = make_option(choosing)
    make_settled(choosing, option, words="I like to be outside.", review_on=clock.today() + timedelta(days=30))
    deciding.move(choosing=choosing, to=ChoosingStatus.TRIED, seen="decided")
    now = Choosing.unguarded.get(pk=choosing.pk)
    deciding.look_back(
        choosing=now, words="It was cold.", review_on=None, seen=queries.state_seen(now, queries.steps_of(now))
    )
    deciding.change_my_mind(choosing=choosing)

    now.refresh_from_db()
    assert (now.status, now.chosen, now.review_on) == ("thinking", None, None)
    assert [(one.status, one.name, one.words) for one in queries.steps_of(now)] == [
        ("decided", "Walks with a group", "I like to be outside."),
        ("tried", "Walks with a group", ""),
        ("reviewed", "Walks with a group", "It was cold."),
        ("thinking", "", ""),
    ]


def test_what_is_chosen_is_not_deleted_before_one_changes_ones_mind(choosing):
    option = make_option(choosing)
    make_settled(choosing, option)
    with pytest.raises(options.CannotGo):
        options.delete_option(option=option)

    deciding.change_my_mind(choosing=choosing)
    options.delete_option(option=option)
    assert [one.name for one in queries.steps_of(choosing)] == ["Walks with a group", ""]


def test_a_disagreement_keeps_both_views_and_needs_the_persons_own(choosing):
    with pytest.raises(choices.NothingWritten):
        make_settled(choosing, result=ChoosingStatus.DISAGREED, theirs="I must.")
    make_settled(choosing, result=ChoosingStatus.DISAGREED, words="I will not.", theirs="I must.")

    assert [(one.words, one.theirs) for one in ChoosingStep.unguarded.all()] == [("I will not.", "I must.")]


def test_settling_in_two_tabs_keeps_the_first_and_tells_the_second(choosing):
    seen = queries.state_seen(choosing, [])
    make_settled(choosing, result=ChoosingStatus.LEFT, words="You know best.", seen=seen)
    make_settled(choosing, result=ChoosingStatus.LEFT, words="You know best.", seen=seen)  # a double click

    with pytest.raises(choices.WrittenMeanwhile):
        make_settled(choosing, result=ChoosingStatus.POSTPONED, words="Not now.", seen=seen)
    assert [one.words for one in queries.steps_of(choosing)] == ["You know best."]


@pytest.mark.parametrize("days", [-1, 0, 5000])
def test_the_day_to_look_back_lies_ahead_and_within_reach(choosing, days):
    with pytest.raises(deciding.DateOutOfReach):
        make_settled(choosing, result=ChoosingStatus.POSTPONED, review_on=clock.today() + timedelta(days=days))


def test_a_possibility_of_another_choice_cannot_be_chosen(ane, choosing):
    other = make_option(make_choosing(ane, "Where to live"))
    for option in (other, None):
        with pytest.raises(deciding.NothingChosen):
            make_settled(choosing, option)


def test_on_the_day_the_person_is_told_once_and_no_word_of_it_leaves(ane, choosing):
    make_settled(choosing, result=ChoosingStatus.POSTPONED, review_on=clock.today() + timedelta(days=1))
    remind_of_days()
    assert told() == []

    with acting_as(None, because="test"), clock.moved_back(-1):
        remind_of_days()
    [letter] = told()
    assert (str(choosing.pk) in letter, choosing.about in letter) == (True, False)


def told():
    return [mail.letter["text"] for mail in Mail.unguarded.all()]


def test_deleting_a_choice_takes_all_of_it_and_the_shares_of_it_along(choosing):
    make_option(choosing)
    make_concern(choosing)
    helper = make_helper(choosing)
    make_settled(choosing, result=ChoosingStatus.LEFT)
    choices.delete_choosing(choosing=choosing)

    assert [table.unguarded.count() for table in (Choosing, Option, Concern, ChoosingStep)] == [0, 0, 0, 0]
    with acting_as(helper.who, because="test"):
        assert not Share.unguarded.filter(open_now()).exists()


# What is counted --------------------------------------------------------------------------------------------------------


def lives_in_town(ane):
    Person.unguarded.filter(pk=ane.who).update(place=make_place())


def facts():
    move_facts()
    return sorted(Fact.unguarded.values_list("kind", "place", "organisation", "attributes__to_be_had", "attributes__missing",
                                             "attributes__result"))  # fmt: skip


def test_how_many_possibilities_could_be_had_is_counted_once_with_nobody_in_it(ane, choosing):
    lives_in_town(ane)
    for name, availability in (("a", "here"), ("b", "later"), ("c", "not_here"), ("d", "unknown")):
        make_option(choosing, name, availability=availability)
    make_settled(choosing, result=ChoosingStatus.POSTPONED)
    make_settled(choosing, result=ChoosingStatus.LEFT)

    assert facts() == [("person.choices.settled", "NO-9901", None, "2", "1", "postponed")]


def test_without_a_place_nothing_is_counted_and_it_is_settled_all_the_same(choosing):
    assert make_settled(choosing, result=ChoosingStatus.LEFT).status == "left"
    assert facts() == []


def test_each_answer_about_choosing_is_counted_by_itself_and_kept_nowhere(ane, choosing):
    answers = {"knew": "no", "several": "a_little", "mattered": "no_answer", "time": ""}
    with pytest.raises(deciding.NotNow):
        deciding.say_how_it_was(choosing=choosing, answers=answers, place=make_place())
    make_settled(choosing, result=ChoosingStatus.LEFT)
    with pytest.raises(choices.NothingWritten):
        deciding.say_how_it_was(choosing=choosing, answers={"knew": ""}, place=make_place())
    deciding.say_how_it_was(choosing=choosing, answers=answers, place=make_place())
    with pytest.raises(deciding.AnsweredBefore):
        deciding.say_how_it_was(choosing=choosing, answers=answers, place=make_place())

    move_facts()
    found = Fact.unguarded.filter(kind="person.choices.how_it_was")
    counted = sorted(found.values_list("attributes__question", "attributes__answer"))
    assert counted == [("knew", "no"), ("mattered", "no_answer"), ("several", "a_little")]
    stored = Choosing.unguarded.get(pk=choosing.pk)
    assert stored.is_asked
    assert not {field.name for field in Choosing._meta.fields} & set(answers)


# What others suggest ----------------------------------------------------------------------------------------------------


def test_a_suggested_possibility_is_added_by_the_person_alone_and_says_whose_it_is(choosing):
    helper = make_helper(choosing)
    proposal = make_proposal(choosing, helper, kind=ProposalKind.OPTION, name="Walks", good="Air")
    assert Option.unguarded.filter(kind="own").count() == 0

    options.add_option(choosing=choosing, name="Walks", facts=proposal.load, availability="here", taken=proposal)
    option = Option.unguarded.get(kind="own")
    assert (option.from_whom, option.facts) == ("Kim", {"good": "Air"})
    assert Proposal.unguarded.get().taken_on == clock.today()


def test_a_question_is_taken_once_and_a_view_stands_as_it_was_written(choosing):
    helper = make_helper(choosing)
    question = make_proposal(choosing, helper, kind=ProposalKind.QUESTION, words="How long\ndoes it take?")
    view = make_proposal(choosing, helper)
    for _time in range(2):
        suggesting.take_question(proposal=question)
    suggesting.let_stand(proposal=view)

    now = Choosing.unguarded.get(pk=choosing.pk)
    assert now.questions == "How long does it take?"
    assert [one.pk for one in queries.proposals_on(choosing) if one.taken_on and one.kind == "view"] == [view.pk]
    suggesting.take_away(proposal=view)
    assert not Proposal.unguarded.get(pk=view.pk).is_open


def test_an_empty_suggestion_is_not_ready_and_one_laid_aside_is_not_written_on(choosing):
    helper = make_helper(choosing)
    with pytest.raises(choices.NothingWritten):
        make_proposal(choosing, helper, words=" ")
    proposal = make_proposal(choosing, helper, ready=False)
    suggesting.put_away(proposal=proposal)
    with pytest.raises(suggesting.PutAway), acting_as(helper.who, because="test"):
        suggesting.suggest(
            choosing=choosing,
            by=helper,
            kind=ProposalKind.VIEW,
            proposal_id=proposal.pk,
            load={"words": "More"},
            ready=False,
        )
