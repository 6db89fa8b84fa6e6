"""The possibilities of a choice: adding, writing, deleting, and saying that one is missing."""

import uuid
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten, WrittenMeanwhile
from viktig.person.choices.actions.choosing import TooMany, locked
from viktig.person.choices.actions.suggesting import mark_taken
from viktig.person.choices.facts import cleaned
from viktig.person.choices.models import Choosing, Option, OptionKind, Proposal
from viktig.person.choices.queries import option_seen
from viktig.person.said.actions import keep_begun
from viktig.person.said.models import Said
from viktig.person.said.queries import begun

MOST_OPTIONS = 12


class CannotGo(RuleBroken):
    """This possibility cannot be deleted."""


@transaction.atomic
def add_option(
    *,
    choosing: Choosing,
    name: str,
    facts: Mapping[str, object],
    availability: str,
    new_id: UUID | None = None,
    taken: Proposal | None = None,
) -> Option:
    """Add a possibility. Raises NothingWritten, TooMany.

    new_id: minted with the form, so that a double click adds it once. taken: the suggestion it began with.
    """
    name = _named(name)
    locked(choosing)
    pk = new_id or uuid.uuid4()
    if there := Option.unguarded.filter(pk=pk, choosing=choosing).first():
        return there
    if Option.unguarded.filter(choosing=choosing).count() >= MOST_OPTIONS:
        raise TooMany(
            _("There is room for %(number)s possibilities here. Delete one to add another.") % {"number": MOST_OPTIONS}
        )
    option = Option(
        id=pk,
        person_id=choosing.person_id,
        choosing=choosing,
        name=name,
        facts=cleaned(facts),
        beside={},
        availability=availability,
        from_whom=taken.by_name if taken else "",
    )
    try:
        with transaction.atomic():
            option.save(force_insert=True)
    except IntegrityError:
        raise Http404 from None  # the id is not ours to write under
    if taken:
        mark_taken(taken)
    return option


@transaction.atomic
def write_option(
    *,
    option: Option,
    name: str,
    facts: Mapping[str, object],
    availability: str,
    seen: str,
    taken: Proposal | None = None,
) -> None:
    """Write a possibility anew; of waiting and doing nothing only what is known. Raises NothingWritten, WrittenMeanwhile.

    seen: `option_seen` of what the form showed. taken: the suggestion that was put into the form.
    """
    locked(option.choosing)
    now = Option.unguarded.get(pk=option.pk)
    is_own, new = now.kind == OptionKind.OWN, cleaned(facts)
    name = _named(name) if is_own else ""
    availability = availability if is_own else now.availability
    if seen != option_seen(now):
        if (now.name, now.facts or {}, now.availability) == (name, new, availability):
            return
        raise WrittenMeanwhile
    now.name, now.facts, now.availability = name, new, availability
    if taken and taken.by_name not in now.from_whom:
        now.from_whom = f"{now.from_whom}, {taken.by_name}" if now.from_whom else taken.by_name
    now.save(update_fields=["name", "facts", "availability", "from_whom"])
    if taken:
        mark_taken(taken)


@transaction.atomic
def delete_option(*, option: Option) -> None:
    """Delete a possibility; it was asked twice. Raises CannotGo for what is always there, and for what is chosen now."""
    if option.kind != OptionKind.OWN:
        raise CannotGo(_("Waiting and doing nothing are always possible, so they stay."))
    now = locked(option.choosing)
    if now.chosen == option.pk:
        raise CannotGo(_("This is what you chose. Change your mind first, then delete it."))
    Option.unguarded.filter(pk=option.pk).delete()


def begin_to_say(*, option: Option) -> UUID:
    """Begin to say to somebody who must answer that a possibility is missing; return the id of what was begun.

    Nothing is sent. The words name the possibility and nothing else of the choice; what was begun before is kept.
    """
    words = gettext("I had a choice to make. One possibility was not to be had here: %(name)s.") % {"name": option.name}
    return _begin(option.pk, option.choosing, words, kind="barrier", level="service")


def begin_to_ask_for_another(*, choosing: Choosing) -> UUID:
    """Begin to ask for another helper; return the id of what was begun. Nothing of the choice is in the words."""
    return _begin(choosing.pk, choosing, gettext("I want another helper."), kind="wish", level="individual")


def _begin(said_id: UUID, choosing: Choosing, words: str, *, kind: str, level: str) -> UUID:
    who = choosing.person_id
    if not begun(who, said_id) and not Said.unguarded.filter(pk=said_id, person_id=who).exists():
        place = {"place": choosing.person.place_id} if choosing.person.place_id else {}
        keep_begun(
            who=who, said_id=said_id, given={"words": words, "kind": kind, "level": level, "area": "health"} | place
        )
    return said_id


def _named(name: str) -> str:
    if not name.strip():
        raise NothingWritten(_("Write what it is called."))
    return name.strip()
