"""The agreement with an ombud, and its end, as a paper each: to keep, to print and to sign."""

from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.person.ombud.models import Agreement, AgreementStatus
from viktig.person.ombud.queries import Work

TEMPLATE = "person/ombud/templates/agreement.typ"


def agreement_as_paper(agreement: Agreement, works: list[Work], *, name: str, language: str) -> bytes:
    """Return an agreement as a PDF, or its end when it has ended. works: what was worked on. name: the person's own."""
    ended = agreement.status == AgreementStatus.ENDED
    values: dict[str, Any] = {
        "between": _between(agreement, name),
        "lead": _ended(agreement) if ended else _("The person decides what stands here, and can end it any day."),
        "parts": [{"title": _("What you agreed on"), "pairs": _words(agreement)}],
        "last": _back() if ended else "",
        "sign": [] if ended else [_("Date and the person's name"), _("Date and the ombud's name")],
    }
    if ended:
        done = [work for work in works if not work.is_open]
        left = [work for work in works if work.is_open]
        values["parts"] += [
            {"title": _("What was worked on"), "pairs": _works(done)},
            {"title": _("What remains"), "pairs": _works(left)},
        ]
    title = _("The agreement has ended") if ended else _("Agreement with a personal ombud")
    return paper(TEMPLATE, values, title=title, language=language)


def _between(agreement: Agreement, name: str) -> list[list[str]]:
    found = [[_("The person"), name or _("Someone who has not given a name")], [_("Ombud"), str(agreement.ombud_name)]]
    found.append([_("From"), _day(agreement.started_on)])
    return [*found, [_("To"), _day(agreement.ended_on)]] if agreement.ended_on else found


def _words(agreement: Agreement) -> list[list[str]]:
    found = [
        [_("What help is wanted"), str(agreement.wants)],
        [_("Where we meet"), str(agreement.where)],
        [_("How we reach each other"), str(agreement.reach)],
        [_("What the ombud may say to others"), str(agreement.may_say) or _("Nothing, to anyone.")],
        [_("We look at this again"), "" if agreement.ended_on else _day(agreement.review_on)],
    ]
    return [pair for pair in found if pair[1]]


def _works(works: list[Work]) -> list[list[str]]:
    return [[f"{work.kind} – {work.assignment.get_status_display()}", _said(work)] for work in works]


def _said(work: Work) -> str:
    return "\n".join(part for part in (str(work.assignment.words), str(work.assignment.result)) if part)


def _ended(agreement: Agreement) -> str:
    return _("This agreement ended on %(day)s. What was written belongs to the person.") % {
        "day": _day(agreement.ended_on)
    }


def _back() -> str:
    return _("You may come back, to the same ombud or another. You need no reason.")


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""
