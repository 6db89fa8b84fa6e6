"""The only way to a voice for the one who checks it before it is published; and to what is published."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground import clock
from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Membership, OrganisationKind
from viktig.ground.voice.edit import EditState
from viktig.ground.voice.models import Publication, Reach, Voice
from viktig.ground.voice.publishing import ASK_AGAIN_AFTER
from viktig.ground.voice.states import Status
from viktig.system.voices.queries import Change, changes_in

CHECK = Permission.SYSTEM_VOICES_MODERATE


def may_check(account: Account) -> bool:
    """Say whether an account checks for any user organisation."""
    kind = OrganisationKind.USER_ORGANISATION
    return any(one.kind == kind for one in organisations_where(account, CHECK))


def voices_checked_by(account: Account) -> QuerySet[Voice]:
    """Return the voices that this account checks: agreed to, answered, in the area of their user organisation.

    The database decides on area and consent. Whoever works for an organisation in a voice's chain does not check it,
    whatever else they are: the one who is spoken to is never the one who checks.
    """
    ours = Membership.unguarded.filter(who=account.who).values("organisation")
    said_to_us = Reach.unguarded.filter(organisation__in=ours).values("voice")
    found = (
        Voice.unguarded.filter(may_publish=True, status__in=[Status.ANSWERED, Status.CHANGED, Status.CLOSED])
        .exclude(pk__in=said_to_us)
        .select_related("held_by", "to")
    )
    return found if may_check(account) else found.none()


def voices_to_check_for(account: Account) -> QuerySet[Voice]:
    """Return those that wait for a check: not published yet, or something came since, and nobody else is to speak first."""
    return voices_checked_by(account).filter(unchecked=True).exclude(_waits_for_others())


def voices_waiting_for_others(account: Account) -> QuerySet[Voice]:
    """Return those whose speaker is asked about a text, and serious ones that are talked about first."""
    return voices_checked_by(account).filter(_waits_for_others(), unchecked=True)


def _waits_for_others() -> Q:
    today = clock.today()
    asked = Q(edit__state=EditState.ASKED, edit__asked_on__gt=today - ASK_AGAIN_AFTER)
    return asked | Q(publish_from__gt=today)


def get_voice_to_check_for(account: Account, voice_id: UUID) -> Voice:
    """Return a voice that this account checks, published or not. Raises Http404: missing, or not theirs to check."""
    voice: Voice = get_object_or_404(voices_checked_by(account), pk=voice_id)
    return voice


def get_published(publication_id: UUID) -> Publication:
    """Return what everybody may read, as a row. Raises Http404."""
    published: Publication = get_object_or_404(
        Publication.unguarded.select_related("organisation__answers_to", "place"), pk=publication_id
    )
    return published


def get_publication(publication_id: UUID) -> Change:
    """Return what everybody may read. Raises Http404."""
    found = changes_in(Publication.unguarded.filter(pk=publication_id))
    if not found:
        raise Http404
    return found[0]
