"""Contact cards of an ombud: four on a sheet, to cut and to give away where people are. Nobody's name but the ombud's."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.ground.documents.square import svg_of
from viktig.person.ombud.models import Presentation

TEMPLATE = "person/invited/templates/contact.typ"


def contact_cards(presentation: Presentation, invitations: list[str], *, until: date, language: str) -> bytes:
    """Return a sheet of contact cards as a PDF, each with the eight words of its own invitation.

    presentation: of the ombud who gives them away. until: the last day of the invitations.
    """
    address = settings.VIKTIG_URL + reverse("person:invited")
    with translation.override(language):
        values: dict[str, Any] = {
            "ombud": f"{presentation.name}, {presentation.organisation.name}",
            "lead": _("A personal ombud works for you alone. It costs nothing, and you choose who it is."),
            "how": _("Do you want to know more? Open %(address)s and write these words:") % {"address": address},
            "last": _(
                "Good once, until %(day)s. Nothing is written about you anywhere. If you do nothing, nothing happens."
            )
            % {"day": date_format(until, "DATE_FORMAT")},
            "says": _("A square that a telephone reads. It leads to the same page, with the words filled in."),
            "cards": [
                {"words": words.split(), "svg": svg_of(f"{address}#{words.replace(' ', '-')}")} for words in invitations
            ],
        }
        return paper(TEMPLATE, values, title=_("Contact cards"), language=language)
