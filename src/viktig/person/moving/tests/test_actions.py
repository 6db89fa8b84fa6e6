"""Moving out of one page and into another: nothing is lost, nothing of anybody else is touched."""

import base64
import json
from copy import deepcopy
from uuid import uuid4, uuid5

import pytest

from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.tests.make import PLACE, make_photo
from viktig.ground.words.areas import LifeArea
from viktig.person.matters import actions as matters
from viktig.person.matters.models import EarlierWords, Matter
from viktig.person.matters.tests.make import make_matter
from viktig.person.meetings.models import MeetingPaper, MeetingPoint
from viktig.person.meetings.tests.make import make_invited, make_meeting, make_paper, make_point
from viktig.person.moving import actions, elsewhere, fhir, queries
from viktig.person.moving.rows import NotAFileOfOurs


@pytest.fixture
def rows():
    """What Ane takes along: two matters, one of them written anew."""
    ane = make_account(name="Ane")
    matter = make_matter(ane.who, "A flat")
    make_matter(ane.who, "🗝️ עבודה", area=LifeArea.WORK)
    with acting_as(ane.who, because="test"):
        matters.rewrite_matter(matter=matter, words="A quiet flat", area=LifeArea.HOUSING)
        return json.loads(json.dumps(queries.rows_of(ane.who)))


def without_ids(rows):
    """The same rows, with what a row points to in the place of its id."""
    words = {one["id"]: one["words"] for one in rows["person.Matter"]}
    matters = [{name: value for name, value in one.items() if name != "id"} for one in rows["person.Matter"]]
    earlier = [(one["words"], one["written_at"], words[one["matter_id"]]) for one in rows["person.EarlierWords"]]
    return sorted(matters, key=lambda one: one["words"]), sorted(earlier)


def moved_into(account, rows):
    with acting_as(account.who, because="test"):
        return actions.move_in(who=account.who, rows=rows)


def test_all_that_moves_is_there_again_to_the_letter(rows):
    bo = make_account(name="Bo")

    assert moved_into(bo, rows) == 3
    with acting_as(bo.who, because="test"):
        again = queries.rows_of(bo.who)

    assert without_ids(again) == without_ids(rows)


def test_moving_in_twice_is_moving_in_once_and_keeps_what_was_written_since(rows):
    bo = make_account(name="Bo")
    moved_into(bo, rows)
    with acting_as(bo.who, because="test"):
        matter = next(one for one in Matter.unguarded.all() if one.words == "A quiet flat")
        matters.rewrite_matter(matter=matter, words="A flat by the sea", area=LifeArea.HOUSING)

    assert moved_into(bo, rows) == 0
    with acting_as(bo.who, because="test"):
        assert sorted(one.words for one in Matter.unguarded.all()) == ["A flat by the sea", "🗝️ עבודה"]


def test_a_row_can_point_to_nothing_of_anybody_else(rows):
    other = make_matter(make_account(name="Kim").who, "A cat")
    bo, wrong = make_account(name="Bo"), deepcopy(rows)
    wrong["person.EarlierWords"][0]["matter_id"] = str(other.pk)

    with pytest.raises(NotAFileOfOurs):
        moved_into(bo, wrong)

    with acting_as(bo.who, because="test"):
        assert (Matter.unguarded.count(), EarlierWords.unguarded.count()) == (0, 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update({"ground.Account": []}),
        lambda rows: rows.update({"person.Agreement": [{"id": str(uuid4())}]}),
        lambda rows: rows.update({"person.Matter": "all"}),
        lambda rows: rows["person.Matter"].append("A flat"),
        lambda rows: rows["person.Matter"].append(rows["person.Matter"][0]),
        lambda rows: rows["person.Matter"][0].update(person_id=str(uuid4())),
        lambda rows: rows["person.Matter"][0].update(colour="red"),
        lambda rows: rows["person.Matter"][0].update(area="moon"),
        lambda rows: rows["person.Matter"][0].update(area=""),
        lambda rows: rows["person.Matter"][0].update(words=["A flat"]),
        lambda rows: rows["person.Matter"][0].update(words="A\0flat"),
        lambda rows: rows["person.Matter"][0].update(words=None),
        lambda rows: rows["person.Matter"][0].update(position=-1),
        lambda rows: rows["person.Matter"][0].update(position=10**9),
        lambda rows: rows["person.Matter"][0].update(written_at="yesterday"),
        lambda rows: rows["person.Matter"][0].update(written_at="9999-12-31T10:00:00+00:00"),
        lambda rows: rows["person.Matter"][0].update(words="half a letter: \ud83d"),
        lambda rows: rows["person.Matter"][0].update(id=7),
        lambda rows: rows["person.Matter"][0].pop("id"),
        lambda rows: rows["person.EarlierWords"][0].update(matter_id=None),
        lambda rows: rows["person.EarlierWords"][0].update(matter_id=rows["person.EarlierWords"][0]["id"]),
    ],
)
def test_a_file_that_somebody_changed_is_refused_and_nothing_of_it_stays(rows, change):
    bo = make_account(name="Bo")
    change(rows)

    with pytest.raises(NotAFileOfOurs):
        moved_into(bo, rows)

    with acting_as(bo.who, because="test"):
        assert Matter.unguarded.count() == 0


