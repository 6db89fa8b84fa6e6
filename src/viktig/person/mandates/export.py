"""All that lies in this room about a person, for "my data": text, numbers, dates as ISO 8601 (docs/my-data.md)."""

import base64
from datetime import date
from typing import Any
from uuid import UUID

from viktig.person.mandates.kinds import Power
from viktig.person.mandates.models import Consent, Mandate, Passed, Signature
from viktig.person.mandates.queries import everything_of, kinds_of

WORDS = (
    "holder_name", "holder_from", "holder_phone", "body", "office", "matter", "information", "limits", "giver_name",
    "birth_date", "language", "status", "delivered_to", "reason", "reason_words", "ended",
)  # fmt: skip
DAYS = ("starts_on", "until", "signed_on", "delivered_on", "answered_on", "ended_on", "told_on")


def export_mandates(who: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return a person's mandates with their signatures, consents with what was passed on, and demands."""
    rows = everything_of(who)
    return {
        "mandates": [_mandate(one, rows.signatures.get(one.pk)) for one in rows.mandates],
        "consents": [
            _consent(one, [line for line in rows.passed if line.consent_id == one.pk]) for one in rows.consents
        ],
        "demands": [
            {
                "id": str(one.pk),
                "body": one.body,
                "words": one.words,
                "ground": one.ground,
                "on": _day(one.on),
                "is_counted": one.is_counted,
            }
            for one in rows.demands
        ],
    }


def _mandate(one: Mandate, signature: Signature | None) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        **{name: str(getattr(one, name)) for name in WORDS},
        **{name: _day(getattr(one, name)) for name in DAYS},
        "powers": [power.value for power in Power if power in (one.powers or [])],
        "counted": list(one.counted or []),
        "replaces": str(one.replaces_id) if one.replaces_id else None,
        "signed": signature.way if signature else None,
        "signature": _picture(signature),
    }


def _picture(signature: Signature | None) -> str | None:
    if signature is None or not signature.has_picture:
        return None
    return base64.b64encode(signature.picture).decode()


def _consent(one: Consent, passed: list[Passed]) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "teller": one.teller,
        "hearer": one.hearer,
        "kinds": kinds_of(one),
        "purpose": one.purpose,
        "given": one.way or None,
        "witness": one.witness,
        "is_given": one.is_given,
        "on": _day(one.on),
        "until": _day(one.until),
        "withdrawn_on": _day(one.withdrawn_on),
        "passed": [{"words": line.words, "on": _day(line.on)} for line in passed],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
