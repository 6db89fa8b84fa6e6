"""The only way to a barrier for those who join voices: the same people who check before publishing, over the same voices."""

from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When
from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.people.models import Account
from viktig.ground.voice.barrier import Barrier
from viktig.ground.voice.models import Publication, Voice
from viktig.system.barriers.many import FEW
from viktig.system.voices.access import get_voice_to_check_for, may_check, voices_checked_by
from viktig.system.voices.queries import Change, changes_in

MOST = 400  # voices that are laid beside each other; the newest


def barriers_for(account: Account) -> QuerySet[Barrier]:
    """Return the barriers that somebody who moderates may join voices to: what everybody may read, what holds a voice
    that they may read, and what is empty. The name of another tells what they may not read. Raises Http404.
    """
    if not may_check(account):
        raise Http404
    ours = Q(published__gt=0) | Q(number=0) | Q(pk__in=_with_voices_of(account))
    return Barrier.unguarded.filter(ours).select_related("place")


def get_barrier_for(account: Account, barrier_id: UUID) -> Barrier:
    """Return a barrier, for somebody who moderates. Raises Http404."""
    barrier: Barrier = get_object_or_404(barriers_for(account), pk=barrier_id)
    return barrier


def get_barrier_to_change_for(account: Account, barrier_id: UUID) -> Barrier:
    """Return a barrier, for somebody who may read a voice that is joined to it; or an empty one. Raises Http404."""
    ours = Q(number=0) | Q(pk__in=_with_voices_of(account))
    barrier: Barrier = get_object_or_404(barriers_for(account).filter(ours), pk=barrier_id)
    return barrier


def _with_voices_of(account: Account) -> QuerySet[Voice, UUID]:
    return voices_checked_by(account).exclude(barrier=None).values_list("barrier_id", flat=True)


def voices_to_join_for(account: Account) -> list[Voice]:
    """Return the voices that this account may read and join, the newest first, at most 400. Raises Http404."""
    if not may_check(account):
        raise Http404
    return list(voices_checked_by(account).order_by("-said_on", "pk")[:MOST])


def voices_in(account: Account, barrier: Barrier) -> QuerySet[Voice]:
    """Return the voices of a barrier that this account may read: there may be others."""
    return voices_checked_by(account).filter(barrier=barrier).order_by("-said_on", "pk")


def find_voice_to_join_for(account: Account, voice_id: UUID) -> Voice | None:
    """Return a voice that this account may join, or None."""
    return voices_checked_by(account).filter(pk=voice_id).first()


def get_voice_to_join_for(account: Account, voice_id: UUID) -> Voice:
    """Return a voice that this account may join. Raises Http404."""
    return get_voice_to_check_for(account, voice_id)


def open_barriers() -> list[Barrier]:
    """Return what everybody may read: something that is joined there is published. At most 100.

    What most say comes first, by the number that its page shows: the order tells no other.
    """
    found = Barrier.unguarded.filter(published__gt=0).select_related("place")
    shown = Case(When(number__gte=F("published") + FEW, then=F("number")), default=F("published"))
    return list(found.order_by(shown.desc(), "name", "pk")[:100])


def get_open_barrier(barrier_id: UUID) -> Barrier:
    """Return what several say, for everybody. Raises Http404, also when nothing of it is published."""
    found = Barrier.unguarded.filter(published__gt=0).select_related("place")
    barrier: Barrier = get_object_or_404(found, pk=barrier_id)
    return barrier


def published_in(barrier: Barrier) -> list[Change]:
    """Return what is published of a barrier, the newest first, at most 100."""
    return changes_in(Publication.unguarded.filter(barrier=barrier).order_by("-published_on", "pk")[:100])
