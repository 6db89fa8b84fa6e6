"""Writing a mandate, before it is signed: who may act, where, in what, and what they may do."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.rules import RuleBroken
from viktig.person.actions import unchanged
from viktig.person.mandates.kinds import NEED_INFORMATION, Power, Status
from viktig.person.mandates.models import Mandate
from viktig.person.mandates.queries import WHAT, WHO_AND_WHERE, fingerprint

LENT = ("information", "limits", "giver_name", "birth_date", "language")
LONGEST = timedelta(days=731)  # two years, a leap day among them


class NotSaid(RuleBroken):
    """Something that a paper cannot be without was not said."""


class DayOutOfReach(RuleBroken):
    """A day lies before another one, or too far away."""


class ChangedBeforeSigning(RuleBroken):
    """What the page showed is not what stands there now, so it is not signed."""


class NotNow(RuleBroken):
    """It has come further, or has ended, since this page was opened."""


def begin(
    *,
    who: UUID,
    language: str,
    new_id: UUID,
    replaces: Mandate | None = None,
    like: Mandate | None = None,
    **values: Any,
) -> Mandate:
    """Begin a mandate: who may act, towards which body, in which matter, from when until when. Raises as `check`.

    new_id: minted with the form, so that a double click or a retry begins it once. replaces: the one that this will take
    the place of when it is signed, for the same body. like: one that lends its words, for the same or another body; what
    was ticked there is asked again.
    """
    cleaned = check(**values)
    if replaces is not None:
        cleaned |= {"body": replaces.body, "office": replaces.office}
    lent = {name: getattr(like, name) for name in LENT} if like else {"language": language}
    mandate = Mandate(id=new_id, person_id=who, replaces=replaces, powers=[], counted=[], **cleaned, **lent)
    try:
        with transaction.atomic():
            mandate.save(force_insert=True)
    except IntegrityError:
        written = Mandate.unguarded.filter(pk=new_id, person_id=who).first()
        if written is None:
            raise Http404 from None
        return written
    return mandate


def check(**values: Any) -> dict[str, Any]:
    """Return who and where of a mandate as it is stored. Raises NotSaid, DayOutOfReach."""
    cleaned: dict[str, Any] = {name: one.strip() if isinstance(one, str) else one for name, one in values.items()}
    if not all(cleaned.get(name) for name in ("holder_name", "matter")):
        raise NotSaid(_("Write who may act for you, and what it is about."))
    check_days(cleaned["starts_on"], cleaned["until"])
    return cleaned


def check_days(starts_on: date | None, until: date | None) -> None:
    """Let a period pass that has an end within two years. Raises DayOutOfReach."""
    if until is None:
        raise DayOutOfReach(_("Choose a last day. A power of attorney without one is not made here."))
    if starts_on is None or starts_on > until:
        raise DayOutOfReach(_("The last day must not be before the first day."))
    if not clock.today() <= until <= clock.today() + LONGEST:
        raise DayOutOfReach(_("Choose a last day from today on, at most two years ahead."))


def write_who(*, mandate: Mandate, seen: str, **values: Any) -> None:
    """Write anew who may act and where, before it is signed. Raises as `check`, and WrittenMeanwhile, NotNow."""
    cleaned = check(**values)
    if mandate.replaces_id:
        cleaned = {name: one for name, one in cleaned.items() if name not in {"body", "office"}}
    _write(mandate, WHO_AND_WHERE, seen, cleaned)


def write_what(*, mandate: Mandate, powers: list[str], information: str, seen: str, **values: str) -> None:
    """Write what may be done, before it is signed. Raises NotSaid, WrittenMeanwhile, NotNow."""
    chosen = [one.value for one in Power if one in powers]
    if not chosen:
        raise NotSaid(_("Choose at least one thing that they may do."))
    if NEED_INFORMATION & set(chosen) and not information.strip():
        raise NotSaid(_("Write which information they may get. Else the office may have to say no."))
    cleaned = {name: one.strip() for name, one in values.items()}
    _write(mandate, WHAT, seen, cleaned | {"powers": chosen, "information": information.strip()})


@transaction.atomic
def _write(mandate: Mandate, fields: tuple[str, ...], seen: str, values: dict[str, Any]) -> None:
    now = locked(mandate)
    if now.status != Status.DRAFT:
        raise NotNow(_("This is signed now. Its words cannot be changed. You can make a new one."))
    if any(getattr(now, name) != value for name, value in values.items()):
        unchanged(seen, fingerprint(now, fields))
    for name, value in values.items():
        setattr(now, name, value)
    now.save(update_fields=list(values))


def locked(mandate: Mandate) -> Mandate:
    """Return a mandate as it stands, held until this transaction ends."""
    return Mandate.unguarded.select_for_update(of=("self",)).select_related("person__place").get(pk=mandate.pk)
