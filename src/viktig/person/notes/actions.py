"""Writing one's own words beside what somebody else wrote, and taking them away. Access has seen to whose they are."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.beside import Beside
from viktig.ground.privacy.models import OwnNote
from viktig.person.actions import NothingWritten, unchanged
from viktig.person.notes.queries import fingerprint


@transaction.atomic
def write_note(*, person: UUID, room: str, item: UUID, about: Beside, words: str, seen: str) -> OwnNote:
    """Write the person's own words beside something. Whoever sees that, sees them.

    seen: the fingerprint of the note that the form showed. Raises NothingWritten, WrittenMeanwhile.
    """
    if not words.strip():
        raise NothingWritten(_("Write how you see it first."))
    acting().found.clear()
    which = {"person_id": person, "room": room, "item": item}
    now = OwnNote.unguarded.select_for_update().filter(**which).first()
    if now is None:
        new = OwnNote(**which, within=about.within, words=words.strip(), written_at=timezone.now())
        try:
            with transaction.atomic():
                new.save(force_insert=True)
        except IntegrityError:  # another tab, or the same button twice, was first
            now = OwnNote.unguarded.select_for_update().get(**which)
        else:
            return new
    if now.words == words.strip():
        return now
    unchanged(seen, fingerprint(now))
    now.words, now.within, now.written_at = words.strip(), about.within, timezone.now()
    now.save(update_fields=["words", "within", "written_at"])
    return now


def take_away(*, note: OwnNote) -> None:
    """Take a note away for good. It was asked twice; doing it twice changes nothing."""
    OwnNote.unguarded.filter(pk=note.pk).delete()
    acting().found.clear()
