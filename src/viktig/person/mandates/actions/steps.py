"""The steps of a mandate: signed, handed in, accepted or refused, and taken back."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.pictures import Picture
from viktig.person.mandates.actions.writing import (
    ChangedBeforeSigning,
    DayOutOfReach,
    NotNow,
    NotSaid,
    check_days,
    locked,
)
from viktig.person.mandates.counted import count
from viktig.person.mandates.kinds import Ended, Status, Way
from viktig.person.mandates.models import Mandate, Signature
from viktig.person.mandates.queries import ALL, fingerprint


def is_whole(mandate: Mandate) -> bool:
    """Say whether a mandate says all that a paper needs before it is signed."""
    return bool(mandate.body and mandate.powers and mandate.giver_name)


@transaction.atomic
def sign(*, mandate: Mandate, way: Way, picture: Picture | None, seen: str) -> None:
    """Sign a mandate. From now on its words stand; the one it replaces has ended. Signing twice is signing once.

    picture: the name as drawn, or a photo of the signed paper, if one was taken. seen: the fingerprint of all words that
    the page showed. Raises NotSaid, DayOutOfReach, ChangedBeforeSigning.
    """
    now = locked(mandate)
    if now.status != Status.DRAFT:
        return
    if not is_whole(now):
        raise NotSaid(_("Say first what they may do, and write your name."))
    if way == Way.DRAWN and picture is None:
        raise NotSaid(_("Draw your name first."))
    if seen != fingerprint(now, ALL):
        raise ChangedBeforeSigning(_("This was changed in another window. Read it once more before you sign."))
    check_days(now.starts_on, now.until)
    Signature(
        person_id=now.person_id,
        mandate=now,
        way=way,
        has_picture=picture is not None,
        picture=picture.large if picture else b"",
    ).save(force_insert=True)
    now.status, now.signed_on = Status.SIGNED, clock.today()
    now.save(update_fields=["status", "signed_on"])
    if now.replaces_id:
        earlier = Mandate.unguarded.exclude(status=Status.DRAFT).filter(pk=now.replaces_id, ended="")
        earlier.update(ended=Ended.SUPERSEDED, ended_on=clock.today())


def hand_in(*, mandate: Mandate, on: date, to: str) -> None:
    """Note that the paper was handed in. Raises DayOutOfReach, NotNow."""
    _check_past(on, mandate.signed_on)
    _go_on(mandate, {Status.SIGNED}, status=Status.DELIVERED, delivered_on=on, delivered_to=to.strip())


def accept(*, mandate: Mandate, on: date) -> None:
    """Note that the body has accepted it, perhaps after it said no. Raises DayOutOfReach, NotNow."""
    _check_past(on, mandate.delivered_on)
    values = {"status": Status.ACCEPTED, "answered_on": on, "reason": "", "reason_words": ""}
    _go_on(mandate, {Status.DELIVERED, Status.REFUSED}, **values)


def refuse(*, mandate: Mandate, on: date, reason: str, words: str) -> None:
    """Note that the body did not accept it, and why. Raises DayOutOfReach, NotNow."""
    _check_past(on, mandate.delivered_on)
    values = {"status": Status.REFUSED, "answered_on": on, "reason": reason, "reason_words": words.strip()}
    _go_on(mandate, {Status.DELIVERED}, **values)


def _check_past(on: date, after: date | None) -> None:
    if on > clock.today() or (after and on < after):
        raise DayOutOfReach(_("Choose a day up to today, and not before the step before it."))


@transaction.atomic
def _go_on(mandate: Mandate, before: set[Status], **values: Any) -> None:
    """Take one step. The first time, it is counted, with nobody in it. The same step twice is one."""
    now = locked(mandate)
    if now.status == values["status"] and all(getattr(now, name) == value for name, value in values.items()):
        return
    if now.status not in before or now.ended:
        raise NotNow(_("This was moved in another window. Look where it is now, then choose again."))
    for name, value in values.items():
        setattr(now, name, value)
    changed = list(values)
    signature = Signature.unguarded.filter(mandate=now).values_list("way", flat=True).first()
    if now.status not in (now.counted or []) and count(now, signature or Way.PAPER):
        now.counted = [*(now.counted or []), str(now.status)]
        changed.append("counted")
    now.save(update_fields=changed)


@transaction.atomic
def step_back(*, mandate: Mandate, seen: str) -> None:
    """Take the last step back, when it was a mistake: as it was before it. seen: the status that the page showed."""
    now = locked(mandate)
    if now.status != seen or now.ended:
        return
    if now.status in {Status.ACCEPTED, Status.REFUSED}:
        now.status, now.answered_on, now.reason, now.reason_words = Status.DELIVERED, None, "", ""
    elif now.status == Status.DELIVERED:
        now.status, now.delivered_on, now.delivered_to = Status.SIGNED, None, ""
    elif now.status == Status.SIGNED:
        now.status, now.signed_on = Status.DRAFT, None
        Signature.unguarded.filter(mandate=now).delete()
        if now.replaces_id:
            earlier = Mandate.unguarded.filter(pk=now.replaces_id, ended=Ended.SUPERSEDED)
            earlier.update(ended="", ended_on=None, told_on=None)
    now.save()


# Ending -----------------------------------------------------------------------------------------------------------------


def revoke(*, mandate: Mandate) -> None:
    """Take a mandate back, at once and without a reason. Doing it twice changes nothing."""
    signed = Mandate.unguarded.filter(pk=mandate.pk, ended="").exclude(status=Status.DRAFT)
    signed.update(ended=Ended.REVOKED, ended_on=clock.today())


def let_stand(*, mandate: Mandate) -> None:
    """Let a mandate stand after all that was taken back by mistake, as long as the body was not told."""
    Mandate.unguarded.filter(pk=mandate.pk, ended=Ended.REVOKED, told_on=None).update(ended="", ended_on=None)


def note_told(*, mandate: Mandate) -> None:
    """Note that the body has been told that this has ended. Saying it twice changes nothing."""
    Mandate.unguarded.filter(pk=mandate.pk, told_on=None).exclude(ended="").update(told_on=clock.today())


def delete(*, mandate: Mandate) -> None:
    """Delete a mandate with its signature, and the shares of it alone. It was asked twice; it cannot be undone."""
    end_shares(person=mandate.person_id, item=mandate.pk)
    Mandate.unguarded.filter(pk=mandate.pk).delete()
