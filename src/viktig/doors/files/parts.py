"""What a place may say about how it works, field by field (docs/import.md). What is read is kept as the file has it."""

from collections.abc import Callable, Iterable
from typing import Any

from viktig.doors.files.nodes import Node

Read = Callable[[Node], Any]
LANGUAGES = ("nb", "nn", "sv", "en")
LEVELS = ("individual", "service", "system")


def text(longest: int = 400) -> Read:
    """Return what reads a text."""
    return lambda node: node.text(longest)


def texts(node: Node) -> list[str]:
    """Return a list of texts, none of them twice."""
    return node.texts(200)


def whole(least: int, most: int) -> Read:
    """Return what reads a whole number within bounds."""
    return lambda node: node.whole(least, most)


def one_of(*known: str) -> Read:
    """Return what reads one of a few words."""

    def read(node: Node) -> str:
        word = node.text(40)
        return word if word in known else node.refuse(f"must be one of {', '.join(known)}.")

    return read


def share(node: Node) -> int | float:
    """Return a number from 0 to 1."""
    number = node.number()
    return number if 0 <= number <= 1 else node.refuse("must be a number from 0 to 1.")


def day(node: Node) -> str:
    """Return a date as text."""
    return node.day().isoformat()


def when(node: Node) -> str:
    """Return a year, a month or another time, in the source's own form, as text."""
    return node.text(40) if isinstance(node.value, str) else str(node.whole(1800, 2200))


def fields(known: dict[str, Read], needed: Iterable[str] = ()) -> Read:
    """Return what reads fields by name."""
    return lambda node: node.fields(known, needed=tuple(needed))


def each(known: dict[str, Read], needed: Iterable[str] = (), *, once: Iterable[str] = ()) -> Read:
    """Return what reads a list of fields. once: the fields that no two may have alike."""
    read, once = fields(known, needed), tuple(once)

    def read_each(node: Node) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        seen: dict[tuple[Any, ...], Node] = {}
        for one in node.list():
            entry = read(one)
            key = tuple(entry.get(name) for name in once)
            if once and key in seen:
                one.refuse(f"the same stands in line {seen[key].at.line}.")
            seen[key] = one
            found.append(entry)
        return found

    return read_each


MANY, YEAR, TEXT = whole(0, 1_000_000), whole(1800, 2200), text()

# What no kind of place has to itself.
OF_ALL: dict[str, Read] = {"title": text(200), "partners": texts, "principles": texts, "mandate": texts}

OMBUD: dict[str, Read] = {
    "target_group": fields(
        {"min_age": whole(0, 120), "criterion": TEXT, "must_want_it": Node.flag, "and_one_of": Node.texts}
    ),
    "who_may_ask": texts,
    "rule_when_others_ask": TEXT,
    "home_districts_most": texts,
    "home_districts_then": texts,
    "clients_said": texts,
    "ombuds_saw": texts,
    "results": texts,
    "experience_from_sweden": texts,
}

GATHERING: dict[str, Read] = {
    "gathering": fields(
        {
            "title": TEXT,
            "date": day,
            "participants": MANY,
            "from": texts,
            "partners": texts,
            "programme": each({"item": TEXT, "share_of_time": one_of("equal"), "facilitator_task": TEXT}, ["item"]),
        },
        ["title", "date"],
    ),
    "guideline_emphases": texts,
    "questions": texts,
    "life_areas_in_users_order": texts,
    "statements": each(
        {
            "kind": one_of("works", "challenge", "meaning", "advice"),
            "about": text(80),
            "level": one_of("tools", "treatment", *LEVELS),
            "text": TEXT,
        },
        ["kind", "text"],
        once=["kind", "about", "level", "text"],
    ),
}

