"""What lies in this room about a person, for the file with everything (docs/my-data.md)."""

from typing import Any
from uuid import UUID

from viktig.ground.privacy.models import Block, Share
from viktig.ground.privacy.queries import blocks_of
from viktig.person.sharing.queries import Got, Look, every_look, every_share, shared_with


def export_sharing(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return a person's shares, whom they have blocked, the log of who has looked, and what was asked about it."""
    return {
        "shares": [_share(one) for one in every_share(who)],
        "blocked": [_block(one) for one in blocks_of(who)],
        "looked": [_look(one) for one in every_look(who)],
        "shared_with_me": [_got(one) for one in shared_with(who)],
    }


def _share(one: Share) -> dict[str, Any]:
    return {
        "room": one.room,
        "item": str(one.item) if one.item else None,
        "with": one.receiver_name,
        "from": one.receiver_from,
        "level": one.level,
        "purpose": one.purpose,
        "starts_at": one.starts_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
    }


def _block(one: Block) -> dict[str, Any]:
    ended_on = one.ended_on.isoformat() if one.ended_on else None
    return {"name": one.name, "since": one.since.isoformat(), "ended_on": ended_on}


def _look(look: Look) -> dict[str, Any]:
    one = look.entry
    return {
        "name": one.reader_name or look.name,
        "from": one.reader_from or "",
        "level": one.role,
        "room": one.room,
        "item": str(one.item),
        "action": one.action,
        "granted": one.granted,
        "because": one.because or "",
        "half_hour": one.half_hour.isoformat(),
        "asked_on": look.question.asked_on.isoformat() if look.question else None,
        "answer": look.question.answer if look.question else None,
    }


def _got(one: Got) -> dict[str, Any]:
    return {
        "name": one.name,
        "room": one.share.room,
        "level": one.share.level,
        "ends_at": one.share.ends_at.isoformat(),
    }
