"""The only way to a voice for the one who prints it: never where nobody agreed to paper, never of one's own office."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Membership, Organisation, OrganisationKind, Place
from viktig.ground.voice.models import Reach, Voice
from viktig.ground.voice.states import Side, Status

SEND = Permission.SYSTEM_VOICES_MODERATE


def senders(account: Account) -> list[Organisation]:
    """Return the user organisations for which an account sends letters."""
    kind = OrganisationKind.USER_ORGANISATION
    return [one for one in organisations_where(account, SEND) if one.kind == kind]


def voices_on_paper_for(account: Account) -> QuerySet[Voice]:
    """Return the voices that go, or went, by letter to the body that must answer now. The database decides on the place.

    Whoever works for an organisation in a voice's chain does not print it, whatever else they are.
    """
    ours = Membership.unguarded.filter(who=account.who).values("organisation")
    said_to_us = Reach.unguarded.filter(organisation__in=ours).values("voice")
    found = (
        Voice.unguarded.filter(may_print=True, held_by__answers_here=False, held_by__closed_on=None)
        .filter(holder=Side.RECEIVER)
        .exclude(status=Status.CLOSED)
        .exclude(pk__in=said_to_us)
        .select_related("held_by__place__country", "to__place__country")
    )
    return found if senders(account) else found.none()


def get_voice_on_paper_for(account: Account, voice_id: UUID) -> Voice:
    """Return a voice that this account prints, or wrote in. Raises Http404: missing, or not theirs."""
    voice: Voice = get_object_or_404(voices_on_paper_for(account), pk=voice_id)
    return voice


def sender_of(account: Account, voice: Voice) -> Organisation:
    """Return the user organisation that sends the letter: of those of the account, the nearest to where it was said."""
    ours = {one.place_id: one for one in reversed(senders(account))}
    here: Place | None = voice.to.place
    while here is not None:
        if here.pk in ours:
            return ours[here.pk]
        here = here.parent
    return next(iter(ours.values()))
