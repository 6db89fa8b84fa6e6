"""Everything about a person as a paper to read, to keep and to print."""

import base64
from collections.abc import Mapping
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper, picture
from viktig.person.mine.labels import Line, sections

TEMPLATE = "person/mine/templates/everything.typ"


def everything_as_paper(everything: Mapping[str, Any], *, language: str) -> bytes:
    """Return what `queries.everything` gave as a PDF in words: the same parts as the page, with the pictures of papers."""
    day = formats.date_format(timezone.localdate(), "DATE_FORMAT")
    values = {
        "lead": _("This is all that lies in Viktig about you on %(day)s.") % {"day": day},
        "nothing": _("Nothing."),
        "sections": [
            {"title": one.title, "things": [[_line(line) for line in thing] for thing in one.things if thing]}
            for one in sections(everything)
        ],
    }
    return paper(TEMPLATE, values, title=_("Everything about me"), language=language)


def _line(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "value": line.value,
        "more": [[_line(one) for one in inner] for inner in line.more],
        "picture": picture(base64.b64decode(line.content), says=line.value) if line.content else None,
    }
