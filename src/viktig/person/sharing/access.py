"""The only way to a share, a line of the log and a question about one. Each belongs to one person, or is asked of one."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, roles_on
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account
from viktig.ground.privacy.models import LogEntry, LogQuestion, Share

EDIT = Permission.PERSON_SHARING_EDIT
ROOM = "sharing"


def get_share_for(account: Account, share_id: UUID) -> Share:
    """Return a share that this account's person has given. Raises Http404 for all others."""
    share = get_object_or_404(Share.unguarded, pk=share_id, person_id=account.who)
    authorize(account, EDIT, roles=roles_on(account, share.person_id, room=ROOM), about=share, person_id=account.who)
    return share


def get_log_entry_for(account: Account, entry_id: UUID) -> LogEntry:
    """Return a line of the log of this account's person. Raises Http404 for all others."""
    entry = get_object_or_404(LogEntry.unguarded, pk=entry_id, person_id=account.who)
    authorize(account, EDIT, roles=roles_on(account, entry.person_id, room=ROOM), about=entry, person_id=account.who)
    return entry


def get_question_to(account: Account, question_id: UUID) -> LogQuestion:
    """Return a question that somebody asked this account: why did you look? Raises Http404 for all others."""
    return get_object_or_404(LogQuestion.unguarded, pk=question_id, reader=account.who)
