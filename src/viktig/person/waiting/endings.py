"""What becomes of waiting for an ombud of an organisation that ends."""

from django.urls import reverse

from viktig.ground.notify.actions import tell
from viktig.ground.people.endings import ending
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.person.waiting import actions
from viktig.person.waiting.access import wait_of
from viktig.person.waiting.queries import due_waits


@ending("people who wait for one of its ombuds, each is told")
def move_waits(ended: Organisation, successor: Organisation | None, *, do: bool) -> int:
    """Let those who wait there wait on with the one that takes over, with the same month; else tell them that it ended."""
    number = 0
    for who in due_waits():
        with acting_as(who, because="person.waiting.move_waits"):
            wait = wait_of(who)
            if wait is None or wait.load["organisation"] != str(ended.pk):
                continue
            number += 1
            if not do:
                continue
            if successor is not None:
                actions.move(wait=wait, to=successor)
            tell(who, address=reverse("person:waiting"))
    return number
