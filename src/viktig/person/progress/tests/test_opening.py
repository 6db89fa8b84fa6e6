"""Questions that are asked only when an earlier answer opens them."""

import json
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viktig.person.progress.opening import Fault, When, conditions, opened
from viktig.person.progress.packs import read_folder

EARLIER = {"slept": {"yes": 1, "no": 0}, "words": {}}


@dataclass(frozen=True)
class Question:
    id: str
    opened_by: tuple = field(default=())


def enabled(*raw, **more):
    return {"enableWhen": list(raw)} | more


def when(question, operator, **answer):
    return {"question": question, "operator": operator} | answer


NO = when("slept", "=", answerCoding={"code": "no"})
NOT_YES = when("slept", "!=", answerCoding={"code": "yes"})
SAID = when("words", "exists", answerBoolean=True)
SILENT = when("words", "exists", answerBoolean=False)


@pytest.mark.parametrize(
    ("item", "answers", "is_asked"),
    [
        ({}, {}, True),
        (enabled(NO), {"slept": 0}, True),
        (enabled(NO), {"slept": 1}, False),
        (enabled(NO), {}, False),
        (enabled(NOT_YES), {}, True),
        (enabled(NOT_YES), {"slept": 1}, False),
        (enabled(SAID), {"words": "Noise"}, True),
        (enabled(SAID), {"words": ""}, False),
        (enabled(SILENT), {}, True),
        (enabled(NO, SAID, enableBehavior="all"), {"slept": 0}, False),
        (enabled(NO, SAID, enableBehavior="all"), {"slept": 0, "words": "Noise"}, True),
        (enabled(NO, SAID, enableBehavior="any"), {"slept": 1, "words": "Noise"}, True),
        (enabled(NO, SAID, enableBehavior="any"), {"slept": 1}, False),
    ],
)
def test_a_question_is_asked_only_when_an_answer_opens_it(item, answers, is_asked):
    asked = [Question("slept"), Question("words"), Question("why", conditions(item, EARLIER, "here"))]

    assert ("why" in opened(asked, answers)) is is_asked


def test_what_is_closed_opens_nothing_either():
    asked = [
        Question("slept"),
        Question("why", ((When("slept", 0),),)),
        Question("since", ((When("why", None),),)),
    ]

    assert opened(asked, {"slept": 1, "why": "Noise"}) == {"slept"}
    assert opened(asked, {"slept": 0, "why": "Noise"}) == {"slept", "why", "since"}


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (enabled(when("later", "exists", answerBoolean=True)), "no question before it"),
        (enabled(when("slept", ">", answerInteger=1)), "exists, = or !="),
        (enabled(when("slept", "=", answerCoding={"code": "perhaps"})), "exists, = or !="),
        (enabled(NO, SAID), "all or any"),
        ({"enableWhen": "yes"}, "not a list"),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_no_question_is_lost(item, says):
    with pytest.raises(Fault, match=says):
        conditions(item, EARLIER, "here")


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2), st.booleans()), max_size=6), st.data())
def test_more_is_never_asked_than_there_is_and_the_first_always(raw, data):
    asked = [Question("0")] + [
        Question(str(place), ((When(str(min(before, place - 1)), value, holds),),))
        for place, (before, value, holds) in enumerate(raw, start=1)
    ]
    answers = {one.id: data.draw(st.sampled_from([None, 0, 1, 2])) for one in asked}

    found = opened(asked, answers)

    assert found <= {one.id for one in asked}
    assert "0" in found
    kept = {name: value for name, value in answers.items() if name in found}
    assert opened(asked, kept) == found  # forgetting what was closed changes nothing


def test_a_folder_says_what_opens_a_group(tmp_path):
    folder = make_folder(tmp_path)

    [form] = read_folder(folder).values()

    assert [(item.id, item.opened_by) for item in form.items] == [
        ("slept", ()),
        ("more", ((When("slept", 0),),)),
        ("why", ((When("slept", 0),),)),
        ("since", ((When("slept", 0),), (When("why", None),))),
    ]


def make_folder(parent, name="night"):
    """Write a form with questions that an answer opens, as an installation would."""
    folder = parent / name
    folder.mkdir()
    (folder / "LICENSE").write_text("CC0")
    rule = {"version": 1, "licence": "CC0-1.0", "sources": ["ourselves"], "checked_on": "2026-11-22"}
    (folder / "scoring.json").write_text(json.dumps(rule))
    url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
    answers = [
        {"valueCoding": {"code": code, "display": words, "extension": [{"url": url, "valueDecimal": value}]}}
        for code, words, value in (("yes", "Yes", 1), ("no", "No", 0))
    ]
    why = {"linkId": "why", "type": "string", "text": "What kept you awake?"}
    since = {"linkId": "since", "type": "text", "text": "Since when?"}
    since |= enabled(when("why", "exists", answerBoolean=True))
    group = {"linkId": "more", "type": "group", "text": "About the night", "item": [why, since]} | enabled(NO)
    asked = {
        "resourceType": "Questionnaire",
        "title": "The night",
        "version": "1",
        "copyright": "CC0 1.0",
        "item": [{"linkId": "slept", "type": "choice", "text": "Did you sleep?", "answerOption": answers}, group],
    }
    (folder / "questionnaire.en.json").write_text(json.dumps(asked))
    return folder
