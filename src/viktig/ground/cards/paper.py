"""A key card as a paper: eight words, a picture that a telephone reads, and what to do."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.ground.documents.square import svg_of

TEMPLATE = "ground/cards/templates/card.typ"


def card_as_paper(words: str, *, language: str, is_new: bool) -> bytes:
    """Return a card as a PDF. is_new: made for somebody who has not begun yet.

    The picture leads to the page only: the words never stand in an address, which a telephone remembers.
    """
    address = settings.VIKTIG_URL + reverse("ground:card")
    with translation.override(language):
        steps = [
            _("Open %(address)s on a telephone or a computer, yours or one you may borrow.") % {"address": address},
            _("Write the eight words."),
            _("Choose a code that only you know. You then get new words, and these open nothing any more.")
            if is_new
            else _("Write your code. It does not stand here, and should not."),
        ]
        ends = _("Begin within 30 days. Until then the card leads to nobody.")
        lost = _("Have you lost it? Sign in while you can, and make a new card. The old one is then dead at once.")
        values = {
            "words": words.split(),
            "lead": _("This card opens a page of your own. You need no telephone and no e-mail."),
            "steps": steps,
            "last": ends if is_new else lost,
            "code": {"svg": svg_of(address), "says": _("A square that a telephone reads. It leads to %s.") % address},
        }
        return paper(TEMPLATE, values, title=_("Key card"), language=language)
