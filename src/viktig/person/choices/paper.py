"""The sheet to take along: what this is about, what the person wants from it, what matters, what to ask."""

from collections.abc import Sequence

from django.utils import formats
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.person.choices.models import Choosing, Concern

TEMPLATE = "person/choices/templates/sheet.typ"


def sheet_as_paper(
    choosing: Choosing, concerns: Sequence[Concern], questions: Sequence[str], *, language: str
) -> bytes:
    """Return the sheet as a PDF. questions: those that fit every choice, then the person's own. No name stands on it."""
    by_when = formats.date_format(choosing.by_when, "DATE_FORMAT") if choosing.by_when else ""
    pairs = [
        (_("What there is to choose"), choosing.about),
        (_("Why now"), choosing.why_now),
        (_("To be settled by"), by_when),
        (_("What I want from this"), choosing.wants),
    ]
    values = {
        "pairs": [list(pair) for pair in pairs if pair[1]],
        "matters": {"title": _("What matters to me, the first most"), "texts": [one.words for one in concerns]},
        "questions": {"title": _("What I want to ask"), "texts": list(questions)},
        "may": {
            "title": _("I may"),
            "texts": [
                _("ask for time to think"),
                _("bring someone along"),
                _("choose to wait, or to do nothing"),
                _("change my mind"),
                _("ask for another helper"),
            ],
        },
    }
    return paper(TEMPLATE, values, title=_("What I want from this"), language=language)
