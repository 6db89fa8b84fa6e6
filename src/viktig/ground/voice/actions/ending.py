"""When an organisation ends: it becomes part of another, or nobody takes over. One transaction; twice it changes nothing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from viktig.ground import clock
from viktig.ground.people.endings import ENDINGS
from viktig.ground.people.models import Invitation, Membership, Organisation, OrganisationKind
from viktig.ground.privacy.acting import acting_as
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import states
from viktig.ground.voice.actions.turns import take_turn
from viktig.ground.voice.models import Reach, Voice
from viktig.ground.voice.states import Act, Side

WHY = "ground.voice.end_organisation"


class CannotEnd(RuleBroken):
    """The organisation cannot end in this way."""


@dataclass(frozen=True)
class Consequences:
    """What ends or moves with an organisation, counted. already: it has ended so before, and nothing is left to do.

    rooms: what the rooms count, by what it is.
    """

    already: bool = False
    held: int = 0
    on_the_way: int = 0
    below: int = 0
    members: int = 0
    invitations: int = 0
    rooms: tuple[tuple[str, int], ...] = ()


@transaction.atomic
def end_organisation(ended: Organisation, *, successor: Organisation | None, do: bool) -> Consequences:
    """End an organisation: its open voices move to the one that takes over, else one level up as far as each may go; the
    bodies below answer to the next one; memberships and invitations end; forms offer it no more.

    do: False counts only. Acts for nobody. Raises CannotEnd. What was published keeps the old name.
    """
    ended = Organisation.unguarded.select_for_update().get(pk=ended.pk)
    successor = successor and Organisation.unguarded.select_for_update().get(pk=successor.pk)
    if ended.closed_on is not None:
        if ended.part_of_id != (successor.pk if successor else None):
            raise CannotEnd("This organisation has ended already, in another way.")
        return Consequences(already=True)
    _check(ended, successor)
    rooms = tuple((what, give(ended, successor, do=do)) for what, give in ENDINGS.items())
    moves = _due_moves(ended)
    members, invitations = _people(ended, do=do)
    found = Consequences(
        held=sum(holder == ended.pk for holder, _voice in moves),
        on_the_way=sum(holder != ended.pk for holder, _voice in moves),
        below=Organisation.unguarded.filter(answers_to=ended).count(),
        members=members,
        invitations=invitations,
        rooms=rooms,
    )
    if do:
        _rewire(ended, successor)
        for holder, voice_id in moves:
            with acting_as(None, because=WHY, organisation=holder):
                _move(Voice.unguarded.select_related("held_by").get(pk=voice_id), ended, successor)
    return found


def _check(ended: Organisation, successor: Organisation | None) -> None:
    if successor is None:
        return
    if successor.pk == ended.pk:
        raise CannotEnd("An organisation cannot become part of itself.")
    if successor.closed_on is not None:
        raise CannotEnd(f"{successor.name} has ended itself, and can take nothing over.")
    users = OrganisationKind.USER_ORGANISATION
    if (ended.kind == users) != (successor.kind == users):
        raise CannotEnd("A user organisation and a body that must answer cannot take each other over.")


def _due_moves(ended: Organisation) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute("select organisation, voice from due_moves(%s)", [ended.pk])
        return list(cursor.fetchall())


def _people(ended: Organisation, *, do: bool) -> tuple[int, int]:
    """Count the memberships and open invitations of an organisation, and end them."""
    with acting_as(None, because=WHY, organisation=ended.pk):
        members = Membership.unguarded.filter(organisation=ended)
        invitations = Invitation.unguarded.filter(organisation=ended)
        found = members.count(), invitations.count()
        if do:
            invitations.delete()
            members.delete()
    return found


def _rewire(ended: Organisation, successor: Organisation | None) -> None:
    """Close it, let what it answered for be answered for, and let the bodies below answer to the next one."""
    if successor is not None:
        successor.areas = [*successor.areas, *(one for one in ended.areas if one not in successor.areas)]
        successor.save(update_fields=["areas"])
    Organisation.unguarded.filter(pk=ended.pk).update(closed_on=clock.today(), part_of=successor, answers_here=False)
    with connection.cursor() as cursor:
        cursor.execute("select answer_to_the_next(%s)", [ended.pk])
    if successor is not None:
        successor.refresh_from_db()
    ended.refresh_from_db()


def _move(voice: Voice, ended: Organisation, successor: Organisation | None) -> None:
    """Move a voice that the ended body holds; where it only lies ahead, let the one that takes over stand there."""
    today = clock.today()
    if voice.held_by_id != ended.pk:
        _stand_in(voice, ended, successor)
        return
    to = successor or _next_above(voice)
    state = states.moved(voice.state, today, days=to.answer_days if to else ended.answer_days)
    take_turn(voice, state, today, side=Side.HOUSE, act=Act.ENDED, organisation=ended, held_by=to)
    if to is not None:
        _reached(voice, to, today)


def _next_above(voice: Voice) -> Organisation | None:
    ahead = voice.chain.filter(reached_on=None, organisation__closed_on=None).order_by("position")
    above = ahead.select_related("organisation").first()
    return above.organisation if above else None


def _stand_in(voice: Voice, ended: Organisation, successor: Organisation | None) -> None:
    if successor is None or voice.chain.filter(organisation=successor).exists():
        return  # a body that has ended is passed over on the way
    Reach.unguarded.filter(voice=voice, organisation=ended, reached_on=None).update(organisation=successor)


def _reached(voice: Voice, to: Organisation, today: date) -> None:
    last = voice.chain.order_by("position").last()
    Reach.unguarded.update_or_create(
        voice=voice,
        organisation=to,
        defaults={"reached_on": today},
        create_defaults={"reached_on": today, "position": last.position + 1 if last else 0},
    )
