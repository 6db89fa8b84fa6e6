"""Letters to bodies for which nobody answers here: to whom, from whom, and the words by which they answer once."""

from django.db import models

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.guards import members
from viktig.ground.record import Record
from viktig.ground.voice.models import OPEN_VOICE, Voice

OURS = "by_id = any(array(select open_organisations('moderator')))"
# Another user organisation goes on with a letter, when its moderators may read the voice: there is one letter a body.
SENT = f"{OURS} or exists (select from open_organisations('moderator')) and {OPEN_VOICE}"


class Letter(Record):
    """One voice on paper to one body. The paper itself is made anew each time it is printed, and never kept.

    by: the user organisation that sends it. to_address, from_address: of the two, as they stand on the paper.
    secret_digest: of the eight words printed last; those of an earlier print open nothing. used_on: when they were used.
    """

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_address = models.TextField()
    from_address = models.TextField()
    secret_digest = models.CharField(max_length=64, unique=True)
    printed_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)

    class Privacy:
        guard = members(select=SENT, insert=OURS, update=SENT, delete="false")
        plain = (
            "id",
            "voice",
            "organisation",
            "by",
            "to_address",
            "from_address",
            "secret_digest",
            "printed_on",
            "used_on",
        )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "organisation"], name="one_letter_a_body")]
