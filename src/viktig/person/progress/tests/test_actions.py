"""What a person does to see how it is going."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from viktig.ground import clock
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.kinds import KINDS
from viktig.ground.facts.models import Fact
from viktig.ground.facts.protect import SMALLEST
from viktig.ground.facts.tables import TABLES
from viktig.ground.people import actions as people
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.mine import queries as mine
from viktig.person.mine.tests.schema import faults
from viktig.person.progress import actions, fhir, packs, queries, scoring
from viktig.person.progress.models import Change, Filling, Outcome, Series
from viktig.person.progress.tests.make import DAY, make_change, make_filled, make_goal, make_number

ALL_ONES = {str(item): 1 for item in range(1, 8)}


@pytest.fixture
def ane():
    return make_account(name="Ane")


def lives_in_fjordby(account):
    with acting_as(account.who, because="test"):
        place = make_place()
        people.name_yourself(person=Person.unguarded.get(pk=account.who), name="Ane", place_code=place.code)


def facts():
    move_facts()
    return sorted((one.kind, one.place_id, tuple(one.attributes.values())) for one in Fact.unguarded.all())


def test_a_double_click_makes_one_row_of_each_kind(ane):
    goal, number, form, change = uuid4(), uuid4(), uuid4(), uuid4()
    with acting_as(ane.who, because="test"):
        person = Person.unguarded.select_related("place").get(pk=ane.who)
        for _twice in range(2):
            series = actions.add_goal(who=ane.who, words="Sleep", new_id=goal)
            actions.rate_goal(series=series, number=3, on=DAY, new_id=number)
            actions.fill_in(person=person, form=packs.forms()["gad-7"]["en"], answers=ALL_ONES, on=DAY, new_id=form)
            actions.agree(who=ane.who, words="Meet outdoors", new_id=change)

        assert [model.unguarded.count() for model in (Series, Filling, Change)] == [2, 2, 1]


def test_all_that_is_needed_to_work_the_number_out_again_is_kept(ane):
    filling = make_filled(ane, "gad-7", ALL_ONES | {"3": None})
    whole = make_filled(ane, "gad-7", ALL_ONES)

    assert filling.form | {"title": ""} == {
        "id": "gad-7", "title": "", "version": "2006", "language": "en", "licence": "LicenseRef-PHQ",
        "scoring": 1, "safety": [],
    }  # fmt: skip
    assert (filling.score, whole.score) == (None, 7)
    form = packs.forms()[whole.form["id"]][whole.form["language"]]
    values = {one["item"]: one["value"] for one in whole.answers}
    assert scoring.score(form.rule, values, {item.id: item.values for item in form.questions}) == whole.score
    assert [one["answer"] for one in filling.answers][:3] == ["Several days", "Several days", ""]


def test_nothing_answered_is_nothing_to_save(ane):
    with pytest.raises(actions.NothingAnswered):
        make_filled(ane, "gad-7", {"1": None})
    with acting_as(ane.who, because="test"):
        assert not Filling.unguarded.exists()


def test_every_time_a_form_is_filled_in_stands_on_one_line(ane):
    first, second = (make_filled(ane, "gad-7", ALL_ONES, on=DAY + timedelta(days=day)) for day in (7, 0))

    assert first.series_id == second.series_id
    with acting_as(ane.who, because="test"):
        [one] = queries.followed(list(Series.unguarded.all()))
    assert [filling.pk for filling in one.fillings] == [second.pk, first.pk]  # by the day it is about


@pytest.mark.parametrize(("value", "asks"), [(None, False), (0, False), (1, True), (3, True)])
def test_help_is_asked_for_by_any_answer_but_not_at_all(ane, value, asks):
    assert queries.asks_for_help(make_filled(ane, "phq-9", {"1": 0, "9": value})) is asks


def test_a_goal_written_in_two_tabs_loses_nothing(ane):
    goal = make_goal(ane.who, "Sleep")
    seen = fingerprint_of("Sleep")
    with acting_as(ane.who, because="test"):
        actions.rewrite_goal(series=goal, words="Sleep well", seen=seen)
        with pytest.raises(actions.WrittenMeanwhile):
            actions.rewrite_goal(series=goal, words="Sleep alone", seen=seen)

        assert Series.unguarded.get().words == "Sleep well"


def test_a_number_keeps_the_words_it_was_given_for(ane):
    goal = make_goal(ane.who, "Sleep")
    make_number(goal, 3)
    with acting_as(ane.who, because="test"):
        actions.rewrite_goal(series=goal, words="Sleep well", seen=fingerprint_of("Sleep"))

        assert Filling.unguarded.get().answers[0]["question"] == "Sleep"


def test_what_became_of_it_in_two_tabs_loses_nothing(ane):
    change = make_change(ane.who)
    seen = fingerprint_of(change.outcome, change.became)
    with acting_as(ane.who, because="test"):
        actions.say_outcome(change=change, outcome=Outcome.CHANGED, became="We walk now", seen=seen)
        with pytest.raises(actions.WrittenMeanwhile):
            actions.say_outcome(change=change, outcome=Outcome.NOT_CHANGED, became="", seen=seen)

        assert Change.unguarded.values_list("outcome", flat=True).get() == "changed"


def test_what_is_counted_names_nobody_and_only_by_place(ane):
    lives_in_fjordby(ane)
    make_filled(ane, "viktig-meeting", {"heard": 0, "left": None, "next": None, "otherwise": "Less haste"})
    make_filled(ane, "viktig-meeting", {"heard": None, "left": 0, "next": None, "otherwise": ""})
    make_filled(ane, "gad-7", ALL_ONES)
    change = make_change(ane.who)
    with acting_as(ane.who, because="test"):
        for outcome in (Outcome.NOT_CHANGED, Outcome.CHANGED):  # counted once, when it is first said
            now = Change.unguarded.get(pk=change.pk)
            seen = fingerprint_of(now.outcome, now.became)
            actions.say_outcome(change=now, outcome=outcome, became="", seen=seen)

    assert facts() == [
        ("person.progress.changed", "NO-9901", ("not_changed",)),
        ("person.progress.heard", "NO-9901", ("no",)),
        ("person.progress.heard", "NO-9901", ("not_said",)),
    ]


def test_what_is_counted_has_a_table_that_is_published_above_the_smallest_group_only():
    assert set(KINDS["person.progress.heard"]["heard"]) == set(TABLES["were_heard"].column_names)
    assert set(KINDS["person.progress.changed"]["outcome"]) == set(TABLES["done_differently"].column_names)
    assert all("whom" not in KINDS[f"person.progress.{kind}"] for kind in ("heard", "changed"))
    assert SMALLEST >= 5


def test_without_a_place_nothing_is_counted(ane):
    make_filled(ane, "viktig-meeting", {"heard": 2})

    assert facts() == []


def test_no_fact_of_this_room_can_name_a_helper_or_an_organisation(ane):
    lives_in_fjordby(ane)
    make_filled(ane, "viktig-meeting", {"heard": 2})
    facts()

    assert list(Fact.unguarded.values_list("organisation", flat=True)) == [None]
    assert "whom" in Change.Privacy.identifying  # sealed: no query can sort or count by it
    assert Change._meta.get_field("whom").get_internal_type() == "BinaryField"


def test_deleting_takes_the_numbers_and_the_shares_along(ane):
    goal = make_goal(ane.who)
    make_number(goal, 3)
    with acting_as(ane.who, because="test"):
        actions.delete_series(series=goal)

        assert (Series.unguarded.count(), Filling.unguarded.count()) == (0, 0)


def test_everything_comes_along_in_my_data(ane):
    make_number(make_goal(ane.who, "Sleep"), 3)
    make_filled(ane, "phq-9", {"1": 2, "9": 0})
    make_change(ane.who)
    schema = json.loads((Path(mine.__file__).parent / "my-data.schema.json").read_text(encoding="utf-8"))
    with acting_as(ane.who, because="test"):
        made = json.loads(json.dumps(mine.everything(ane.who)))

    assert faults(made, schema, schema) == []
    goal, form = sorted(made["progress"]["series"], key=lambda one: one["instrument"])
    assert (goal["title"], goal["fillings"][0]["score"]) == ("Sleep", 3)
    assert [one["value"] for one in form["fillings"][0]["answers"]] == [2, *[None] * 7, 0, None]
    assert [(one["words"], one["whom"], one["outcome"]) for one in made["progress"]["changes"]] == [
        ("Meet outdoors", "Kari", "open")
    ]


def test_the_line_comes_along_as_fhir(ane):
    filling = make_filled(ane, "viktig-meeting", {"heard": 1, "left": None, "next": 0, "otherwise": "Less haste"})
    made = fhir.bundle([filling])

    [entry] = made["entry"]
    response = entry["resource"]
    assert (made["type"], response["resourceType"], response["status"]) == (
        "collection", "QuestionnaireResponse", "completed",
    )  # fmt: skip
    assert response["subject"] == {"reference": f"urn:uuid:{ane.who}", "type": "Patient"}
    answers = {item["linkId"]: item.get("answer") for item in response["item"]}
    assert answers["heard"][0]["valueCoding"]["display"] == "A little"
    assert answers["left"] is None
    assert answers["otherwise"] == [{"valueString": "Less haste"}]
    assert answers["viktig-day"] == [{"valueDate": "2026-03-02"}]
    assert "entry" not in fhir.bundle([])


def test_the_demo_s_clock_is_the_day_of_a_new_goal(ane):
    with clock.moved_back(10):
        goal = make_goal(ane.who)

    assert goal.started_on == clock.today() - timedelta(days=10)
