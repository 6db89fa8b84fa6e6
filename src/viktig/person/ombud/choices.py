"""Kinds of help and themes: the installation's own lists where it has brought some (`viktig import`), else ours.

Our codes follow the Oslo project's list of assignments; the words are our own, and translated.
"""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from viktig.ground.words.areas import LifeArea
from viktig.person.ombud.access import imported_choices
from viktig.person.ombud.models import ChoiceList

OURS: dict[str, dict[str, str | Promise]] = {
    ChoiceList.ASSIGNMENT_TYPE: {
        "nav_meeting": _("Come with me to meetings with an office"),
        "gp": _("Come with me to the doctor"),
        "economy": _("Help me with money and income"),
        "network": _("Help me find people and places to go"),
        "employer": _("Help me talk with my employer"),
        "housing": _("Help me find or keep a place to live"),
        "responsibility_group": _("Be with me when my helpers meet"),
        "enforcement": _("Come with me about debt that is being collected"),
        "application_complaint": _("Write applications and complaints with me"),
        "coordination": _("Get those who help me to work together"),
        "bridge": _("Help me get in touch with a service"),
        "other": _("Something else"),
    },
    ChoiceList.THEME: {
        "loneliness": _("Being alone too much"),
        "meaning": _("Meaning in everyday life"),
        "economy": _("Money and debt"),
        "mental_health": _("How I feel"),
        "housing": _("A place to live"),
        "work": _("Work and learning"),
        "belonging": _("Belonging somewhere"),
        "basic_needs": _("Food, sleep and safety"),
    },
    ChoiceList.HOUSING: {
        "owns": _("I own my home"),
        "rents_private": _("I rent from a private owner"),
        "rents_municipal": _("I rent from the municipality"),
        "with_family": _("I live with family"),
        "homeless": _("I have no home now"),
        "other": _("Something else"),
    },
    ChoiceList.WAY_IN: {
        "self": _("I found it myself"),
        "relative": _("Through someone close to me"),
        "clinic": _("Through a clinic"),
        "social_services": _("Through an office that helps with income or work"),
        "legal_aid": _("Through free legal help"),
        "emergency_clinic": _("Through the emergency clinic"),
        "lawyer": _("Through a lawyer"),
    },
    ChoiceList.PRIORITY: {
        "children": _("I take care of children under 18"),
        "no_home": _("I have no place to live"),
        "no_income": _("I have no income"),
        "relatives_care": _("I live with family who carry a lot"),
    },
}

# Where a voice about a theme of ours most often belongs; the person sees it and may choose another.
AREAS = {
    "loneliness": LifeArea.NETWORK,
    "meaning": LifeArea.MEANING,
    "economy": LifeArea.ECONOMY,
    "mental_health": LifeArea.HEALTH,
    "housing": LifeArea.HOUSING,
    "work": LifeArea.WORK,
    "belonging": LifeArea.BELONGING,
    "basic_needs": LifeArea.BASIC_NEEDS,
}


def choices(of: ChoiceList | str, language: str | None = None) -> list[tuple[str, str]]:
    """Return (code, label) of each choice in a list, in its order.

    language: of the labels; the one spoken now, if None. A choice that was brought along in another language only keeps
    that language's words, unless we know its code and have words of our own.
    """
    language = language or get_language() or settings.LANGUAGE_CODE
    labels: dict[str, str] = {}
    with override(language):
        ours = {code: str(words) for code, words in OURS.get(of, {}).items()}
    for choice in imported_choices(of):
        if choice.language == language:
            labels[choice.code] = capfirst(choice.label)
        elif choice.code not in labels:
            labels[choice.code] = ours.get(choice.code, capfirst(choice.label))
    if labels and "other" in ours:
        labels.setdefault("other", ours["other"])  # whatever a place's own list says, nobody must fit into it
    return list((labels or ours).items())


def label(of: ChoiceList | str, code: str) -> str:
    """Return the words for one code, in the language spoken now; the code itself, when nobody knows it any more."""
    return dict(choices(of)).get(code) or str(OURS.get(of, {}).get(code, code))


def area_of(theme: str) -> LifeArea:
    """Return the life area that a theme most often belongs to."""
    return AREAS.get(theme, LifeArea.OTHER)
