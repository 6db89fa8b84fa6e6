"""Reads about a person and their ombud. They take what access gave, or the `who` of whoever acts."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from viktig.ground.access.queries import open_shares
from viktig.ground.notify.tasks import Task, provider
from viktig.ground.people.models import Account, Country, Organisation, OrganisationKind, Person, Place
from viktig.ground.privacy.beside import Beside
from viktig.ground.privacy.models import Room, Share
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.ombud import choices
from viktig.person.ombud.models import (
    MOST_PAPERS,
    Agreement,
    AgreementStatus,
    Assignment,
    AssignmentStatus,
    ChoiceList,
    Paper,
    Presentation,
    Suggestion,
)

OPEN = (AssignmentStatus.WANTED, AssignmentStatus.IN_PROGRESS, AssignmentStatus.WAITING)
ORDER = [*OPEN, AssignmentStatus.DONE, AssignmentStatus.DROPPED]


@dataclass(frozen=True)
class Work:
    """An assignment as a list shows it: its words for kind and theme, and how many suggestions wait on it."""

    assignment: Assignment
    kind: str
    theme: str
    is_open: bool
    suggestions: int


@dataclass(frozen=True)
class Overview:
    """What `/me/` says about a person's ombud. sees_until: None, when the ombud sees nothing now."""

    agreement: Agreement
    ombud_name: str
    open_assignments: int
    open_suggestions: int
    sees_until: date | None
    away_since: date | None = None


@dataclass(frozen=True)
class Client:
    """Somebody an ombud works for, as they call themselves, and how much is open."""

    person: Person
    agreement: Agreement
    open_assignments: int


# For the pages of this room -------------------------------------------------------------------------------------------


def works_of(agreement: Agreement) -> list[Work]:
    """Return the assignments of an agreement, open ones first, the newest first in each status."""
    found = Assignment.unguarded.filter(agreement=agreement).order_by("-asked_on", "pk")
    suggestions = dict(
        Suggestion.unguarded.filter(assignment__agreement=agreement, is_open=True)
        .values_list("assignment")
        .annotate(number=Count("pk"))
        .order_by()
    )
    kinds, themes = (dict(choices.choices(of)) for of in (ChoiceList.ASSIGNMENT_TYPE, ChoiceList.THEME))
    works = [
        Work(
            assignment=one,
            kind=kinds.get(one.kind) or choices.label(ChoiceList.ASSIGNMENT_TYPE, one.kind),
            theme=themes.get(one.theme, ""),
            is_open=one.status in OPEN,
            suggestions=suggestions.get(one.pk, 0),
        )
        for one in found
    ]
    return sorted(works, key=lambda work: ORDER.index(AssignmentStatus(work.assignment.status)))


def suggestions_on(assignment: Assignment) -> tuple[list[Suggestion], list[Suggestion]]:
    """Return the suggestions on an assignment, newest first: those that are open, and those put away."""
    found = list(Suggestion.unguarded.filter(assignment=assignment).order_by("-changed_at", "pk"))
    return [one for one in found if one.is_open], [one for one in found if not one.is_open]


def papers_on(assignment: Assignment) -> list[Paper]:
    """Return the pictures of papers on an assignment, none of them opened, each in its place."""
    return list(Paper.unguarded.filter(assignment=assignment).defer("large", "small").order_by("position"))


def free_position(assignment: Assignment) -> int | None:
    """Return the first place on an assignment where no picture lies; None, when there is no room for more."""
    taken = set(Paper.unguarded.filter(assignment=assignment).values_list("position", flat=True))
    return next((place for place in range(1, MOST_PAPERS + 1) if place not in taken), None)


def begun_suggestion(assignment: Assignment, suggestion_id: UUID, *, by: UUID) -> Suggestion | None:
    """Return what somebody has written so far of a suggestion; None, when not a letter."""
    return Suggestion.unguarded.filter(pk=suggestion_id, assignment=assignment, by=by).first()


def last_day_of(end: datetime | None) -> date | None:
    """Return the last day before an end, in the zone that is shown."""
    return timezone.localtime(end - timedelta(microseconds=1)).date() if end else None


def sees_until(agreement: Agreement) -> datetime | None:
    """Return until when the ombud of an agreement sees the room `ombud`, or None when they see nothing now."""
    ends = [one.ends_at for one in _shared_with(agreement.person_id, agreement.ombud, Room.OMBUD) if one.item is None]
    return max(ends, default=None)


