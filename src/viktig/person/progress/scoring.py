"""How answers become a number, and what a change of it can mean. Pure: answers and a rule in, a number or a word out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

SELDOM = 1.96  # standard errors; a change beyond them comes by chance in fewer than 1 of 20


class Change(StrEnum):
    """What the way from the first number to the last can mean."""

    BETTER = "better"
    WORSE = "worse"
    MAY_BE_CHANCE = "may_be_chance"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Scoring:
    """The published rule of a form. items: those that are added up; none: nothing is.

    turned: items whose values are turned round. how: sum, or mean of those answered. needed: how many must be answered,
    since a missing answer is never a 0. line: from here on (or below it, where higher is better) it is good to talk with
    someone. step: the smallest change that is more than chance; beyond: it must be more than `step`, not only reach it.
    drops: items of which a lower answer than last time is shown. safety: items to which help is shown at once.
    is_whole: no question may be left out, though nothing is added up. for_oneself, for_others: who can answer it.
    """

    version: int
    licence: str
    items: tuple[str, ...] = ()
    turned: frozenset[str] = frozenset()
    how: str = "sum"
    multiply: float = 1
    needed: int = 0
    least: float = 0
    most: float = 0
    higher_is_better: bool = True
    line: float | None = None
    step: float | None = None
    beyond: bool = False
    drops: tuple[str, ...] = ()
    safety: frozenset[str] = frozenset()
    after_meeting: bool = False
    is_whole: bool = False
    for_oneself: bool = True
    for_others: bool = False
    sources: tuple[str, ...] = ()
    checked_on: str = ""


def score(rule: Scoring, values: Mapping[str, int | None], ranges: Mapping[str, tuple[int, int]]) -> int | float | None:
    """Return the number of a form, or None where it adds nothing up or too little was answered.

    values: by item, None for one that was not answered. ranges: the lowest and highest value of each item.
    """
    answered = {item: value for item in rule.items if (value := values.get(item)) is not None}
    if not answered or len(answered) < rule.needed:
        return None
    total = sum(
        ranges[item][0] + ranges[item][1] - value if item in rule.turned else value for item, value in answered.items()
    )
    found = total * rule.multiply / (len(answered) if rule.how == "mean" else 1)
    return int(found) if found == int(found) else round(found, 2)


def reliable_step(sd: float, reliability: float) -> float:
    """Return the change in points that must be passed to be more than chance.

    sd: standard deviation of the scores; reliability: 0 to 1. Source: Jacobson & Truax 1991, J Consult Clin Psychol 59:12.
    """
    return SELDOM * sqrt(2) * sd * sqrt(1 - reliability)


def change(rule: Scoring, first: float, last: float) -> Change:
    """Return what the way from one number to another can mean, by the form's own published step."""
    if rule.step is None:
        return Change.NOT_KNOWN
    way = abs(last - first)
    if way < rule.step or (rule.beyond and way == rule.step):
        return Change.MAY_BE_CHANCE
    return Change.BETTER if (last > first) == rule.higher_is_better else Change.WORSE


def is_beyond_line(rule: Scoring, number: float) -> bool:
    """Say whether a number is on the side of the line where it is good to talk with someone."""
    if rule.line is None:
        return False
    return number < rule.line if rule.higher_is_better else number >= rule.line
