"""The only way to a voice for the one who must answer."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import GRANTS, OrganisationRole, Permission
from viktig.ground.people.models import Account, Membership, Organisation
from viktig.ground.voice.models import Voice

READ = Permission.SERVICE_REPLIES_READ


def voices_for(account: Account, permission: Permission = READ) -> QuerySet[Voice]:
    """Return the voices that have reached an organisation in which the account may do this.

    The database shows more to somebody who is also a moderator elsewhere; here only what was said to us counts.
    """
    roles = [role for role in OrganisationRole if permission in GRANTS[role]]
    ours = Membership.unguarded.filter(who=account.who, role__in=roles).values("organisation")
    return Voice.unguarded.filter(reached__overlap=ours).select_related("held_by", "to__place__country")


def get_voice_for(account: Account, voice_id: UUID, permission: Permission) -> Voice:
    """Return the voice, or raise Http404: missing, never reached us, or no role of ours grants this. One query for all.

    Whether we hold it now is not asked here but by the actions: whoever wrote while it moved on keeps their words.
    """
    voice: Voice = get_object_or_404(voices_for(account, permission), pk=voice_id)
    return voice


def our_organisations(account: Account) -> list[Organisation]:
    """Return the organisations for which the account answers, by name."""
    return list(organisations_where(account, READ))