def other_shares(agreement: Agreement) -> list[Share]:
    """Return what the person shares with the ombud now beside the room `ombud`, in the order of the rooms."""
    rooms = [room for room in Room if room != Room.OMBUD]
    return sorted(
        _shared_with(agreement.person_id, agreement.ombud, *rooms),
        key=lambda share: (Room.values.index(share.room), share.ends_at),
    )


def earlier_agreements(agreement: Agreement) -> list[Agreement]:
    """Return the person's agreements that ended, except this one, the last one first."""
    found = Agreement.unguarded.filter(person_id=agreement.person_id, status=AgreementStatus.ENDED)
    return list(found.exclude(pk=agreement.pk).order_by("-ended_on", "-started_on", "pk"))


def has_agreements(who: UUID) -> bool:
    """Say whether a person has or has had an ombud."""
    return Agreement.unguarded.filter(person_id=who).exists()


def active_agreement(who: UUID) -> Agreement | None:
    """Return the agreement that a person has with an ombud now, if they have one."""
    return Agreement.unguarded.filter(person_id=who, status=AgreementStatus.ACTIVE).first()


def number_kept(who: UUID) -> tuple[int, int]:
    """Return how many assignments a person has in all, and how many are open: what a new ombud would see."""
    statuses = list(Assignment.unguarded.filter(person_id=who).values_list("status", flat=True))
    return len(statuses), sum(status in OPEN for status in statuses)


def receiver_name(person_id: UUID, receiver: UUID) -> str:
    """Return the name under which a person shares the room `ombud` with somebody now."""
    return next((str(one.receiver_name) for one in _shared_with(person_id, receiver, Room.OMBUD)), "")


def works_for(ombud: UUID) -> str:
    """Return the name of the organisation for which an ombud presents themselves; empty, when they do no more."""
    names = Presentation.unguarded.filter(who=ombud).values_list("organisation__name", flat=True)
    return names.first() or ""


def place_where_helped(assignment: Assignment) -> Place | None:
    """Return the place where an assignment's ombud works; where the person lives, when they work as one no more."""
    ombud = assignment.agreement.ombud
    presentation = Presentation.unguarded.filter(who=ombud).select_related("organisation__place").first()
    return presentation.organisation.place if presentation else assignment.person.place


def those_who_answer() -> list[tuple[str, str]]:
    """Return (id, name) of the organisations that words can be suggested for, by name."""
    found = Organisation.unguarded.exclude(kind=OrganisationKind.USER_ORGANISATION).only("pk", "name")
    return [(str(one.pk), one.name) for one in sorted(found, key=lambda one: one.name.casefold())]


def word_for_ombud(person: Person) -> str:
    """Return what an ombud is called where a person lives; where their language is spoken, if they have not said."""
    spoken = get_language() or settings.LANGUAGE_CODE
    country = person.place.country if person.place else Country.unguarded.filter(terms__has_key=spoken).first()
    if country is None:
        return ""
    terms = country.terms.get(spoken) or country.terms.get(country.language, {})
    return str(terms.get("ombud", ""))


