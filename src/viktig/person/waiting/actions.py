"""What is done about waiting. The person's side only puts sealed parcels among what waits to leave their room; the worker
writes and takes away the tickets, so that no row of a person is ever written together with a ticket."""

import json
import uuid
from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from viktig.ground import clock
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import waiting
from viktig.person.waiting.models import Wait
from viktig.person.waiting.queries import has_room

BEGUN, ENDED = "ticket", "ticket_ended"


@transaction.atomic
def wait(*, who: UUID, organisation: Organisation, flags: Collection[str]) -> Wait:
    """Let a person wait for an ombud of an organisation. Who waits already keeps their place; sent twice, it is one wait.

    flags: what they allow the service to know.
    """
    load = {
        "ticket": str(uuid.uuid4()),
        "organisation": str(organisation.pk),
        "since": clock.today().replace(day=1).isoformat(),
        "flags": sorted(flags),
        "told": has_room(organisation.pk),
    }
    begun = Wait(person_id=who, load=load)
    try:
        with transaction.atomic():
            begun.save(force_insert=True)
    except IntegrityError:
        return Wait.unguarded.get(person_id=who)
    _send_ticket(begun)
    return begun


@transaction.atomic
def allow(*, wait: Wait, flags: Collection[str]) -> None:
    """Change what the service may know. A new ticket with the same month takes the old one's place."""
    now = Wait.unguarded.select_for_update().filter(pk=wait.pk).first()
    if now is None or now.load["flags"] == sorted(flags):
        return
    waiting.put(ENDED, {"ticket": now.load["ticket"], "chosen_on": None})
    now.load = now.load | {"ticket": str(uuid.uuid4()), "flags": sorted(flags)}
    now.save(update_fields=["load"])
    _send_ticket(now)


@transaction.atomic
def move(*, wait: Wait, to: Organisation) -> None:
    """Let somebody wait on with the organisation that took over, with the same month. Done twice it changes nothing."""
    now = Wait.unguarded.select_for_update().filter(pk=wait.pk).first()
    if now is None or now.load["organisation"] == str(to.pk):
        return
    waiting.put(ENDED, {"ticket": now.load["ticket"], "chosen_on": None})
    now.load = now.load | {"ticket": str(uuid.uuid4()), "organisation": str(to.pk), "told": has_room(to.pk)}
    now.save(update_fields=["load"])
    _send_ticket(now)


def stop(*, who: UUID) -> None:
    """Let a person wait no more, without a reason. Doing it twice changes nothing."""
    _end(who, chosen=None)


def chosen(*, who: UUID, organisation_id: UUID) -> None:
    """End what a person waits for, since they have chosen an ombud. It counts how long it was, if it was of that place."""
    _end(who, chosen=organisation_id)


@transaction.atomic
def _end(who: UUID, *, chosen: UUID | None) -> None:
    ended = Wait.unguarded.select_for_update().filter(person_id=who).first()
    if ended is None:
        return
    load = ended.load
    counts = chosen is not None and load["organisation"] == str(chosen)
    chosen_on = clock.today().replace(day=1).isoformat() if counts else None
    ended.delete()
    waiting.put(ENDED, {"ticket": load["ticket"], "chosen_on": chosen_on})


def _send_ticket(wait: Wait) -> None:
    waiting.put(BEGUN, {name: wait.load[name] for name in ("ticket", "organisation", "since", "flags")})


def deliver() -> None:
    """Write the tickets that wait, shuffled, then take away those that ended: each kind in one transaction."""
    with acting_as(None, because="person.waiting.deliver"), connection.cursor() as cursor:
        for load in [parcel.load for parcel in waiting.take(BEGUN)]:
            if Organisation.unguarded.filter(pk=load["organisation"]).exists():
                cursor.execute(
                    "select begin_ticket(%s, %s, %s, %s)",
                    [load["ticket"], load["organisation"], load["since"], json.dumps(load["flags"])],
                )
    with acting_as(None, because="person.waiting.deliver"), connection.cursor() as cursor:
        for load in [parcel.load for parcel in waiting.take(ENDED)]:
            cursor.execute("select end_ticket(%s, %s)", [load["ticket"], load["chosen_on"]])


def look_for_room(*, who: UUID) -> None:
    """Tell whoever acts that there is room where they wait, once. When it is full again, they are told the next time.

    Nobody is matched: it is for the person to choose.
    """
    now = Wait.unguarded.select_for_update().filter(person_id=who).first()
    if now is None:
        return
    room = has_room(now.load["organisation"])
    if room == now.load["told"]:
        return
    now.load = now.load | {"told": room}
    now.save(update_fields=["load"])
    if room:
        tell(who, address=reverse("person:waiting"))
