"""Reads about who acts for a person, and what bodies may tell each other. They take what access gave, or a `who`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.people.models import Organisation, Person, Place
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.mandates.kinds import ENDS_SOON, Ended, Kind, Power, State, Status, ends_soon
from viktig.person.mandates.models import Consent, Demand, Mandate, Passed, Signature

HELD = (State.ACTIVE, State.BEGINS, State.DELIVERED, State.SIGNED)
UNFINISHED = (State.DRAFT, State.REFUSED)
WHO_AND_WHERE = (
    "holder_name", "holder_from", "holder_phone", "body", "office", "matter", "starts_on", "until",
)  # fmt: skip
WHAT = ("powers", "information", "limits", "giver_name", "birth_date", "language")
ALL = WHO_AND_WHERE + WHAT


@dataclass(frozen=True)
class Held:
    """A mandate as a list shows it. ends_soon: its last day is within 30 days."""

    mandate: Mandate
    state: State
    ends_soon: bool


@dataclass(frozen=True)
class Told:
    """A consent as a list shows it. kinds: in words. is_open: bodies may tell each other this today."""

    consent: Consent
    kinds: list[str]
    is_open: bool
    ends_soon: bool


@dataclass(frozen=True)
class Step:
    """One step that a mandate has taken, or that comes next. words: what the person wrote about it."""

    what: str
    on: date | None
    words: str = ""
    waiting: bool = False


@dataclass(frozen=True)
class Mandates:
    """A person's mandates: those that somebody holds now, those that need something yet, and those that have ended."""

    held: list[Held]
    unfinished: list[Held]
    ended: list[Held]


# Mandates -------------------------------------------------------------------------------------------------------------


def mandates_of(who: UUID) -> Mandates:
    """Return the mandates of a person, in each part those that end first, first."""
    found = Mandate.unguarded.filter(person_id=who).order_by("until", "pk")
    lines = sorted((held_of(one) for one in found), key=lambda one: list(State).index(one.state))
    return Mandates(
        held=[one for one in lines if one.state in HELD],
        unfinished=[one for one in lines if one.state in UNFINISHED],
        ended=[one for one in lines if one.state not in HELD + UNFINISHED],
    )


def held_of(mandate: Mandate) -> Held:
    """Return one mandate as it stands today."""
    state, today = mandate.state(clock.today()), clock.today()
    return Held(mandate, state, state in HELD and ends_soon(mandate.until, today))


def powers_of(mandate: Mandate) -> list[str]:
    """Return what may be done with a mandate, in words, in the order of the list."""
    return [str(one.label) for one in Power if one in (mandate.powers or [])]


def steps_of(mandate: Mandate) -> list[Step]:
    """Return how far a mandate has come, the first step first, and what comes next while it has not ended."""
    steps = [Step(_("You signed it."), mandate.signed_on)] if mandate.signed_on else []
    if mandate.delivered_on:
        steps.append(Step(_("You handed it in."), mandate.delivered_on, str(mandate.delivered_to)))
    if mandate.status == Status.ACCEPTED:
        steps.append(Step(_("They accepted it."), mandate.answered_on))
    if mandate.status == Status.REFUSED:
        reason = "\n".join(part for part in (str(mandate.get_reason_display()), str(mandate.reason_words)) if part)
        steps.append(Step(_("They did not accept it."), mandate.answered_on, reason))
    if mandate.ended:
        steps.append(
            Step(
                _("You took it back.") if mandate.ended == Ended.REVOKED else _("A new one took its place."),
                mandate.ended_on,
            )
        )
        steps.append(Step(_("You told them that it has ended."), mandate.told_on, waiting=mandate.told_on is None))
        return steps
    coming = {Status.DRAFT: _("You sign it."), Status.SIGNED: _("You hand it in."), Status.DELIVERED: _("They answer.")}
    if mandate.status in coming:
        steps.append(Step(coming[Status(mandate.status)], None, waiting=True))
    return steps


def signature_of(mandate: Mandate) -> Signature | None:
    """Return the name under a mandate, not yet opened; None, as long as it is not signed."""
    return Signature.unguarded.filter(mandate=mandate).defer("picture").first()


def own_mandate(who: UUID, mandate_id: UUID) -> Mandate:
    """Return a mandate of whoever acts as it stands now."""
    return Mandate.unguarded.get(pk=mandate_id, person_id=who)


def earlier_of(mandate: Mandate) -> Mandate | None:
    """Return the mandate that this one takes the place of, if whoever acts may see it."""
    return Mandate.unguarded.filter(pk=mandate.replaces_id).first() if mandate.replaces_id else None


def replacing(mandate: Mandate) -> Mandate | None:
    """Return the signed mandate that took the place of this one, if there is one."""
    return Mandate.unguarded.filter(replaces=mandate).exclude(status=Status.DRAFT).order_by("signed_on").first()


def fingerprint(mandate: Mandate, fields: Iterable[str]) -> str:
    """Return what tells whether words changed since a form was opened, and nothing about them."""
    return fingerprint_of(mandate.pk, *(getattr(mandate, name) for name in fields))


def organisation_named(name: str) -> Organisation | None:
    """Return the organisation in Viktig that is called exactly so, if there is one and only one."""
    found = list(Organisation.unguarded.filter(name__iexact=name.strip()).select_related("place")[:2])
    return found[0] if len(found) == 1 else None


