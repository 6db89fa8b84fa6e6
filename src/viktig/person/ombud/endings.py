"""What ends for people when the organisation of their ombud ends: the agreement, properly, and they are told."""

from uuid import UUID

from django.db import connection
from django.urls import reverse

from viktig.ground.notify.actions import tell
from viktig.ground.people.endings import ending
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.person.ombud import actions
from viktig.person.ombud.queries import active_agreement


@ending("agreements with its ombuds that end, each person is told")
def end_agreements(ended: Organisation, successor: Organisation | None, *, do: bool) -> int:
    """End the agreements with those who are ombuds there and nowhere else. One who is ombud elsewhere too goes on."""
    people = _due_agreements(ended)
    for person in people if do else []:
        with acting_as(person, because="person.ombud.end_agreements"):
            agreement = active_agreement(person)
            if agreement is not None:
                actions.end(agreement=agreement, with_organisation=True)
                tell(person, address=reverse("person:ombud-own"))
    return len(people)


def _due_agreements(ended: Organisation) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select who from due_agreements(%s)", [ended.pk])
        return [who for (who,) in cursor.fetchall()]
