"""Short sentences to begin with, one or more for each life area: nobody's answer, only something to hold on to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from viktig.ground.words.areas import LifeArea

SENTENCES: dict[LifeArea, tuple[Any, ...]] = {
    LifeArea.HOUSING: (
        _("I want a door that I can lock."),
        _("I want it to be quiet where I live."),
        _("I want to stay where I live now."),
        _("I need a place to sleep now."),
        _("I do not want to live alone."),
    ),
    LifeArea.ECONOMY: (
        _("I want enough money for food the whole month."),
        _("I am afraid to open my letters."),
        _("I want help with what I owe."),
        _("I want to decide over my own money."),
    ),
    LifeArea.ACTIVITY: (
        _("I want something to get up for."),
        _("I want to be outside every day."),
        _("I want to make something with my hands."),
        _("I want somewhere to go that costs nothing."),
    ),
    LifeArea.NETWORK: (
        _("I miss someone to talk with."),
        _("I want to see my family more."),
        _("I want to meet people who have been through the same."),
        _("I want fewer people around me."),
    ),
    LifeArea.WORK: (
        _("I want a job that I can manage."),
        _("I want to learn something new."),
        _("I want to finish what I began."),
        _("I need more time before I can work."),
    ),
    LifeArea.BELONGING: (
        _("I want to be somewhere where I am needed."),
        _("I want to be more than my illness."),
        _("I want to be with people who know me."),
        _("I want to use my own language."),
    ),
    LifeArea.BASIC_NEEDS: (
        _("I need to sleep."),
        _("I need food today."),
        _("I am afraid of someone."),
        _("I want to feel safe at home."),
    ),
    LifeArea.MEANING: (
        _("I want to look forward to something."),
        _("I want to play music, draw or write."),
        _("I want to do something good for others."),
        _("My faith matters to me."),
    ),
    LifeArea.HEALTH: (
        _("I want to be listened to about my medicine."),
        _("I am in pain, and nobody has found out why."),
        _("I want to choose who treats me."),
        _("I want to drink or use less."),
        _("I want calm in my head."),
    ),
    LifeArea.OTHER: (
        _("I do not know yet what I need."),
        _("I want someone to come with me."),
        _("I want to be met with respect."),
        _("I want it to go more slowly."),
    ),
}


def cards_of(area: LifeArea) -> list[tuple[str, Any]]:
    """Return the sentences of a life area to choose from: (number, sentence)."""
    return [(str(number), sentence) for number, sentence in enumerate(SENTENCES[area])]


def with_cards(area: LifeArea, words: str, picked: list[str]) -> str:
    """Return words with the sentences that were picked, one a line, but for those that stand there already."""
    known = dict(cards_of(area))
    chosen = [str(known[one]) for one in picked if one in known]
    lines = [one for one in chosen if one not in words]
    return "\n".join([words.rstrip(), *lines] if words.strip() else lines)