def place_of(person: Person, body: str) -> Place | None:
    """Return the place to count something in: where the person lives, else where the body is; None, if neither is known."""
    if person.place is not None:
        return person.place
    organisation = organisation_named(body)
    return organisation.place if organisation else None


# Consents and demands ---------------------------------------------------------------------------------------------------


def consents_of(who: UUID) -> list[Told]:
    """Return what bodies may tell each other about a person, or what is not shared: what is open first, then the latest."""
    found = Consent.unguarded.filter(person_id=who).order_by("-on", "pk")
    return sorted((told_of(one) for one in found), key=lambda one: not one.is_open)


def told_of(consent: Consent) -> Told:
    """Return one consent as it stands today."""
    today = clock.today()
    is_open = bool(consent.is_given and not consent.withdrawn_on and consent.until and consent.until >= today)
    return Told(
        consent=consent,
        kinds=kinds_of(consent),
        is_open=is_open,
        ends_soon=bool(is_open and consent.until and ends_soon(consent.until, today)),
    )


def kinds_of(consent: Consent) -> list[str]:
    """Return what a consent is about, in words, in the order of the list; the other thing in the person's own."""
    chosen = consent.kinds or []
    labels = [str(one.label) for one in Kind if one in chosen and one != Kind.OTHER]
    return [*labels, str(consent.other)] if Kind.OTHER in chosen and consent.other else labels


def passed_on(consent: Consent) -> list[Passed]:
    """Return what was already passed on under a consent, the first thing first."""
    return list(Passed.unguarded.filter(consent=consent).order_by("on", "pk"))


def demands_of(who: UUID) -> list[Demand]:
    """Return each time a mandate was demanded from a person, the latest first."""
    return list(Demand.unguarded.filter(person_id=who).order_by("-on", "pk"))


# Words for a voice, and what ends soon ------------------------------------------------------------------------------------


def words_of_refusal(mandate: Mandate) -> dict[str, str]:
    """Return what a voice about a refused mandate begins with. It names neither the person nor who may act for them."""
    lines = [_("I gave someone I trust a power of attorney. It was not accepted.")]
    lines.append(str(mandate.reason_words) or str(mandate.get_reason_display()) + ".")
    lines.append(_("I want it to be accepted, or to be told in writing why not."))
    right = "reason" if mandate.reason == "none" else "support"
    return _begins(lines, right, mandate.body)


def words_of_demand(demand: Demand) -> dict[str, str]:
    """Return what a voice about a mandate demanded without ground begins with."""
    lines = [_("I was told to bring a power of attorney, and I do not think it was needed."), str(demand.words)]
    lines.append(_("I want to know which rule says so."))
    return _begins(lines, "support", demand.body)


def _begins(lines: list[str], right: str, body: str) -> dict[str, str]:
    begun = {
        "words": "\n\n".join(line for line in lines if line),
        "kind": "barrier",
        "level": "service",
        "right": right,
    }
    organisation = organisation_named(body)
    return begun | ({"to": str(organisation.pk), "place": organisation.place_id} if organisation else {})


def that_end_soon(who: UUID) -> tuple[list[Mandate], list[Consent]]:
    """Return the mandates and the consents of a person whose last day is within 30 days, the nearest first."""
    today = clock.today()
    near = Q(person_id=who, until__gte=today, until__lte=today + ENDS_SOON)
    mandates = Mandate.unguarded.filter(near, ended="", status__in=[Status.SIGNED, Status.DELIVERED, Status.ACCEPTED])
    consents = Consent.unguarded.filter(near, is_given=True, withdrawn_on=None)
    return list(mandates.order_by("until", "pk")), list(consents.order_by("until", "pk"))


def shareable_mandates(who: UUID) -> dict[UUID, str]:
    """Return each mandate that can be shared alone, by id, in a few words."""
    found = Mandate.unguarded.filter(person_id=who).order_by("until", "pk")
    return {one.pk: _("%(name)s, towards %(body)s") % {"name": one.holder_name, "body": one.body} for one in found}


def has_any(who: UUID) -> bool:
    """Say whether there is anything of a person's in this room."""
    rows = [Exists(model.unguarded.filter(person=OuterRef("pk"))) for model in (Mandate, Consent, Demand)]
    return Person.unguarded.filter(rows[0] | rows[1] | rows[2], pk=who).exists()


@dataclass(frozen=True)
class Everything:
    """All rows of this room about a person, the earliest first."""

    mandates: list[Mandate]
    signatures: dict[UUID, Signature]
    consents: list[Consent]
    passed: list[Passed]
    demands: list[Demand]


def everything_of(who: UUID) -> Everything:
    """Return all rows of this room about a person, with what was drawn or photographed."""
    mine = {"person_id": who}
    return Everything(
        mandates=list(Mandate.unguarded.filter(**mine).order_by("starts_on", "pk")),
        signatures={one.mandate_id: one for one in Signature.unguarded.filter(**mine)},
        consents=list(Consent.unguarded.filter(**mine).order_by("on", "pk")),
        passed=list(Passed.unguarded.filter(**mine).order_by("on", "pk")),
        demands=list(Demand.unguarded.filter(**mine).order_by("on", "pk")),
    )


def words_kept(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return the named columns of a row, for a form that shows what stands there."""
    return {name: getattr(row, name) for name in names}
