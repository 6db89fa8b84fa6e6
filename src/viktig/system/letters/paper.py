"""A voice as a letter: what it is and how it is to be kept first, then what was said, what is asked, and how to answer."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from viktig.ground.documents.pdf import paper
from viktig.ground.people.models import Organisation
from viktig.ground.voice.plain import in_words
from viktig.ground.voice.queries import Talk
from viktig.ground.words.areas import LifeArea
from viktig.system.letters.queries import written

TEMPLATE = "system/letters/templates/letter.typ"


def letter_as_paper(talk: Talk, *, by: Organisation, to_address: str, from_address: str, words: str) -> bytes:
    """Return the letter as a PDF in the language of the body's country. words: the eight that open it once."""
    voice = talk.voice
    organisation = voice.held_by
    language = organisation.place.country.language
    address = settings.VIKTIG_URL + reverse("system:letter")
    with translation.override(language):
        names = {
            "name": organisation.name,
            "by": by.name,
            "to": voice.to.name,
            "date": in_words(voice.said_on),
            "days": organisation.answer_days,
            "area": LifeArea(voice.area).label,
            "address": address,
        }
        said = _("On %(date)s someone said this to %(to)s. It is about: %(area)s.") % names
        came = _("It has come to you, since you are the next who can answer.") if voice.to != organisation else ""
        values = {
            "from": from_address.splitlines(),
            "to": to_address.splitlines(),
            "first_title": _("Read this first"),
            "first": [
                _("Someone has approved these words for you, and for nobody else."),
                _(
                    "Keep this paper as you keep what is told in confidence. Do not copy it, and lay it in nobody's file."
                ),
                _("Do not try to find out who it is. We do not know it either."),
            ],
            "said_title": _("What was said"),
            "said": f"{said} {came}".strip(),
            "talk": [
                {"by": _("The one who spoke") if own else name, "words": text} for own, name, text in written(talk)
            ],
            "asked_title": _("What we ask of you"),
            "asked": _(
                "Answer in plain words: explain how it is; or say what you will change, and by which date;"
                " or say what you will not change, why, and who can decide it; or say who must answer instead."
            ),
            "when": _("Please answer within %(days)s days. We count from the day this letter was sent.") % names,
            "how_title": _("How to answer"),
            "how": [
                _("On paper, to the address at the top of this letter. We write your answer in as it stands."),
                _("Or once without paper: open %(address)s and write these eight words.") % names,
            ],
            "words": words.split(),
            "seat": _(
                "Do you want to answer here without letters from now on? Write so in your answer."
                " Whoever runs Viktig here then sends you an invitation."
            ),
            "then": _(
                "The one who spoke reads your answer and says whether it became better."
                " If no answer comes, they see that too, and so do those you answer to."
            ),
            "greeting": _("With kind regards"),
            "by": by.name,
        }
        title = _("Someone has said something to %(name)s") % names
        return paper(TEMPLATE, values, title=title, language=language)
