"""The crisis card as a paper: one page to print, to fold and to carry."""

from collections.abc import Sequence

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.person.well.models import CrisisCard
from viktig.person.well.queries import lines_of

TEMPLATE = "person/well/templates/card.typ"


def card_as_paper(card: CrisisCard, *, name: str, numbers: Sequence[tuple[str, str, str]], language: str) -> bytes:
    """Return a crisis card as a PDF. name: the person's own, or empty. numbers: to ring: (what, number, link)."""
    day = formats.date_format(timezone.localdate(card.written_at), "DATE_FORMAT")
    values = {
        "name": name,
        "lines": [list(line) for line in lines_of(card)],
        "numbers": [[str(what), number] for what, number, _link in numbers],
        "urgent": _("If it is urgent"),
        "written": _("Written on %(day)s by the one it is about.") % {"day": day},
    }
    return paper(TEMPLATE, values, title=_("My crisis card"), language=language)
