"""What was done for an organisation, the newest first, 50 at a time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from viktig.ground.acts.kinds import KINDS, Done, Group
from viktig.ground.acts.links import addresses
from viktig.ground.acts.models import Act
from viktig.ground.people.models import Account, Organisation

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One thing that was done. address: of what it was done with; empty when the reader may not open it."""

    on: date
    sentence: str
    address: str


@dataclass(frozen=True)
class Page:
    """What was done, and where the next page begins; empty on the last."""

    lines: list[Line]
    more: str


def done_at(organisation: Organisation, *, by: Account, group: str = "", after: str = "") -> Page:
    """Return what was done for an organisation that access gave. group: one of Group, or all. after: the last one seen."""
    found = Act.unguarded.filter(organisation=organisation).order_by("-on", "pk")
    if group in Group.values:
        found = found.filter(done__in=[done for done, kind in KINDS.items() if kind.group == group])
    if (last := _place_of(after)) is not None:
        on, pk = last
        found = found.filter(Q(on__lt=on) | Q(on=on, pk__gt=pk))
    acts = list(found[: PAGE + 1])
    shown = acts[:PAGE]
    links = addresses(by, [(act.done, act.about) for act in shown])
    lines = [Line(act.on, in_words(act), links.get((act.done, act.about), "") if act.about else "") for act in shown]
    return Page(lines, f"{shown[-1].on.isoformat()}.{shown[-1].pk}" if len(acts) > PAGE else "")


def in_words(act: Act) -> str:
    """Return the sentence that tells what was done, with the name that somebody was known by there."""
    return str(KINDS[Done(act.done)].sentence) % {"name": act.shown_as or _("Someone who worked here")}


def _place_of(after: str) -> tuple[date, UUID] | None:
    day, _dot, pk = after.partition(".")
    try:
        return date.fromisoformat(day), UUID(pk)
    except ValueError:
        return None
