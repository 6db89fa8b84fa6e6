"""Versions of a plan: what it said, and what is different now, in words. Pure: nothing here asks the database."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from viktig.person.plan.models import Goal, GoalStatus, Measure, MeasureStatus, Plan
from viktig.person.plan.parts import PlanPart

Content = Mapping[str, Any]
DAYS = ("starts_on", "ends_on", "review_on")


def content_of(plan: Plan, goals: Collection[Goal], measures: Collection[Measure]) -> dict[str, Any]:
    """Return what a plan says, as a version keeps it: text, lists and ISO days, everything under its id."""
    return {
        "days": {name: _iso(getattr(plan, name)) for name in DAYS},
        "parts": dict(plan.parts or {}),
        "goals": {
            str(one.pk): {
                "words": str(one.words),
                "area": one.area,
                "status": one.status,
                "important": one.is_important,
            }
            for one in goals
        },
        "measures": {
            str(one.pk): {
                "words": str(one.words),
                "side": one.side,
                "who": ", ".join(part for part in (one.name, one.role) if part),
                "due_on": _iso(one.due_on),
                "status": one.status,
            }
            for one in measures
        },
    }


def changes(before: Content, now: Content) -> list[str]:
    """Return what is different now, each in one sentence; nothing, if nothing is."""
    return [
        *_days(before["days"], now["days"]),
        *_parts(before["parts"], now["parts"]),
        *_things(before["goals"], now["goals"], _goal),
        *_things(before["measures"], now["measures"], _measure),
    ]


def _days(before: Content, now: Content) -> list[str]:
    says = {
        "starts_on": (_("The plan begins on %(day)s."), _("The plan has no first day any more.")),
        "ends_on": (_("The plan lasts until %(day)s."), _("The plan has no last day any more.")),
        "review_on": (_("You look at the plan again on %(day)s."), _("There is no day to look at the plan again.")),
    }
    changed = [name for name in DAYS if before.get(name) != now.get(name)]
    return [says[name][0] % {"day": _day(now[name])} if now.get(name) else says[name][1] for name in changed]


def _parts(before: Content, now: Content) -> list[str]:
    found = []
    for part in PlanPart:
        was, is_now = before.get(part.value, ""), now.get(part.value, "")
        names = {"part": part.label}
        if was == is_now:
            continue
        if not was:
            found.append(_("New words under “%(part)s”.") % names)
        elif not is_now:
            found.append(_("Nothing stands under “%(part)s” any more.") % names)
        else:
            found.append(_("Other words under “%(part)s”.") % names)
    return found


def _things(before: Content, now: Content, say: Any) -> list[str]:
    every = [*before, *(pk for pk in now if pk not in before)]
    return [sentence for pk in every for sentence in say(before.get(pk), now.get(pk))]


def _goal(was: Content | None, now: Content | None) -> list[str]:
    if was is None:
        return [_("New goal: “%(words)s”.") % now] if now else []
    if now is None:
        return [_("This goal is gone: “%(words)s”.") % was]
    found = []
    if was["words"] != now["words"]:
        found.append(_("The goal “%(was)s” now says “%(now)s”.") % {"was": was["words"], "now": now["words"]})
    if was["status"] != now["status"]:
        found.append(_("“%(words)s”: %(status)s.") % {"words": now["words"], "status": GoalStatus(now["status"]).label})
    if was["important"] != now["important"]:
        more, less = (
            _("“%(words)s” is one of the most important."),
            _("“%(words)s” is not among the most important now."),
        )
        found.append((more if now["important"] else less) % now)
    if was["area"] != now["area"]:
        found.append(_("“%(words)s” stands under another area of life.") % now)
    return found


def _measure(was: Content | None, now: Content | None) -> list[str]:
    if was is None:
        if now is None:
            return []
        return [_("New: “%(words)s”. %(who)s answers for it.") % now if now["who"] else _("New: “%(words)s”.") % now]
    if now is None:
        return [_("This is gone: “%(words)s”.") % was]
    found = []
    if was["words"] != now["words"]:
        found.append(_("“%(was)s” now says “%(now)s”.") % {"was": was["words"], "now": now["words"]})
    if was["who"] != now["who"]:
        found.append(_("“%(words)s”: %(who)s answers for it now.") % {"words": now["words"], "who": now["who"] or "–"})
    if was["due_on"] != now["due_on"]:
        found.append(
            _("“%(words)s” has a new day: %(day)s.") % {"words": now["words"], "day": _day(now["due_on"]) or "–"}
        )
    if was["status"] != now["status"]:
        found.append(
            _("“%(words)s”: %(status)s.") % {"words": now["words"], "status": MeasureStatus(now["status"]).label}
        )
    return found


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "DATE_FORMAT") if text else ""
