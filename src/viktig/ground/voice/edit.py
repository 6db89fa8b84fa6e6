"""What a moderator would publish instead of the words as they are. The voice itself is never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.fields import SealedText
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record
from viktig.ground.voice.models import OPEN_VOICE, Voice


class EditState(models.TextChoices):
    """What the one who spoke says to it."""

    ASKED = "asked", _("Asked")
    AGREED = "agreed", _("Yes")
    REFUSED = "refused", _("No")
    OWN = "own", _("In their own words")


AGREED = {EditState.AGREED, EditState.OWN}


class Edit(Record):
    """The latest text that was suggested for publishing, and what the one who spoke says to it.

    words, answer, change: as they would be published. answer_at, change_at: the turns whose words they stand for; when
    another answer has come since, that one is checked anew. version: which suggestion the one who spoke saw.
    """

    voice = models.OneToOneField(Voice, models.CASCADE, related_name="edit")
    words = SealedText(_("What was said"))
    answer = SealedText(_("The answer"))
    change = SealedText(_("What was changed"))
    answer_at = models.PositiveSmallIntegerField()
    change_at = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=EditState, default=EditState.ASKED)
    version = models.PositiveSmallIntegerField(default=1)
    asked_on = models.DateField()

    class Privacy:
        guard = Guard(kind="members", select=OPEN_VOICE, insert=OPEN_VOICE, update=OPEN_VOICE)
        sealed_with = "voice_id"
        health = ("words", "answer", "change")
        plain = ("id", "voice", "answer_at", "change_at", "state", "version", "asked_on")
