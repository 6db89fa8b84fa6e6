"""Each kind of thing as FHIR resources, from the values of its rows. Nothing is added that the person did not write."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

Resource = dict[str, Any]
Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

GOAL_STATUS = {
    "wish": "proposed",
    "chosen": "accepted",
    "on_the_way": "active",
    "reached": "completed",
    "changed": "completed",
    "laid_aside": "on-hold",
}
PLAN_STATUS = {"active": "active", "revising": "active", "ended": "completed", "declined": "revoked"}
MEASURE_STATUS = {
    "planned": "not-started",
    "waiting": "on-hold",
    "in_progress": "in-progress",
    "done": "completed",
    "refused": "cancelled",
    "stopped": "stopped",
}
MANDATE_STATUS = {"draft": "draft", "accepted": "active", "refused": "rejected"}
MEETING_STATUS = {"invited": "booked", "held": "fulfilled", "called_off": "cancelled"}
SCOPE = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}],
}
CONSENT_DOCUMENT = {"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def reference(one: str) -> Resource:
    """Return a reference to a resource of the same bundle."""
    return {"reference": f"urn:uuid:{one}"}


def beside(who: str, what: str) -> str:
    """Return the id of something that there is once for a person and that has no row of its own."""
    return str(uuid5(UUID(who), what))


def goals(rows: Rows, who: str) -> list[Resource]:
    """Return a Goal for each goal. Whether it is reached is only said by the person."""
    return [
        _full(
            {
                "resourceType": "Goal",
                "id": one["id"],
                "lifecycleStatus": GOAL_STATUS[one["status"]],
                "description": {"text": one["words"]},
                "subject": reference(who),
                "expressedBy": reference(who),
                "note": _notes(one["why"], one["sign"]),
            }
        )
        for one in rows.get("person.Goal", ())
        if one["words"]
    ]


def plans(rows: Rows, who: str) -> list[Resource]:
    """Return a CarePlan for the plan, with a measure in each of its activities."""
    known = {one["id"] for one in goals(rows, who)}
    return [
        _full(
            {
                "resourceType": "CarePlan",
                "id": one["id"],
                "status": PLAN_STATUS.get(one["status"], "draft"),
                "intent": "plan",
                "subject": reference(who),
                "author": reference(who),
                "period": _period(one["starts_on"], one["ends_on"]),
                "goal": [reference(goal) for goal in sorted(known)],
                "activity": [
                    {"detail": _activity(measure, known)}
                    for measure in rows.get("person.Measure", ())
                    if measure["plan_id"] == one["id"]
                ],
                "note": _notes(*_texts(one["parts"])),
            }
        )
        for one in rows.get("person.Plan", ())
    ]


def _activity(measure: Row, known: set[str]) -> Resource:
    by = ", ".join(part for part in (measure["name"], measure["role"]) if part)
    return _full(
        {
            "status": MEASURE_STATUS[measure["status"]],
            "statusReason": {"text": measure["refusal"]} if measure["refusal"] else None,
            "goal": [reference(measure["goal_id"])] if measure["goal_id"] in known else [],
            "scheduledPeriod": _period(measure["starts_on"], measure["due_on"]),
            "performer": [{"display": by}] if by else [],
            "description": ". ".join(part for part in (measure["words"], measure["extent"]) if part),
        }
    )


def teams(rows: Rows, who: str) -> list[Resource]:
    """Return one CareTeam with those around the person, if there are any."""
    around = [_member(one) for one in rows.get("person.Participant", ()) if one["name"] or one["role"]]
    if not around:
        return []
    team = {"resourceType": "CareTeam", "id": beside(who, "team"), "status": "active", "subject": reference(who)}
    return [team | {"participant": around}]


def _member(one: Row) -> Resource:
    return _full(
        {
            "role": [{"text": one["role"]}] if one["role"] else [],
            "member": {"display": one["name"]} if one["name"] else None,
            "onBehalfOf": {"display": one["body"]} if one["body"] else None,
            "period": _period(one["started_on"], one["ended_on"]),
        }
    )


def mandates(rows: Rows, who: str) -> list[Resource]:
    """Return a Consent for each mandate: who may act, towards which body, until when."""
    return [
        _consent(
            one["id"],
            who,
            "inactive" if one["ended"] else MANDATE_STATUS.get(one["status"], "proposed"),
            one["signed_on"],
            _full(
                {
                    "type": "permit",
                    "period": _period(one["starts_on"], one["until"]),
                    "actor": _actors(("acts for the person", one["holder_name"]), ("addressed to", one["body"])),
                    "code": [{"text": str(power)} for power in one["powers"] or []],
                }
            ),
        )
        for one in rows.get("person.Mandate", ())
    ]


def consents(rows: Rows, who: str) -> list[Resource]:
    """Return a Consent for what two bodies may tell each other, or that this is not shared."""
    return [
        _consent(
            one["id"],
            who,
            "inactive" if one["withdrawn_on"] else "active" if one["is_given"] else "rejected",
            one["on"],
            _full(
                {
                    "type": "permit" if one["is_given"] else "deny",
                    "period": _period(one["on"], one["until"]),
                    "actor": _actors(("tells", one["teller"]), ("is told", one["hearer"])),
                    "code": [{"text": text} for text in [*(one["kinds"] or []), one["other"]] if text],
                }
            ),
        )
        for one in rows.get("person.Consent", ())
    ]


def _consent(own: str, who: str, status: str, on: str | None, provision: Resource) -> Resource:
    return _full(
        {
            "resourceType": "Consent",
            "id": own,
            "status": status,
            "scope": SCOPE,
            "category": [CONSENT_DOCUMENT],
            "patient": reference(who),
            "dateTime": on,
            "performer": [reference(who)],
            "policyRule": {"text": "The person decides, and can take it back any day."},
            "provision": provision,
        }
    )


def _actors(*known: tuple[str, str]) -> list[Resource]:
    return [{"role": {"text": role}, "reference": {"display": name}} for role, name in known if name]


def answers(rows: Rows, who: str) -> list[Resource]:
    """Return a QuestionnaireResponse for each time that a form was filled in, or a number said about a goal.

    Whom the person asked to answer stands as its source, as the person calls them.
    """
    raters = {one["id"]: one["rater"] for one in rows.get("person.Series", ()) if one.get("by_other")}
    return [
        _full(
            {
                "resourceType": "QuestionnaireResponse",
                "id": one["id"],
                "questionnaire": f"urn:viktig:questionnaire:{one['form']['id']}|{one['form']['version']}",
                "status": "completed",
                "subject": reference(who),
                "authored": one["filled_at"],
                "source": {"display": raters[line]} if (line := one.get("series_id")) in raters else None,
                "item": [_item(answer, number) for number, answer in enumerate(one["answers"], 1)],
            }
        )
        for one in rows.get("person.Filling", ())
    ]


def _item(one: Row, number: int) -> Resource:
    """Return one answer. Its place is its own, whatever the form calls it: no validator sees two with the same."""
    item: Resource = {"linkId": f"{number}.{one['item']}", "text": one["question"]}
    if one["value"] is not None:
        coding = {"code": str(one["value"]), "display": one["answer"]}
        item["answer"] = [
            {"valueCoding": _full(coding | {"extension": [{"url": ORDINAL, "valueDecimal": one["value"]}]})}
        ]
    elif one["answer"]:
        item["answer"] = [{"valueString": one["answer"]}]
    return _full(item)


def meetings(rows: Rows, who: str) -> list[Resource]:
    """Return an Appointment for each meeting, the person first among those who take part."""
    guests: dict[str, list[Resource]] = {}
    for guest in rows.get("person.MeetingGuest", ()):
        if guest["name"]:
            guests.setdefault(guest["meeting_id"], []).append(
                {"actor": {"display": guest["name"]}, "status": "needs-action"}
            )
    return [
        _full(
            {
                "resourceType": "Appointment",
                "id": one["id"],
                "status": MEETING_STATUS.get(one["status"], "proposed"),
                "description": one["title"],
                "start": one["starts_at"],
                "end": (datetime.fromisoformat(one["starts_at"]) + timedelta(minutes=one["minutes"])).isoformat(),
                "comment": one["place"],
                "participant": [{"actor": reference(who), "status": "accepted"}, *guests.get(one["id"], [])],
            }
        )
        for one in rows.get("person.Meeting", ())
    ]


PARTS: tuple[Callable[[Rows, str], list[Resource]], ...] = (
    goals, plans, teams, mandates, consents, answers, meetings,
)  # fmt: skip


def _period(start: str | None, end: str | None) -> Resource | None:
    """Return a period. What would end before it begins has only its beginning: no validator looks at that."""
    end = None if start and end and end < start else end
    return {name: day for name, day in (("start", start), ("end", end)) if day} or None


def _notes(*texts: str) -> list[Resource]:
    return [{"text": text} for text in texts if text]


def _texts(value: Any) -> list[str]:
    """Return every text in a structure of the person's own words, in its order."""
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) and value.strip() else []


def _full(resource: Resource) -> Resource:
    """Leave out what is empty: FHIR has no empty values."""
    return {name: value for name, value in resource.items() if value not in (None, "", [], {})}
