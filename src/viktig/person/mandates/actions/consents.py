"""What bodies may tell each other: said yes to, or not shared; taken back; and mandates that were demanded."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.person.mandates.actions.writing import LONGEST, DayOutOfReach, NotSaid
from viktig.person.mandates.counted import count_demand
from viktig.person.mandates.kinds import Given, Kind
from viktig.person.mandates.models import Consent, Demand, Passed


def consent(
    *, who: UUID, new_id: UUID, language: str, teller: str, hearer: str, kinds: list[str], other: str, purpose: str,
    way: str, witness: str, until: date | None,
) -> Consent:  # fmt: skip
    """Let one body tell another certain things, until a day. Raises NotSaid, DayOutOfReach.

    new_id: minted with the form, so that a double click or a retry says it once.
    """
    chosen = _chosen(kinds, other)
    _check_pair(teller, hearer)
    if not purpose.strip():
        raise NotSaid(_("Say in a few words what it is for."))
    if way == Given.ORAL and not witness.strip():
        raise NotSaid(_("Write who heard it."))
    if until is None or not clock.today() <= until <= clock.today() + LONGEST:
        raise DayOutOfReach(_("Choose a last day from today on, at most two years ahead."))
    said = Consent(
        id=new_id, person_id=who, teller=teller.strip(), hearer=hearer.strip(), kinds=chosen,
        other=other.strip() if Kind.OTHER in chosen else "", purpose=purpose.strip(), way=way,
        witness=witness.strip() if way == Given.ORAL else "", is_given=True, language=language, on=clock.today(),
        until=until,
    )  # fmt: skip
    return _once(said)


def not_shared(
    *, who: UUID, new_id: UUID, language: str, teller: str, hearer: str, kinds: list[str], other: str
) -> Consent:
    """Keep that something is not shared, and nothing more: no reason, and not who asked. Raises NotSaid."""
    chosen = _chosen(kinds, other)
    _check_pair(teller, hearer)
    said = Consent(
        id=new_id, person_id=who, teller=teller.strip(), hearer=hearer.strip(), kinds=chosen,
        other=other.strip() if Kind.OTHER in chosen else "", is_given=False, language=language, on=clock.today(),
    )  # fmt: skip
    return _once(said)


def _chosen(kinds: list[str], other: str) -> list[str]:
    chosen = [one.value for one in Kind if one in kinds]
    if not chosen:
        raise NotSaid(_("Choose at least one thing that it is about."))
    if Kind.OTHER in chosen and not other.strip():
        raise NotSaid(_("Write what the other thing is."))
    return chosen


def _check_pair(teller: str, hearer: str) -> None:
    if not teller.strip() or not hearer.strip():
        raise NotSaid(_("Write who may tell, and who may be told."))


def _once(said: Consent) -> Consent:
    try:
        with transaction.atomic():
            said.save(force_insert=True)
    except IntegrityError:
        written = Consent.unguarded.filter(pk=said.pk, person_id=said.person_id).first()
        if written is None:
            raise Http404 from None
        return written
    return said


def withdraw(*, consent: Consent) -> None:
    """Take a yes back, at once and without a reason. Doing it twice changes nothing."""
    given = Consent.unguarded.filter(pk=consent.pk, is_given=True, withdrawn_on=None)
    given.update(withdrawn_on=clock.today())


def note_passed(*, consent: Consent, new_id: UUID, words: str, on: date) -> None:
    """Note what was already passed on under a consent. Raises NotSaid, DayOutOfReach. new_id: as in `consent`."""
    if not consent.is_given:
        raise Http404
    if not words.strip():
        raise NotSaid(_("Write what was passed on."))
    if on > clock.today():
        raise DayOutOfReach(_("Choose a day up to today."))
    passed = Passed(id=new_id, person_id=consent.person_id, consent=consent, words=words.strip(), on=on)
    try:
        with transaction.atomic():
            passed.save(force_insert=True)
    except IntegrityError:
        if not Passed.unguarded.filter(pk=new_id, person_id=consent.person_id).exists():
            raise Http404 from None


def delete_passed(*, passed: Passed) -> None:
    """Delete a note of what was passed on. Doing it twice changes nothing."""
    Passed.unguarded.filter(pk=passed.pk).delete()


def delete_consent(*, consent: Consent) -> None:
    """Delete a consent with all that was noted on it. It was asked twice; it cannot be undone."""
    Consent.unguarded.filter(pk=consent.pk).delete()


def note_demand(*, who: UUID, new_id: UUID, body: str, words: str, ground: str) -> Demand:
    """Note that a mandate was demanded that the person thinks is not needed; it is counted, with nobody in it, once.

    Raises NotSaid. new_id: as in `consent`.
    """
    if not body.strip():
        raise NotSaid(_("Write who demanded it."))
    demand = Demand(id=new_id, person_id=who, body=body.strip(), words=words.strip(), ground=ground, on=clock.today())
    try:
        with transaction.atomic():
            demand.save(force_insert=True)
    except IntegrityError:
        written = Demand.unguarded.filter(pk=new_id, person_id=who).first()
        if written is None:
            raise Http404 from None
        return written
    Demand.unguarded.filter(pk=demand.pk).update(is_counted=count_demand(demand))
    return demand


def delete_demand(*, demand: Demand) -> None:
    """Delete what was noted. It was asked twice; what was counted stays, with nobody in it."""
    Demand.unguarded.filter(pk=demand.pk).delete()
