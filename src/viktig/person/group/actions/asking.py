"""Asking for a coordinator, and what came of it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.voice.classes import Right
from viktig.person.actions import NothingWritten, unchanged
from viktig.person.group.actions import DatesTheWrongWay, save_once
from viktig.person.group.actions.saying import begin_to_say
from viktig.person.group.counted import count_asked
from viktig.person.group.models import Asked, AskedOutcome
from viktig.person.group.queries import fingerprint


def ask(*, who: UUID, new_id: UUID, of: str, asked_on: date) -> Asked:
    """Write down that the person asked for a coordinator. Raises NothingWritten, DatesTheWrongWay.

    new_id: minted with the form, so that a double click or a retry writes it once.
    """
    if not of.strip():
        raise NothingWritten(_("Write whom you asked. A place is enough."))
    if asked_on > clock.today():
        raise DatesTheWrongWay(_("That day has not come yet. Write it down when you have asked."))
    return save_once(Asked(id=new_id, person_id=who, of=of.strip(), asked_on=asked_on))[0]


@transaction.atomic
def tell_outcome(*, asked: Asked, outcome: str, said: str, seen: str) -> None:
    """Say what came of asking. The first outcome is counted, with nobody in it; it can be changed later.

    seen: the fingerprint of what the page showed. Raises WrittenMeanwhile.
    """
    now = Asked.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=asked.pk)
    if (now.outcome, now.said) == (outcome, said.strip()):
        return
    unchanged(seen, fingerprint(now))
    now.outcome, now.said = outcome, said.strip()
    if outcome != AskedOutcome.WAITING and not now.is_counted:
        now.is_counted = count_asked(now)
    now.save()


def delete_asked(*, asked: Asked) -> None:
    """Delete that one has asked. Done twice it is one."""
    Asked.unguarded.filter(pk=asked.pk).delete()


def say_about_asked(*, asked: Asked) -> UUID:
    """Begin to say to somebody who must answer that one asked and got no coordinator. Return the id of what is begun."""
    day = {"day": date_format(asked.asked_on)}
    if asked.outcome == AskedOutcome.REFUSED:
        words = gettext("I asked for a coordinator on %(day)s, and they said no.") % day
    else:
        words = gettext("I asked for a coordinator on %(day)s, and I have no answer.") % day
    begin_to_say(who=asked.person_id, said_id=asked.pk, given={"words": words, "right": Right.PLAN, "area": "other"})
    return asked.pk
