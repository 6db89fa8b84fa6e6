"""The papers of this room, each for one body: a power of attorney, that it is taken back, and what may be told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from viktig.ground.documents.pdf import paper, picture
from viktig.person.mandates.kinds import Ended, Way
from viktig.person.mandates.models import Consent, Mandate, Passed, Signature
from viktig.person.mandates.queries import kinds_of, powers_of

TEMPLATE = "person/mandates/templates/paper.typ"


def mandate_as_paper(mandate: Mandate, signature: Signature | None, *, earlier: Mandate | None) -> bytes:
    """Return a power of attorney as a PDF in its own language, signed or to be signed. earlier: the one it replaces."""
    with override(mandate.language):
        values: dict[str, Any] = {
            "pairs": [
                [_("To"), _lines(mandate.body, mandate.office)],
                [_("I who give it"), _lines(mandate.giver_name, _born(mandate))],
                [_("May act for me"), _lines(mandate.holder_name, mandate.holder_from, mandate.holder_phone)],
                [_("What it is about"), str(mandate.matter)],
            ],
            "list_title": _("They may do this, and nothing else"),
            "list": powers_of(mandate),
            "more": [
                [_("Which information"), str(mandate.information)],
                [_("But not this"), str(mandate.limits)],
                [_("From and with"), _day(mandate.starts_on)],
                [_("To and with"), _day(mandate.until)],
            ],
            "sentences": _sentences(earlier),
        } | _signed(mandate, signature)
        return _made(values, _("Power of attorney"), mandate.language)


def _sentences(earlier: Mandate | None) -> list[str]:
    found = [
        _("I can take this back any day, and need give no reason. It ends when you are told, or after its last day.")
    ]
    if earlier is not None and earlier.signed_on:
        found.append(_("It takes the place of the one that I signed on %(day)s.") % {"day": _day(earlier.signed_on)})
    return found


def _signed(mandate: Mandate, signature: Signature | None) -> dict[str, Any]:
    """Return what stands at the end: a drawn name, or a line to sign on; and a photo of a signed paper, on its own page."""
    shown = {"drawn": None, "photo": None, "under": _("Date and name"), "signed": ""}
    if signature is None or not signature.has_picture:
        return shown
    name = str(mandate.giver_name)
    if signature.way == Way.PAPER:
        photo = picture(signature.picture, says=_("A photo of this paper, signed by %(name)s.") % {"name": name})
        return shown | {"photo": photo}
    says = _("%(name)s has signed here.") % {"name": name}
    signed = f"{_day(mandate.signed_on)}, {name}"
    return shown | {"drawn": picture(signature.picture, says=says), "under": "", "signed": signed}


def revocation_as_paper(mandate: Mandate) -> bytes:
    """Return a PDF that tells the body that a power of attorney has ended before its last day."""
    with override(mandate.language):
        names = {"name": mandate.holder_name, "day": _day(mandate.ended_on)}
        sentences = [_("%(name)s may not act for me towards you any more, from %(day)s on.") % names]
        if mandate.ended == Ended.SUPERSEDED:
            sentences.append(_("A new power of attorney takes its place. It is a paper of its own."))
        sentences.append(_("Write it in my case, and tell me that you have done it."))
        values = {
            "pairs": [
                [_("To"), _lines(mandate.body, mandate.office)],
                [_("From"), _lines(mandate.giver_name, _born(mandate))],
                [_("What it was about"), str(mandate.matter)],
                [_("Signed on"), _day(mandate.signed_on)],
            ],
            "sentences": sentences,
        }
        return _made(values, _("I take back a power of attorney"), mandate.language)


def consent_as_paper(consent: Consent, passed: Sequence[Passed], *, name: str) -> bytes:
    """Return what one body may tell another, or that it may not any more, as a PDF. name: the person's own."""
    with override(consent.language):
        gone = consent.withdrawn_on
        values = {
            "pairs": [
                [_("Who may tell"), str(consent.teller)],
                [_("Who may be told"), str(consent.hearer)],
                [_("About whom"), name],
                [_("What it is for"), str(consent.purpose)],
                [_("How the yes was said"), _lines(str(consent.get_way_display()), consent.witness)],
            ],
            "list_title": _("This may be told, and nothing else") if not gone else _("This may not be told any more"),
            "list": kinds_of(consent),
            "more": [
                [_("Said on"), _day(consent.on)],
                [_("To and with"), _day(consent.until)],
                [_("Taken back on"), _day(gone)],
                [_("Already passed on"), "\n".join(f"{_day(one.on)}: {one.words}" for one in passed)],
            ],
            "sentences": [] if gone else [_("I can take this back any day, and need give no reason.")],
            "under": _("Date and name"),
        }
        return _made(values, _("My consent is taken back") if gone else _("My consent"), consent.language)


def _made(values: dict[str, Any], title: str, language: str) -> bytes:
    none: dict[str, Any] = {
        "list_title": "",
        "list": [],
        "more": [],
        "under": _("Date and name"),
        "drawn": None,
        "signed": "",
    }
    shown = none | {"photo": None} | values
    shown["pairs"], shown["more"] = ([one for one in shown[name] if one[1]] for name in ("pairs", "more"))
    return paper(TEMPLATE, shown, title=title, language=language)


def _born(mandate: Mandate) -> str:
    return _("Born %(day)s") % {"day": _day(mandate.born)} if mandate.born else ""


def _lines(*parts: object) -> str:
    return "\n".join(str(part) for part in parts if part)


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""
