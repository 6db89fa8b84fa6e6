"""Words that a person tells face to face, so that somebody can share with them. Shares and the log lie in ground."""

from django.db import models

from viktig.ground.people.models import Person
from viktig.ground.privacy.fields import SealedText
from viktig.ground.privacy.guards import Guard
from viktig.ground.record import Record


class ContactWords(Record):
    """That somebody can be found by four words for an hour. Only the digest of the words is kept.

    Whoever types the words gets the name through the function `who_has_words`; nobody can list these rows.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    name = SealedText()
    ends_at = models.DateTimeField()

    class Privacy:
        guard = Guard(
            kind="person",
            owner="person_id",
            select="person_id = acting_who()",
            insert="person_id = acting_who()",
            delete="person_id = acting_who()",
        )
        sealed_with = "person_id"
        identifying = ("person", "digest", "name")
        plain = ("id", "ends_at")
