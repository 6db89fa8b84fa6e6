"""What many say, for everybody: how many, what each body answered, what was changed, and how it was judged. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from viktig.ground.voice.states import Judgement, Outcome
from viktig.system.voices.queries import Change

FEW = 5  # fewer than this many that cannot be read are said as a few: then the page tells only what everybody can count


@dataclass
class Body:
    """What one body answered to those who say the same. outcomes, judged: how often each, in words."""

    name: str
    outcomes: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    judged: dict[str, int] = field(default_factory=dict)


def bodies_of(changes: Sequence[Change]) -> list[Body]:
    """Return what each body answered, by its name."""
    bodies: dict[str, Body] = {}
    for one in changes:
        name = one.answered_by or one.organisation
        body = bodies.setdefault(name, Body(name))
        _count(body.outcomes, str(Outcome(one.outcome).label))
        body.changed += bool(one.change or one.before)
        if one.judgement and one.judgement != Judgement.NOT_JUDGED:
            _count(body.judged, str(Judgement(one.judgement).label))
    return sorted(bodies.values(), key=lambda body: body.name.casefold())


def how_many(number: int, published: int) -> str:
    """Return in words how many say the same. Those that cannot be read are never counted below five."""
    unseen = number - published
    if unseen == 0:
        return ngettext("%(number)s says this.", "%(number)s say this.", number) % {"number": number}
    numbers = {"number": number, "published": published}
    if unseen < FEW:
        return (
            ngettext(
                "%(published)s says this here. A few more say the same.",
                "%(published)s say this here. A few more say the same.",
                published,
            )
            % numbers
        )
    return (
        ngettext(
            "%(number)s say this. %(published)s of them can be read here.",
            "%(number)s say this. %(published)s of them can be read here.",
            published,
        )
        % numbers
    )


def _count(numbers: dict[str, int], what: str) -> None:
    numbers[what] = numbers.get(what, 0) + 1