def clients(agreements: Iterable[Agreement]) -> list[Client]:
    """Return the people behind an ombud's agreements, each with how many assignments are open."""
    agreements = list(agreements)
    numbers = dict(
        Assignment.unguarded.filter(agreement__in=agreements, status__in=OPEN)
        .values_list("agreement")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return [Client(one.person, one, numbers.get(one.pk, 0)) for one in agreements]


def fingerprint(row: Agreement | Assignment) -> str:
    """Return what tells whether words changed since a form was opened, and nothing about them."""
    if isinstance(row, Agreement):
        return fingerprint_of(row.pk, row.wants, row.where, row.reach, row.may_say, row.review_on)
    return fingerprint_of(row.pk, row.kind, row.theme, row.words, row.result)


@provider
def suggestions_ready(account: Account) -> Iterable[Task]:
    """Say which suggestions wait for the person to decide what to do with them."""
    for one in Suggestion.unguarded.filter(person_id=account.who, is_open=True).order_by("changed_at", "pk"):
        if (one.load or {}).get("ready"):
            yield Task(
                title=_("%(name)s suggests words for you") % {"name": one.by_name},
                address=reverse("person:ombud-assignment", args=[one.assignment_id]),
                by_when=None,
                why=_("Use them, change them, or let them be."),
            )


# For other rooms ------------------------------------------------------------------------------------------------------


def ombud_overview(who: UUID) -> Overview | None:
    """Return what a person's own page says about their ombud; None, when they have none now."""
    agreement = _with_numbers(Agreement.unguarded.filter(person_id=who, status=AgreementStatus.ACTIVE)).first()
    if agreement is None:
        return None
    return Overview(
        agreement=agreement,
        ombud_name=agreement.ombud_name,
        open_assignments=agreement.open_assignments,
        open_suggestions=agreement.open_suggestions,
        sees_until=last_day_of(sees_until(agreement)),
        away_since=agreement.away_since,
    )


def receivers_for_share(who: UUID) -> list[tuple[UUID, str]]:
    """Return (who, name) of the person's ombud, for the page where they share: one, or none."""
    agreement = active_agreement(who)
    return [(agreement.ombud, agreement.ombud_name)] if agreement else []


def shareable_assignments(who: UUID) -> dict[UUID, str]:
    """Return the words of each assignment, by id; any of them can be shared alone."""
    return {one.pk: one.words for one in Assignment.unguarded.filter(person_id=who)}


def written_by_others(who: UUID, item: UUID) -> Beside | None:
    """Return a suggestion to a person, or a picture that somebody else added for them; None for all else."""
    suggestion = Suggestion.unguarded.filter(pk=item, person_id=who).exclude(by=who).first()
    if suggestion is not None:
        address = reverse("person:ombud-assignment", args=[suggestion.assignment_id])
        return Beside(suggestion.words, suggestion.pk, address)
    paper = Paper.unguarded.filter(pk=item, person_id=who).exclude(by=who).defer("large", "small").first()
    if paper is not None:
        title = paper.title or _("A picture of a paper. Nobody has said what it is.")
        return Beside(title, paper.assignment_id, reverse("person:ombud-paper", args=[paper.pk]))
    return None


def has_had_an_ombud(who: UUID) -> bool:
    """Say whether there is an agreement of the person's, standing or ended."""
    return Agreement.unguarded.filter(person_id=who).exists()


def export_ombud(who: UUID) -> dict[str, Any]:
    """Return all that lies in this room about a person, for "my data": text, numbers, dates as ISO 8601."""
    agreements = Agreement.unguarded.filter(person_id=who).order_by("started_on", "pk")
    assignments = Assignment.unguarded.filter(person_id=who).order_by("asked_on", "pk")
    suggestions = Suggestion.unguarded.filter(person_id=who).order_by("changed_at", "pk")
    papers = Paper.unguarded.filter(person_id=who).defer("small").order_by("added_on", "assignment", "position")
    return {
        "agreements": [
            {
                "id": str(one.pk),
                "ombud": one.ombud_name,
                "status": one.status,
                "wants": one.wants,
                "where": one.where,
                "reach": one.reach,
                "may_say": one.may_say,
                "started_on": one.started_on.isoformat(),
                "review_on": one.review_on.isoformat(),
                "ended_on": one.ended_on.isoformat() if one.ended_on else None,
            }
            for one in agreements
        ],
        "assignments": [
            {
                "id": str(one.pk),
                "agreement": str(one.agreement_id),
                "kind": choices.label(ChoiceList.ASSIGNMENT_TYPE, one.kind),
                "theme": choices.label(ChoiceList.THEME, one.theme) if one.theme else "",
                "words": one.words,
                "status": one.status,
                "result": one.result,
                "asked_on": one.asked_on.isoformat(),
                "is_counted": one.is_counted,
            }
            for one in assignments
        ],
        "suggestions": [
            {
                "id": str(one.pk),
                "assignment": str(one.assignment_id),
                "by": one.by_name,
                "words": one.words,
                "is_open": one.is_open,
                "changed_on": timezone.localdate(one.changed_at).isoformat(),
            }
            for one in suggestions
        ],
        "papers": [
            {
                "id": str(one.pk),
                "assignment": str(one.assignment_id),
                "title": one.title,
                "by": one.by_name,
                "added_on": one.added_on.isoformat(),
                "picture": base64.b64encode(one.large).decode(),
            }
            for one in papers
        ],
    }


def _with_numbers(agreements: QuerySet[Agreement]) -> QuerySet[Any]:
    """Return the agreements with how many assignments are open, and how many suggestions on any wait."""
    work = Assignment.unguarded.filter(agreement=OuterRef("pk"), status__in=OPEN)
    suggested = Suggestion.unguarded.filter(assignment__person=OuterRef("person"), is_open=True)
    return agreements.annotate(
        away_since=Subquery(Presentation.unguarded.filter(who=OuterRef("ombud")).values("away_since")[:1]),
        open_assignments=_number_of(work, by="agreement"),
        open_suggestions=_number_of(suggested, by="assignment__person"),
    )


def _number_of(rows: QuerySet[Any], *, by: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number")), 0)


def _shared_with(person_id: UUID, receiver: UUID, *rooms: Room) -> list[Share]:
    return [one for one in open_shares(person_id) if one.receiver == receiver and one.room in rooms]
