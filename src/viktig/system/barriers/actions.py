"""Joining voices that say the same, and taking them out again. A voice keeps its own words, answer and judgement."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground.acts.actions import note_act_of_users
from viktig.ground.acts.kinds import Done
from viktig.ground.people.models import Place
from viktig.ground.rules import RuleBroken
from viktig.ground.voice.barrier import Barrier
from viktig.ground.voice.models import Voice


class JoinedElsewhere(RuleBroken):
    """Somebody joined one of the voices to another barrier meanwhile."""


class NotEmpty(RuleBroken):
    """Voices are joined to the barrier still."""


@transaction.atomic
def name_barrier(*, name: str, kind: str, area: str, place: Place, language: str, voices: Sequence[Voice]) -> Barrier:
    """Make a barrier of voices that say the same. name: short and public. Raises JoinedElsewhere."""
    barrier = Barrier(name=name, kind=kind, area=area, place=place, language=language)
    barrier.save(force_insert=True)
    _join(barrier, voices)
    note_act_of_users(Done.NAMED, about=barrier.pk)
    return barrier


@transaction.atomic
def join(*, barrier: Barrier, voices: Sequence[Voice]) -> None:
    """Join voices to a barrier. Those that are joined to it already stay. Raises JoinedElsewhere."""
    if _join(barrier, voices):
        note_act_of_users(Done.JOINED, about=barrier.pk)


def _join(barrier: Barrier, voices: Sequence[Voice]) -> int:
    ids = [voice.pk for voice in voices if voice.barrier_id != barrier.pk]
    if Voice.unguarded.filter(pk__in=ids, barrier=None).update(barrier=barrier) != len(ids):
        raise JoinedElsewhere(_("One of these is joined to something else already. Take it out there first."))
    return len(ids)


@transaction.atomic
def take_out(*, barrier: Barrier, voice: Voice) -> None:
    """Take a voice out of a barrier. Done twice, it is out once."""
    if Voice.unguarded.filter(pk=voice.pk, barrier=barrier).update(barrier=None):
        note_act_of_users(Done.TOOK_OUT, about=barrier.pk)


@transaction.atomic
def rename(*, barrier: Barrier, name: str, kind: str) -> None:
    """Give a barrier another name or kind."""
    Barrier.unguarded.filter(pk=barrier.pk).update(name=name, kind=kind)
    note_act_of_users(Done.RENAMED, about=barrier.pk)


@transaction.atomic
def remove(*, barrier: Barrier) -> None:
    """Remove a barrier that no voice is joined to. Raises NotEmpty."""
    if not Barrier.unguarded.filter(pk=barrier.pk, number=0).delete()[0]:
        raise NotEmpty(_("Something is still joined to this. Take it out first."))
    note_act_of_users(Done.DELETED)
