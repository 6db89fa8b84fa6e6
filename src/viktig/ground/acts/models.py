"""What those who work for an organisation have done there."""

from django.db import models

from viktig.ground.people.models import Organisation
from viktig.ground.privacy.fields import INSTALLATION, SealedText
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record


class Act(Record):
    """One thing that somebody did for an organisation, on a day. Nobody changes or deletes it; it goes after two years.

    done: of `kinds.Done`. about: the id of what it was done with, if its page may be opened. who and shown_as are
    emptied when somebody erases themselves. It holds no words, and no time finer than a day.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    who = models.UUIDField(null=True, editable=False)
    shown_as = SealedText(null=True)
    done = models.CharField(max_length=40)
    about = models.UUIDField(null=True)
    on = models.DateField()

    class Privacy:
        guard = Guard(
            kind="members",
            select="organisation_id = any(array(select open_organisations()))",
            insert="who = acting_who() and organisation_id = any(array(select open_organisations()))",
        )
        sealed_with = INSTALLATION
        identifying = ("who", "shown_as", "about")
        plain = ("id", "organisation", "done", "on")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-on", "id"], name="act_by_day")]
