"""Figures that stand in other fields of a place's file: each as it was published, with whom it is of and when."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class FigureRow:
    """A published figure as a file has it."""

    what: str
    value: int | float | None
    unit: str = ""
    of: str = ""
    approx: bool = False
    unsure: bool = False
    note: str = ""
    since: date | None = None
    until: date | None = None
    year: int | None = None


FIRST_THREE_YEARS = "first three years"


def figures_in(parts: dict[str, Any], about: dict[str, Any]) -> list[FigureRow]:
    """Return the figures of a place's parts. The names are ours, in the reader's language; nothing is computed."""
    return [
        *_of_the_place(parts, about),
        *_of_admission(parts.get("admission", {})),
        *_of_cohorts(parts.get("cohorts", [])),
        *_of_results(parts.get("results_first_three_years", {})),
        *_of_work(parts),
    ]


def _of_the_place(parts: dict[str, Any], about: dict[str, Any]) -> list[FigureRow]:
    rows = [FigureRow("inhabitants", about["inhabitants"])] if "inhabitants" in about else []
    gathering = parts.get("gathering", {})
    if "participants" in gathering:
        came, day = ", ".join(gathering.get("from", [])), date.fromisoformat(gathering["date"])
        rows.append(FigureRow("participants", gathering["participants"], of=came[:200], since=day))
    for end, share in parts.get("recovery_share", {}).items():
        rows.append(FigureRow(f"share who recover, {end}", share, of="people with severe mental illness"))
    return rows


def _of_admission(admission: dict[str, Any]) -> list[FigureRow]:
    year = admission.get("first_cohort")
    return [
        FigureRow(what, admission[what], of="first class", year=year)
        for what in ("applied", "interviewed", "admitted")
        if what in admission
    ]


def _of_cohorts(cohorts: list[dict[str, Any]]) -> list[FigureRow]:
    return [
        FigureRow("students", one["students"], of=f"class {one['number']}", year=_year(one.get("started", "")))
        for one in cohorts
        if "students" in one
    ]


def _of_results(results: dict[str, Any]) -> list[FigureRow]:
    note = results.get("note", "")
    return [
        FigureRow(what, number, of=FIRST_THREE_YEARS, note="" if what in {"started", "completed"} else note)
        for what, number in results.items()
        if what != "note"
    ]


def _of_work(parts: dict[str, Any]) -> list[FigureRow]:
    rows = []
    for place in parts.get("workplaces", []):
        rows += [
            FigureRow(f"{what} in", place[key], of=place["kind"])
            for key, what in (("total", "have worked"), ("now", "work now"))
            if key in place
        ]
    hours, pay = parts.get("hours_per_week", {}), parts.get("pay", {})
    rows += [
        FigureRow(f"hours a week, {end}", hours[end], unit="hours", note=hours.get("chosen_by", ""))
        for end in ("low", "high")
        if end in hours
    ]
    rows += [
        FigureRow(name.replace("_", " "), pay[name]) for name in ("ordinary_pay_now", "in_college_now") if name in pay
    ]
    return rows


def _year(started: str) -> int | None:
    return int(started[:4]) if started[:4].isdecimal() else None