def test_nobody_without_our_key_can_try_what_an_id_was_made_from(rows):
    bo = make_account(name="Bo")
    moved_into(bo, rows)

    with acting_as(bo.who, because="test"):
        actions.keep_texts(who=bo.who, texts=["A diagnosis"])
        made = {one.pk for one in Matter.unguarded.all()}

    assert uuid5(bo.who, "A diagnosis") not in made
    assert not made & {uuid5(bo.who, one["id"]) for one in rows["person.Matter"]}


def test_the_file_names_the_person_as_themself_and_nobody_else():
    ane, kim = make_account(name="Ane"), make_account(name="Kim")
    meeting = make_invited(ane.who, kim)
    make_point(meeting, ane, "A quiet flat")

    with acting_as(ane.who, because="test"):
        rows = json.loads(json.dumps(queries.rows_of(ane.who)))

    assert str(kim.who) not in json.dumps(rows)
    assert str(ane.who) not in json.dumps(rows)
    bo = make_account(name="Bo")
    moved_into(bo, rows)
    with acting_as(bo.who, because="test"):
        assert [one.by for one in MeetingPoint.unguarded.all()] == [bo.who]


def test_a_picture_is_made_anew_and_what_is_none_is_refused():
    ane, bo = make_account(name="Ane"), make_account(name="Bo")
    paper = make_paper(make_meeting(ane.who), ane)
    with acting_as(ane.who, because="test"):
        rows = json.loads(json.dumps(queries.rows_of(ane.who)))
    [values] = [one for one in rows["person.MeetingPaper"] if one["id"] == str(paper.pk)]

    values["large"] = base64.b64encode(b"<html>").decode()
    with pytest.raises(NotAFileOfOurs):
        moved_into(bo, rows)

    values["large"] = base64.b64encode(make_photo()).decode()
    moved_into(bo, rows)
    with acting_as(bo.who, because="test"):
        assert PLACE not in bytes(MeetingPaper.unguarded.get().large)


def test_a_bundle_carries_the_rows_to_the_letter(rows):
    bundle = fhir.bundle_of(rows, who=str(uuid4()), name="Ane", made_at="2026-01-02T10:00:00+01:00")

    assert fhir.rows_in(json.loads(json.dumps(bundle))) == rows


def test_what_another_program_wrote_is_kept_as_text_once(rows):
    bo = make_account(name="Bo")
    goal = {"resourceType": "Goal", "description": {"text": "A job"}, "code": {"coding": [{"code": "x-77"}]}}

    with acting_as(bo.who, because="test"):
        texts = elsewhere.texts_in([goal, {"resourceType": "Patient", "name": [{"text": "Bo"}]}])
        assert [actions.keep_texts(who=bo.who, texts=texts) for _time in range(2)] == [1, 1]

        [kept] = Matter.unguarded.all()
        assert (kept.area, kept.words) == (LifeArea.OTHER, "Goal\nA job\nx-77")
