"""Reads of what a person has to choose. They take what access gave, or the `who` of whoever acts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from viktig.ground import clock
from viktig.ground.access.queries import open_shares
from viktig.ground.privacy.beside import Beside as Written
from viktig.ground.privacy.models import Room
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.ground.words.order import in_alphabet
from viktig.person.choices.facts import TEXTS, Likely, likely_of
from viktig.person.choices.models import (
    Availability,
    Choosing,
    ChoosingStatus,
    ChoosingStep,
    Concern,
    Option,
    OptionKind,
    Proposal,
)
from viktig.person.choices.states import AFTER, BEFORE, RESULTS
from viktig.person.said.models import Said

TO_BE_HAD = (Availability.HERE, Availability.LATER)
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Beside:
    """Something that matters, beside one possibility. number: 0 to 10, or None where nothing was said."""

    concern: Concern
    number: int | None
    words: str


@dataclass(frozen=True)
class Shown:
    """A possibility as a page shows it. can_be_had: "" for waiting and doing nothing, which always can."""

    option: Option
    name: str
    facts: Mapping[str, str]
    likely: list[Likely]
    can_be_had: str
    is_missing: bool
    is_chosen: bool
    beside: list[Beside]
    is_said: bool = False


def options_of(
    choosing: Choosing, concerns: Sequence[Concern] = (), *, said: frozenset[UUID] = frozenset()
) -> list[Shown]:
    """Return the possibilities of a choice by the alphabet of the reader's language, so that none is put first.

    said: the ids of those whose lack was said to somebody who must answer.
    """
    language = get_language() or "nb"
    found = [_shown(one, choosing, concerns, said) for one in Option.unguarded.filter(choosing=choosing)]
    return sorted(found, key=lambda one: (in_alphabet(one.name, language), one.option.pk))


def _shown(option: Option, choosing: Choosing, concerns: Sequence[Concern], said: frozenset[UUID]) -> Shown:
    is_own = option.kind == OptionKind.OWN
    facts, beside = option.facts or {}, option.beside or {}
    return Shown(
        option=option,
        name=name_of(option),
        facts=facts,
        likely=likely_of(facts),
        can_be_had=option.get_availability_display() if is_own else "",
        is_missing=is_own and option.availability == Availability.NOT_HERE,
        is_chosen=choosing.chosen == option.pk,
        beside=[_beside(one, beside.get(str(one.pk), {})) for one in concerns],
        is_said=option.pk in said,
    )


def _beside(concern: Concern, noted: Mapping[str, Any]) -> Beside:
    return Beside(concern, noted.get("number"), noted.get("words", ""))


def said_of(choosing: Choosing) -> frozenset[UUID]:
    """Return the ids of the possibilities of a choice whose lack the person has said to somebody who must answer."""
    options = Option.unguarded.filter(choosing=choosing).values("pk")
    return frozenset(Said.unguarded.filter(person_id=choosing.person_id, pk__in=options).values_list("pk", flat=True))


def name_of(option: Option) -> str:
    """Return what a possibility is called, in the reader's language where it is ours."""
    return option.name if option.kind == OptionKind.OWN else str(OptionKind(option.kind).label)


def number_to_be_had(options: Iterable[Option]) -> tuple[int, int]:
    """Return how many possibilities can be had here, beside waiting and doing nothing; and how many cannot."""
    own = [one.availability for one in options if one.kind == OptionKind.OWN]
    return sum(one in TO_BE_HAD for one in own), sum(one == Availability.NOT_HERE for one in own)


def concerns_of(choosing: Choosing) -> list[Concern]:
    """Return what matters to the person in a choice, in their own order."""
    return list(Concern.unguarded.filter(choosing=choosing).order_by("position", "pk"))


def steps_of(choosing: Choosing) -> list[ChoosingStep]:
    """Return what was settled, tried and seen, oldest first."""
    return list(ChoosingStep.unguarded.filter(choosing=choosing))


def settled_last(steps: Sequence[ChoosingStep]) -> ChoosingStep | None:
    """Return how it was settled last; None, when it is not, or was taken up again since."""
    for step in reversed(steps):
        if step.status in RESULTS:
            return step
        if step.status == ChoosingStatus.THINKING:
            return None
    return None


def proposals_on(choosing: Choosing) -> list[Proposal]:
    """Return all that was suggested on a choice, newest first."""
    return list(Proposal.unguarded.filter(choosing=choosing).order_by("-changed_at", "pk"))


def begun_proposal(choosing: Choosing, proposal_id: UUID, *, by: UUID) -> Proposal | None:
    """Return what somebody has written so far of a suggestion; None, when not a letter."""
    return Proposal.unguarded.filter(pk=proposal_id, choosing=choosing, by=by).first()


def receiver_name(choosing: Choosing, receiver: UUID) -> str:
    """Return the name under which a person lets somebody see a choice now, with the organisation they see it for."""
    shares = [one for one in open_shares(choosing.person_id) if one.room == Room.CHOICES]
    found = (one.receiver_in_full for one in shares if one.receiver == receiver and one.item in {None, choosing.pk})
    return next(found, "")


