"""Reads of how it is going. They take what access gave."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from viktig.person.progress import packs
from viktig.person.progress.lines import Line, line_of
from viktig.person.progress.models import GOAL, Change, Filling, Outcome, Series, Slip
from viktig.person.progress.scoring import Scoring

NEWEST = 3


@dataclass(frozen=True)
class Followed:
    """Something that a person follows, with all they said of it, oldest first, and what can be seen of it."""

    series: Series
    title: str
    fillings: list[Filling]
    line: Line

    @property
    def is_goal(self) -> bool:
        """Say whether it is a goal of their own."""
        return self.series.instrument == GOAL

    @property
    def place(self) -> tuple[str, bool, str]:
        """Return where it stands among the forms: what others say beside one's own, in no order but their names."""
        return self.series.instrument, self.series.by_other, self.title.casefold()


def all_series(who: UUID) -> list[Series]:
    """Return all that a person follows, laid aside or not, in the order they began."""
    return list(Series.unguarded.filter(person_id=who).order_by("started_on", "pk"))


def followed(series: Sequence[Series]) -> list[Followed]:
    """Return each of several series with its fillings, in two reads whatever their number."""
    found: dict[UUID, list[Filling]] = {one.pk: [] for one in series}
    for filling in Filling.unguarded.filter(series__in=list(found)).order_by("on", "filled_at", "pk"):
        found[filling.series_id].append(filling)
    for one in series:
        for filling in found[one.pk]:
            filling.series = one
    return [_followed(one, found[one.pk]) for one in series]


def _followed(series: Series, fillings: list[Filling]) -> Followed:
    return Followed(series, title_of(series, fillings), fillings, line_of(series, fillings, rule_of(series)))


def title_of(series: Series, fillings: Sequence[Filling] = ()) -> str:
    """Return what a series is called: the goal's own words, or the title of the form."""
    if series.instrument == GOAL:
        return str(series.words)
    title = title_of_form(series.instrument, fillings)
    return f"{series.rater}: {title}" if series.by_other else title


def title_of_form(form_id: str, fillings: Sequence[Filling] = ()) -> str:
    """Return the title of a form; where its folder is gone, as it was when it was filled in last."""
    languages = packs.forms().get(form_id)
    if languages:
        return packs.in_language(languages, get_language() or "").title
    return str(fillings[-1].form["title"]) if fillings else form_id


def rule_of(series: Series) -> Scoring | None:
    """Return the rule of a form, if its folder is still there; a goal has none."""
    languages = packs.forms().get(series.instrument)
    return next(iter(languages.values())).rule if languages else None


def offered() -> list[packs.Form]:
    """Return the forms that can be filled in, those in the reader's language first; not the one for after a meeting."""
    language = get_language() or ""
    found = [packs.in_language(languages, language) for languages in packs.offered().values()]
    asked = [form for form in found if form.rule.for_oneself and not form.rule.after_meeting]
    return sorted(asked, key=lambda form: (form.language[:1] != language[:1], form.title.casefold()))


def left_out(form_id: str, series: Iterable[Series]) -> list[str]:
    """Return the ids of the questions of a form that its person wants to be left out. series: all that they follow."""
    return next((list(one.left_out or []) for one in series if one.instrument == form_id and not one.by_other), [])


def by_slip() -> list[packs.Form]:
    """Return the forms that can be filled in with a slip, in the reader's language where they are there, by title."""
    language = get_language() or ""
    found = [packs.in_language(languages, language) for languages in packs.offered().values()]
    return sorted(found, key=lambda form: (form.language[:1] != language[:1], form.title.casefold()))


def asked_again(line: str, series: Iterable[Series]) -> dict[str, str]:
    """Return the form and the name of somebody who is asked once more. line: the id of a series, or anything."""
    return next(({"form": one.instrument, "rater": one.rater} for one in series if str(one.pk) == line), {})


def slips_of(who: UUID) -> list[Slip]:
    """Return the slips that are out, those that end first before."""
    return list(Slip.unguarded.filter(person_id=who).order_by("ends_on", "pk"))


def due_slips() -> list[UUID]:
    """Return who has slips out, for the hourly look for answers."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct who from due_slips()")
        return [row[0] for row in cursor.fetchall()]


def after_meeting() -> packs.Form | None:
    """Return the form for after a meeting, or None where its folder was removed."""
    for languages in packs.offered().values():
        form = packs.in_language(languages, get_language() or "")
        if form.rule.after_meeting:
            return form
    return None


def changes_of(who: UUID) -> list[Change]:
    """Return what should be done differently, latest first."""
    return list(Change.unguarded.filter(person_id=who).order_by("-agreed_on", "pk"))


def open_first(changes: Collection[Change]) -> list[Change]:
    """Return the same, with what nobody knows the outcome of yet first."""
    return sorted(changes, key=lambda one: one.outcome != Outcome.OPEN)


def asks_for_help(filling: Filling) -> bool:
    """Say whether an answer to a question about death or hurting oneself was anything but the lowest."""
    safety = set(filling.form.get("safety", []))
    return any(one["item"] in safety and (one["value"] or 0) > 0 for one in filling.answers)


def shareable_series(who: UUID) -> list[tuple[UUID, str]]:
    """Return (id, words) of each thing that can be shared alone, in the order they began."""
    found = Series.unguarded.filter(person_id=who, laid_aside=False).order_by("started_on", "pk")
    return [(one.pk, title_of(one)) for one in found]


def has_any(who: UUID) -> bool:
    """Say whether there is anything to share."""
    return Series.unguarded.filter(person_id=who).exists() or Change.unguarded.filter(person_id=who).exists()


def export_progress(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return all that a person follows, said and agreed here, as docs/my-data.md describes it."""
    return {
        "series": [
            {
                "id": str(one.series.pk),
                "title": one.title,
                "instrument": one.series.instrument,
                "started_on": one.series.started_on.isoformat(),
                "laid_aside": one.series.laid_aside,
                "left_out": one.series.left_out or [],
                "rater": one.series.rater,
                "fillings": [_filling(filling) for filling in one.fillings],
            }
            for one in followed(all_series(who))
        ],
        "changes": [
            {
                "id": str(one.pk),
                "words": one.words,
                "whom": one.whom,
                "agreed_on": one.agreed_on.isoformat(),
                "outcome": one.outcome,
                "became": one.became,
                "is_counted": one.is_counted,
            }
            for one in changes_of(who)
        ],
        "slips": [
            {"id": str(one.pk), "ends_on": one.ends_on.isoformat()}
            | {name: one.load[name] for name in ("words", "language", "called", "rater")}
            | {"instrument": one.load["form"]}
            for one in slips_of(who)
        ],
    }


def _filling(filling: Filling) -> dict[str, Any]:
    return {
        "id": str(filling.pk),
        "on": filling.on.isoformat(),
        "filled_at": filling.filled_at.isoformat(),
        "of": filling.form | {"safety": " ".join(filling.form["safety"])},
        "answers": filling.answers,
        "score": filling.score,
        "words": filling.words,
    }
