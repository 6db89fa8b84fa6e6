"""Who is around the person: coming, leaving, coming back, and how they work together."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.actions import NothingWritten, unchanged
from viktig.person.group.actions import DatesTheWrongWay, save_once
from viktig.person.group.counted import count_change
from viktig.person.group.models import Circle, Part, Participant
from viktig.person.group.queries import fingerprint

ASKED_ABOUT = (Part.COORDINATOR, Part.CONTACT)  # with a new one of these the person is asked anew how it goes


@transaction.atomic
def add_participant(
    *,
    who: UUID,
    new_id: UUID,
    name: str,
    part: str,
    role: str = "",
    body: str = "",
    in_group: bool = False,
    receiver: UUID | None = None,
    started_on: date | None = None,
) -> Participant:
    """Write down somebody around the person. From the first helper on, the person is asked how it goes.

    Raises NothingWritten. new_id: minted with the form, so that a double click or a retry writes it once.
    """
    added = Participant(
        id=new_id, person_id=who, part=part, in_group=in_group, receiver=receiver, started_on=started_on
    )
    _write_words(added, name, role, body)
    added, is_new = save_once(added)
    if is_new and part != Part.CLOSE:
        _ask_from(who, started_on or clock.today(), anew=part in ASKED_ABOUT)
    return added


@transaction.atomic
def write_participant(
    *,
    participant: Participant,
    name: str,
    part: str,
    role: str,
    body: str,
    in_group: bool,
    receiver: UUID | None,
    started_on: date | None,
    seen: str,
) -> None:
    """Write anew who somebody is. seen: the fingerprint of what the form showed.

    Raises NothingWritten, WrittenMeanwhile, DatesTheWrongWay.
    """
    now = Participant.unguarded.select_for_update().get(pk=participant.pk)
    unchanged(seen, fingerprint(now))
    if started_on and now.ended_on and started_on > now.ended_on:
        raise _left_before_they_came()
    now.part, now.in_group, now.receiver, now.started_on = part, in_group, receiver, started_on
    _write_words(now, name, role, body)
    now.save()


@transaction.atomic
def leave(*, participant: Participant, ended_on: date, handover: str, ended_words: str) -> None:
    """Say that somebody is no longer there, since when, and how it was handed over. Counted once, with nobody in it.

    Said twice, the later words stand. Raises DatesTheWrongWay.
    """
    now = Participant.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=participant.pk)
    if ended_on > clock.today():
        raise DatesTheWrongWay(_("That day has not come yet. Say it when they have left."))
    if now.started_on and ended_on < now.started_on:
        raise _left_before_they_came()
    now.ended_on, now.handover, now.ended_words = ended_on, handover, ended_words.strip()
    now.is_counted = now.is_counted or count_change(now)
    now.save()


@transaction.atomic
def come_back(*, participant: Participant) -> None:
    """Let somebody be there again: they came back, or it was a mistake. What was said about the end is forgotten."""
    now = Participant.unguarded.select_for_update().get(pk=participant.pk)
    now.ended_on, now.handover, now.ended_words = None, "", ""
    now.save()


def delete_participant(*, participant: Participant) -> None:
    """Delete somebody from the list for good. What is shared with them is not ended by it. Done twice it is one."""
    Participant.unguarded.filter(pk=participant.pk).delete()


@transaction.atomic
def write_circle(*, who: UUID, how_often: str, who_calls: str, seen: str) -> None:
    """Write how often those who help meet, and who calls them. seen: as above. Raises WrittenMeanwhile."""
    now = _circle(who)
    unchanged(seen, fingerprint(now))
    now.how_often, now.who_calls = how_often.strip(), who_calls.strip()
    now.save()


def _write_words(row: Participant, name: str, role: str, body: str) -> None:
    if not name.strip():
        raise NothingWritten(_("Write a name. What you call them is enough."))
    row.name, row.role, row.body = name.strip(), role.strip(), body.strip()


def _left_before_they_came() -> DatesTheWrongWay:
    return DatesTheWrongWay(_("The last day cannot be before the first one."))


def _ask_from(who: UUID, day: date, *, anew: bool) -> None:
    circle = _circle(who)
    if circle.asked_from is None or (anew and day > circle.asked_from):
        circle.asked_from, circle.told = day, 0
        circle.save()


def _circle(who: UUID) -> Circle:
    """Return the one row of the person, locked; made when it is not there."""
    try:
        with transaction.atomic():
            if not Circle.unguarded.filter(person_id=who).exists():
                Circle(person_id=who).save(force_insert=True)
    except IntegrityError:
        pass  # another tab was first
    return Circle.unguarded.select_for_update().get(person_id=who)
