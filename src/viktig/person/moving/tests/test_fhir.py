"""The bundle, before judges that we did not write: two validators of FHIR R4; and what they all let pass."""

import json
import subprocess
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from viktig.beside import ROOT, NotHere, from_npm
from viktig.person.group.models import Participant
from viktig.person.mandates.models import Consent, Mandate
from viktig.person.meetings.models import Meeting, MeetingGuest
from viktig.person.moving import fhir
from viktig.person.moving.rows import Names, values_of
from viktig.person.plan.models import Goal, Measure, Plan
from viktig.person.progress.models import Filling

WHO = "11111111-1111-4111-8111-111111111111"


def own_id(number):
    return str(UUID(int=number + (4 << 76) + (8 << 60)))


ROWS = {
    "person.Goal": [
        {"id": own_id(1), "words": "A job", "why": "I like to be needed", "sign": "", "status": "on_the_way"},
        {"id": own_id(2), "words": "", "why": "", "sign": "", "status": "wish"},
    ],
    "person.Plan": [
        {
            "id": own_id(3),
            "status": "active",
            "starts_on": "2026-01-01",
            "ends_on": None,
            "parts": {"matters": "The sea", "mine": ["I get up early"]},
        }
    ],
    "person.Measure": [
        {
            "id": own_id(4),
            "plan_id": own_id(3),
            "goal_id": own_id(1),
            "name": "Kim",
            "role": "The job office",
            "words": "Calls me",
            "extent": "Once a week",
            "status": "refused",
            "refusal": "No time",
            "starts_on": "2026-03-02",
            "due_on": "2026-03-01",
        }
    ],
    "person.Participant": [
        {"id": own_id(5), "name": "Kim", "role": "Doctor", "body": "", "started_on": "2026-01-01", "ended_on": None}
    ],
    "person.Mandate": [
        {
            "id": own_id(6),
            "status": "accepted",
            "ended": "",
            "signed_on": "2026-01-01",
            "starts_on": "2026-01-01",
            "until": "2026-06-01",
            "holder_name": "Kim",
            "body": "The tax office",
            "powers": ["speak"],
        }
    ],
    "person.Consent": [
        {
            "id": own_id(7),
            "withdrawn_on": None,
            "is_given": True,
            "on": "2026-01-01",
            "until": "2026-05-01",
            "teller": "The doctor",
            "hearer": "The job office",
            "kinds": ["plan"],
            "other": "",
        }
    ],
    "person.Filling": [
        {
            "id": own_id(8),
            "form": {"id": "own", "version": "1"},
            "filled_at": "2026-01-01T10:00:00+00:00",
            "answers": [
                {"item": "a", "question": "How is it?", "value": 3, "answer": "3"},
                {"item": "a", "question": "What else?", "value": None, "answer": "The sea"},
                {"item": "c", "question": "Will you say more?", "value": None, "answer": ""},
            ],
        }
    ],
    "person.Meeting": [
        {
            "id": own_id(9),
            "status": "invited",
            "title": "About my plan",
            "starts_at": "2026-01-01T10:00:00+00:00",
            "minutes": 60,
            "place": "Room 1",
        }
    ],
    "person.MeetingGuest": [{"id": own_id(10), "meeting_id": own_id(9), "name": "Kim"}],
}


def made(rows=ROWS):
    return fhir.bundle_of(rows, who=WHO, name="Ane", made_at="2026-01-02T10:00:00+01:00")


def by_kind(bundle):
    found = {}
    for entry in bundle["entry"]:
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    return found


def test_every_kind_of_thing_has_its_place():
    assert {kind: len(own) for kind, own in by_kind(made()).items()} == {
        "Patient": 1,
        "Goal": 1,
        "CarePlan": 1,
        "CareTeam": 1,
        "Consent": 2,
        "QuestionnaireResponse": 1,
        "Appointment": 1,
        "Binary": 1,
    }


@pytest.mark.parametrize("rows", [ROWS, {}], ids=["a life", "an empty page"])
def test_judges_that_we_did_not_write_find_nothing_wrong(rows):
    try:
        judges = from_npm(ROOT / "tests" / "fhir", "fhir-judges", "no judges of FHIR beside the tests")
    except NotHere as reason:
        pytest.skip(str(reason))

    judged = subprocess.run(
        ["node", "judge.js"], cwd=judges, input=json.dumps(made(rows)), capture_output=True, text=True, check=True
    )

    assert json.loads(judged.stdout) == []


def test_what_no_judge_looks_at_is_right_too():
    found = by_kind(made())

    [detail] = [one["detail"] for one in found["CarePlan"][0]["activity"]]
    links = [one["linkId"] for one in found["QuestionnaireResponse"][0]["item"]]
    known = {entry["fullUrl"] for entry in made()["entry"]}

    assert detail["scheduledPeriod"] == {"start": "2026-03-02"}, "a period never ends before it begins"
    assert len(set(links)) == len(links), "each answer has a place of its own"
    assert set(references_in(made())) <= known, "nothing points out of the bundle"


def references_in(value):
    if isinstance(value, dict):
        own = [value["reference"]] if isinstance(value.get("reference"), str) else []
        return own + [one for inner in value.values() for one in references_in(inner)]
    return [one for inner in value for one in references_in(inner)] if isinstance(value, list) else []


def test_the_tables_hold_every_column_that_the_bundle_reads():
    """A column that gets another name would break the file of everybody who has such a row."""
    moment = datetime(2026, 1, 2, 10, tzinfo=UTC)
    plan, meeting = Plan(parts={"matters": "The sea"}), Meeting(starts_at=moment, title="About my plan")
    form = {"id": "own", "version": "1"}
    answer = {"item": "a", "question": "How is it?", "value": 3, "answer": "3"}
    made_of = [
        Goal(words="A job"),
        plan,
        Measure(plan_id=plan.pk, words="Calls me", due_on=date(2026, 1, 3)),
        Participant(name="Kim", role="Doctor"),
        Mandate(holder_name="Kim", body="The tax office", powers=["speak"], starts_on=date(2026, 1, 1)),
        Consent(teller="A", hearer="B", kinds=["plan"], is_given=True, on=date(2026, 1, 1)),
        Filling(form=form, answers=[answer], filled_at=moment),
        meeting,
        MeetingGuest(meeting_id=meeting.pk, name="Kim"),
    ]

    found = by_kind(
        made(
            {type(row)._meta.label: [values_of(row, Names(UUID(WHO), [one.pk for one in made_of]))] for row in made_of}
        )
    )

    assert {kind: len(own) for kind, own in found.items()} == {kind: len(own) for kind, own in by_kind(made()).items()}
