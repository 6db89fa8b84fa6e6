"""What the pages of protection show: proposals in words, what stands for each organisation, what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from viktig.ground.people.models import Organisation, OrganisationKind
from viktig.ground.people.queries import name_and_place
from viktig.ground.protection.models import Proposal, Setting
from viktig.ground.protection.queries import Turn, keys_that_count, proposals_ended, proposals_waiting, turns_open

PAGE = 50
LAST = 20
MOST_CHOICES = 200
UNDER = """
with recursive under as (
  select place_id as code from ground_organisation where id = %(users)s
  union
  select p.code from under u join ground_place p on p.parent_id = u.code)
select o.id from ground_organisation o join under u on u.code = o.place_id"""


@dataclass(frozen=True)
class Shown:
    """A proposal ready for a page. change: in a sentence. turns: what whoever looks can do, each for an organisation."""

    proposal: Proposal
    change: str
    by: str
    ended_by: str
    turns: tuple[Turn, ...] = ()

    @property
    def may(self) -> dict[str, UUID]:
        """Return for which organisation each act can be done."""
        return {turn.act: turn.organisation for turn in self.turns}


@dataclass(frozen=True)
class Standing:
    """What stands for one organisation, in words. changes: settings that can be proposed, each with its name."""

    organisation: Organisation
    name: str
    days: int
    above: str
    checks: str
    changes: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Standings:
    """A page of organisations. more: the key of the next page."""

    rows: list[Standing] = field(default_factory=list)
    more: UUID | None = None


def in_words(one: Proposal) -> str:
    """Return what a proposal would change, or has changed, as one sentence."""
    if one.setting == Setting.SMALLEST_GROUP:
        return _("Numbers below %(number)s are not shown, instead of numbers below %(before)s.") % {
            "number": one.number,
            "before": one.number_before,
        }
    assert one.organisation is not None
    names = {"name": name_and_place(one.organisation), "number": one.number, "before": one.number_before}
    if one.setting == Setting.ANSWER_DAYS:
        return _("%(name)s answers within %(number)s days, instead of %(before)s.") % names
    names |= {"other": _named(one.other), "was": _named(one.other_before)}
    if one.setting == Setting.ANSWERS_TO:
        if one.other_before is None:
            return _("%(name)s answers to %(other)s, instead of nobody.") % names
        return _("%(name)s answers to %(other)s, instead of %(was)s.") % names
    if one.other is None:
        return _("The user organisations of the place check what is said to %(name)s, instead of %(was)s.") % names
    if one.other_before is None:
        return _("%(other)s checks what is said to %(name)s, instead of the user organisations of the place.") % names
    return _("%(other)s checks what is said to %(name)s, instead of %(was)s.") % names


def shown(found: Iterable[Proposal], turns: Iterable[Turn] = ()) -> list[Shown]:
    """Return proposals ready for a page."""
    by_proposal: dict[UUID, list[Turn]] = {}
    for turn in turns:
        by_proposal.setdefault(turn.proposal, []).append(turn)
    return [
        Shown(one, in_words(one), _side(one.proposed_by), _side(one.ended_by), tuple(by_proposal.get(one.pk, ())))
        for one in found
    ]


def waiting() -> list[Shown]:
    """Return what waits for the other side, for everybody to see."""
    return shown(proposals_waiting())


def ended() -> list[Shown]:
    """Return what has ended last."""
    return shown(proposals_ended()[:LAST])


def waiting_for_whoever_acts() -> list[Shown]:
    """Return the waiting proposals with which whoever acts can do something, those that need their yes first."""
    turns = turns_open()
    if not turns:
        return []
    found = shown(proposals_waiting().filter(pk__in={turn.proposal for turn in turns}), turns)
    return sorted(found, key=lambda one: "yes" not in one.may)


def standings(after: str = "", *, users: Organisation | None = None) -> Standings:
    """Return what stands for each organisation, by place and name, fifty at a time. users: only those it reaches."""
    open_now = Organisation.unguarded.filter(closed_on=None)
    if users is not None:
        found = open_now.filter(pk__in=_reached(users))
    else:
        found = open_now.exclude(kind=OrganisationKind.USER_ORGANISATION)
    start = Organisation.unguarded.select_related("place").filter(pk=after).first() if after else None
    if start is not None:
        same = Q(place=start.place_id)
        later = Q(place__name__gt=start.place.name) | Q(place__name=start.place.name, place__gt=start.place_id)
        found = found.filter(later | same & (Q(name__gt=start.name) | Q(name=start.name, pk__gte=start.pk)))
    ordered = found.select_related("place", "answers_to__place", "checker__users__place").order_by(
        "place__name", "place", "name", "pk"
    )
    rows = list(ordered[: PAGE + 1])
    more = rows[PAGE].pk if len(rows) > PAGE else None
    return Standings([standing(one) for one in rows[:PAGE]], more)


def standing(one: Organisation, changes: Iterable[Setting] = ()) -> Standing:
    """Return what stands for an organisation, with the settings that whoever looks can propose to change."""
    checker = getattr(one, "checker", None)
    return Standing(
        one,
        name_and_place(one),
        one.answer_days,
        name_and_place(one.answers_to) if one.answers_to else "",
        name_and_place(checker.users) if checker else "",
        tuple((setting.value, setting.label) for setting in changes),
    )


def choices_for(setting: Setting, body: Organisation | None) -> list[Organisation]:
    """Return the organisations that a setting can name, by name."""
    if setting == Setting.CHECKED_BY:
        return [one.organisation for one in keys_that_count() if one.organisation != body]
    if setting != Setting.ANSWERS_TO or body is None:
        return []
    found = Organisation.unguarded.filter(closed_on=None, place__country=body.place.country_id)
    found = found.exclude(kind__in=[OrganisationKind.SERVICE, OrganisationKind.USER_ORGANISATION]).exclude(pk=body.pk)
    return list(found.select_related("place").order_by("name", "pk")[:MOST_CHOICES])


def _reached(users: Organisation) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(UNDER, {"users": users.pk})
        return [one for (one,) in cursor.fetchall()]


def _named(one: Organisation | None) -> str:
    return name_and_place(one) if one else ""


def _side(one: Organisation | None) -> str:
    return name_and_place(one) if one else _("the one who runs this site")