_ASKED = fields({**dict.fromkeys(LANGUAGES, text(80)), "asks": TEXT}, ["asks"])
LADDER: dict[str, Read] = {
    "ladder": each(
        {"step": whole(1, 20), "name": text(80), "verb": text(80), "means": TEXT}, ["step", "name"], once=["step"]
    ),
    "questions_at_each_step": fields({"opening": _ASKED, "opportunity": _ASKED, "obligation": _ASKED}),
    "levels": each(
        {"level": one_of(*LEVELS), **dict.fromkeys(LANGUAGES, text(80)), "methods": texts}, ["level"], once=["level"]
    ),
    "knowledge_sources_equal": texts,
    "governance": fields(
        {
            "steering_group": TEXT,
            "joint_working_group": fields(
                {
                    "name": TEXT,
                    "seats": fields({"per_user_organisation": MANY, "per_care_cooperation_arena": MANY}),
                }
            ),
            "coordinators": each({"employed_by": TEXT}, ["employed_by"]),
            "management_groups": texts,
        }
    ),
    "possibilities": texts,
    "obstacles": texts,
    "activities": texts,
    "goals": texts,
    "strategy_period_years": whole(1, 100),
}

PEERS: dict[str, Read] = {
    "why": texts,
    "recovery_share": fields({"low": share, "high": share}, ["low", "high"]),
    "admission": fields(
        {
            "first_cohort": YEAR,
            "advert": TEXT,
            "applied": MANY,
            "interviewed": MANY,
            "admitted": MANY,
            "criteria": texts,
        }
    ),
    "duration": text(80),
    "modules": each(
        {
            "order": whole(1, 50),
            "name": TEXT,
            "weeks": whole(0, 500),
            "hours": whole(0, 10_000),
            "topics": texts,
            "places": texts,
            "supervised": Node.flag,
            "status": TEXT,
            "aim": TEXT,
        },
        ["order", "name"],
        once=["order"],
    ),
    "cohorts": each({"number": whole(1, 1000), "started": when, "students": MANY}, ["number"], once=["number"]),
    "results_first_three_years": fields(
        {
            **dict.fromkeys(
                (
                    "started",
                    "completed",
                    "working_in_mental_health_services",
                    "working_elsewhere",
                    "began_other_education",
                    "still_on_the_assignment",
                    "not_active",
                ),
                MANY,
            ),
            "note": TEXT,
        }
    ),
    "workplaces": each({"kind": text(200), "total": MANY, "now": MANY}, ["kind"], once=["kind"]),
    "hours_per_week": fields({"low": whole(0, 168), "high": whole(0, 168), "chosen_by": TEXT}),
    "pay": fields({"beside_benefits_up_to": TEXT, "combines": texts, "ordinary_pay_now": MANY, "in_college_now": MANY}),
    "value_for_users": texts,
    "value_for_professionals": texts,
    "value_for_themselves": texts,
    "challenges": texts,
    "challenges_in_outreach_teams": texts,
}

RECOVERY: dict[str, Read] = {
    "aim": TEXT,
    "improvement_team": fields(
        {
            "members": each({"seat": TEXT, "competence": one_of("experience", "professional")}, ["seat", "competence"]),
            "also_represented": texts,
        }
    ),
    "learning_network": fields({"started": when, "run_by": TEXT, "question_from": TEXT, "question_to": TEXT}),
    "network_aims": texts,
    "measures": texts,
    "offers_judged_recovery_oriented": texts,
    "projects_that_fit": texts,
    "activity_calendar": fields({"made_by": texts, "fields": texts, "organisers": texts}),
    "next": each({"year": YEAR, "work": TEXT, "look_at": TEXT, "priority": whole(1, 100)}, ["work"], once=["work"]),
}

PARTS: dict[str, Read] = OF_ALL | OMBUD | GATHERING | LADDER | PEERS | RECOVERY

ABOUT: dict[str, Read] = {
    "country": text(2),
    "language": one_of(*LANGUAGES),
    "municipality": text(80),
    "region": text(80),
    "districts": lambda node: node.texts(80),
    "host": text(200),
    "run_by": text(200),
    "pilot_from": when,
    "inhabitants": whole(0, 2_000_000_000),
}