def questions_in(text: str) -> list[str]:
    """Return the person's own questions: one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_seen(choosing: Choosing) -> str:
    """Return the fingerprint of what a choice is about."""
    return fingerprint_of("words", choosing.pk, choosing.about, choosing.why_now, choosing.wants, choosing.by_when)


def questions_seen(choosing: Choosing) -> str:
    """Return the fingerprint of the questions to take along."""
    return fingerprint_of("questions", choosing.pk, choosing.questions)


def option_seen(option: Option) -> str:
    """Return the fingerprint of what is written about a possibility."""
    return fingerprint_of("option", option.pk, option.name, option.facts or {}, option.availability)


def concern_seen(concern: Concern, options: Iterable[Option]) -> str:
    """Return the fingerprint of what matters, and of what stands beside each possibility for it."""
    beside = {str(one.pk): (one.beside or {}).get(str(concern.pk), {}) for one in options}
    return fingerprint_of("concern", concern.pk, concern.words, beside)


def state_seen(choosing: Choosing, steps: Sequence[ChoosingStep]) -> str:
    """Return the fingerprint of how far a choice has come."""
    return fingerprint_of("state", choosing.pk, choosing.status, choosing.chosen, choosing.review_on, len(steps))


# For other rooms, and for work that starts from nobody ----------------------------------------------------------------


def shareable_choices(who: UUID) -> dict[UUID, str]:
    """Return what each choice is about, by its id; any of them can be shared alone."""
    return {one.pk: one.about for one in Choosing.unguarded.filter(person_id=who)}


def has_choices(who: UUID) -> bool:
    """Say whether a person has written down anything to choose."""
    return Choosing.unguarded.filter(person_id=who).exists()


def with_a_day(who: UUID) -> list[tuple[Choosing, date, bool]]:
    """Return what whoever acts has to settle or to look back at within two weeks: (choice, day, is to look back)."""
    until = clock.today() + AHEAD
    found = []
    for one in Choosing.unguarded.filter(person_id=who):
        if one.status in AFTER and one.review_on and one.review_on <= until:
            found.append((one, one.review_on, True))
        elif one.status in BEFORE and one.by_when and one.by_when <= until:
            found.append((one, one.by_when, False))
    return found


def ready_for(who: UUID) -> list[Proposal]:
    """Return the suggestions that wait for whoever acts to take them or let them be, the oldest first."""
    found = Proposal.unguarded.filter(person_id=who, is_open=True, taken_on=None).order_by("changed_at", "pk")
    return [one for one in found if (one.load or {}).get("ready")]


def due_choices(today: date) -> list[tuple[UUID, UUID]]:
    """Return (who, id) of each choice that its person wanted to look back at today."""
    with connection.cursor() as cursor:
        cursor.execute("select who, id from due_choices(%s)", [today])
        return list(cursor.fetchall())


def export_choices(who: UUID) -> dict[str, Any]:
    """Return all that lies in this room about a person (docs/my-data.md)."""
    concerns = {one.pk: one for one in Concern.unguarded.filter(person_id=who).order_by("position", "pk")}
    return {
        "choices": [_choosing(one) for one in Choosing.unguarded.filter(person_id=who).order_by("begun_on", "pk")],
        "options": [
            _option(one, concerns) for one in Option.unguarded.filter(person_id=who).order_by("choosing", "kind", "pk")
        ],
        "concerns": [
            {"id": str(one.pk), "choosing": str(one.choosing_id), "words": one.words} for one in concerns.values()
        ],
        "steps": [
            {
                "choosing": str(one.choosing_id),
                "on": one.on.isoformat(),
                "step": one.status,
                "chosen": one.name,
                "words": one.words,
                "theirs": one.theirs,
            }
            for one in ChoosingStep.unguarded.filter(person_id=who).order_by("choosing", "number")
        ],
        "proposals": [_proposal(one) for one in Proposal.unguarded.filter(person_id=who).order_by("changed_at", "pk")],
    }


def _choosing(one: Choosing) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "about": one.about,
        "why_now": one.why_now,
        "wanted": one.wants,
        "questions": questions_in(one.questions),
        "by_when": _iso(one.by_when),
        "step": one.status,
        "option": str(one.chosen) if one.chosen else None,
        "review_on": _iso(one.review_on),
        "started_on": one.begun_on.isoformat(),
        "is_counted": one.is_counted,
        "is_asked": one.is_asked,
    }


def _option(one: Option, concerns: Mapping[UUID, Concern]) -> dict[str, Any]:
    facts = one.facts or {}
    return {
        "id": str(one.pk),
        "choosing": str(one.choosing_id),
        "possibility": one.kind,
        "name": one.name,
        **_facts(facts),
        "to_be_had": one.availability,
        "by": one.from_whom,
        "beside": [
            {"about": concerns[UUID(concern)].words, "number": noted.get("number"), "words": noted.get("words", "")}
            for concern, noted in (one.beside or {}).items()
            if UUID(concern) in concerns
        ],
    }


def _facts(facts: Mapping[str, str]) -> dict[str, Any]:
    likely = [f"{line.number}/{line.of}: {line.happens}" for line in likely_of(facts)]
    return {name: facts.get(name, "") for name in TEXTS} | {"likely": likely}


def _proposal(one: Proposal) -> dict[str, Any]:
    load = one.load or {}
    return {
        "id": str(one.pk),
        "choosing": str(one.choosing_id),
        "option": str(one.option_id) if one.option_id else None,
        "suggests": one.kind,
        "by": one.by_name,
        "words": load.get("words", ""),
        "name": load.get("name", ""),
        **_facts(load),
        "is_open": one.is_open,
        "taken_on": _iso(one.taken_on),
        "changed_on": timezone.localdate(one.changed_at).isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def written_by_others(who: UUID, item: UUID) -> Written | None:
    """Return what somebody else suggests for a person's choice, for the person's own note beside it; None for all else."""
    found = Proposal.unguarded.filter(pk=item, person_id=who).exclude(by=who).first()
    if found is None:
        return None
    address = reverse("person:choices-choosing", args=[found.choosing_id])
    return Written(" ".join(found.texts) or found.get_kind_display(), found.choosing_id, address)
