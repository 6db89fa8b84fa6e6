"""The person's own notes, for the file with everything, and what tells whether one changed."""

from typing import Any
from uuid import UUID

from viktig.ground.privacy.models import OwnNote
from viktig.ground.privacy.sealing import fingerprint_of


def fingerprint(note: OwnNote | None) -> str:
    """Return what tells whether a note changed since a form was opened, and nothing about it; empty for none."""
    return fingerprint_of(note.pk, note.words) if note else ""


def export_notes(who: UUID) -> list[dict[str, Any]]:
    """Return a person's own notes beside what others wrote (docs/my-data.md)."""
    return [
        {"room": one.room, "item": str(one.item), "words": one.words, "written_at": one.written_at.isoformat()}
        for one in OwnNote.unguarded.filter(person_id=who).order_by("written_at", "pk")
    ]
