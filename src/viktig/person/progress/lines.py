"""What can be seen of a series: a line from the first number to the last, its sentence, and what is worth talking about."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viktig.person.progress import scoring
from viktig.person.progress.models import GOAL, Filling, Series
from viktig.person.progress.scoring import Scoring

WIDE, HIGH, LEFT, TOP, RIGHT, LOW = 320, 170, 34, 12, 308, 146
STILL = 3  # times in a row without a change: the rule that is said at `rules`
GOAL_RULE = Scoring(version=1, licence="CC0-1.0", items=(GOAL,), needed=1, least=0, most=10)


@dataclass(frozen=True)
class Point:
    """A number in the picture. x, y: where it stands there."""

    x: float
    y: float
    number: float


@dataclass(frozen=True)
class Line:
    """A line. sentence: what one sees; notes: what is worth talking about, by the published rules. last: the last number.

    points, path: the picture; band (top, height): from the first number, what may be chance; line_at: where the form's
    line stands. Nothing of it is there before something was said.
    """

    sentence: str
    notes: list[str] = field(default_factory=list)
    last: str = ""
    points: list[Point] = field(default_factory=list)
    band: tuple[float, float] | None = None
    line_at: float | None = None
    least: str = ""
    most: str = ""

    @property
    def path(self) -> str:
        """Return the points as SVG has them."""
        return " ".join(f"{one.x:.1f},{one.y:.1f}" for one in self.points)


def line_of(series: Series, fillings: Sequence[Filling], rule: Scoring | None) -> Line:
    """Return what can be seen. fillings: oldest first. rule: of the form; None for a goal, and when its folder is gone."""
    rule = GOAL_RULE if series.instrument == GOAL else rule
    if series.by_other and rule:  # steps and lines were worked out for those who answer about themselves
        rule = replace(rule, step=None, line=None, drops=())
    scored = [one for one in fillings if one.score is not None]
    notes = drops(fillings, rule) if rule else []
    if not scored or rule is None:
        return Line(_unscored(fillings, rule), notes)
    numbers = [float(one.score) for one in scored]
    return Line(
        sentence=_sentence(scored, numbers, rule),
        notes=notes + _notes(numbers, rule, is_goal=series.instrument == GOAL),
        last=shown(numbers[-1]),
        points=_points(numbers, rule),
        band=_band(numbers[0], rule),
        line_at=_height(rule.line, rule) if rule.line is not None else None,
        least=shown(rule.least),
        most=shown(rule.most),
    )


def shown(number: float) -> str:
    """Return a number as whoever reads writes it."""
    return str(number_format(int(number) if number == int(number) else number))


def _unscored(fillings: Sequence[Filling], rule: Scoring | None) -> str:
    if not fillings:
        return _("You have not set a number yet.") if rule is GOAL_RULE else _("Not filled in yet.")
    times = ngettext("Filled in once.", "Filled in %(number)s times.", len(fillings)) % {"number": len(fillings)}
    if rule is not None and rule.items:
        too_few = _("Too few questions were answered for a number. That is all right.")
        return f"{times} {too_few}"
    return times


def _sentence(scored: Sequence[Filling], numbers: Sequence[float], rule: Scoring) -> str:
    words = {"last": shown(numbers[-1]), "most": shown(rule.most), "day": date_format(scored[-1].on)}
    if len(numbers) == 1:
        return _("%(last)s of %(most)s on %(day)s. It is the first time.") % words
    words |= {"first": shown(numbers[0]), "first_day": date_format(scored[0].on)}
    return _("From %(first)s on %(first_day)s to %(last)s on %(day)s, of %(most)s.") % words


def _notes(numbers: Sequence[float], rule: Scoring, *, is_goal: bool) -> list[str]:
    found = []
    if len(numbers) > 1:
        found += _since_last(numbers) if is_goal else _since_first(numbers, rule)
    if scoring.is_beyond_line(rule, numbers[-1]):
        found.append(
            _("The number is on the side of the line where it can be good to talk with someone. It says nothing more.")
        )
    if _stands_still(numbers, rule, is_goal=is_goal):
        found.append(
            _("It has not moved the last three times. Perhaps it is time to do something differently. You decide.")
        )
    return found


def _since_last(numbers: Sequence[float]) -> list[str]:
    if numbers[-1] < numbers[-2]:
        return [_("It is lower than last time. Only you can say how much that is.")]
    if numbers[-1] > numbers[-2]:
        return [_("It is higher than last time. Only you can say how much that is.")]
    return []


def _since_first(numbers: Sequence[float], rule: Scoring) -> list[str]:
    sentences = {
        scoring.Change.BETTER: _("It is better than the first time, and by more than chance."),
        scoring.Change.WORSE: _(
            "It is worse than the first time, and by more than chance. You may want to tell someone."
        ),
        scoring.Change.MAY_BE_CHANCE: _("The difference from the first time may be chance."),
        scoring.Change.NOT_KNOWN: "",
    }
    sentence = sentences[scoring.change(rule, numbers[0], numbers[-1])]
    return [sentence] if sentence else []


def _stands_still(numbers: Sequence[float], rule: Scoring, *, is_goal: bool) -> bool:
    last = numbers[-STILL:]
    if len(last) < STILL:
        return False
    if is_goal:
        return len(set(last)) == 1 and last[0] < rule.most
    return rule.step is not None and all(
        scoring.change(rule, last[0], one) == scoring.Change.MAY_BE_CHANCE for one in last[1:]
    )


def drops(fillings: Sequence[Filling], rule: Scoring) -> list[str]:
    """Return a sentence for each question whose answer is lower than the last time it was answered."""
    if not fillings:
        return []
    found = []
    now = {one["item"]: one for one in fillings[-1].answers}
    for item in rule.drops:
        before = next(
            (
                one
                for filling in reversed(fillings[:-1])
                for one in filling.answers
                if one["item"] == item and one["value"] is not None
            ),
            None,
        )
        here = now.get(item)
        if before and here and here["value"] is not None and here["value"] < before["value"]:
            words = {"question": here["question"], "before": before["answer"], "now": here["answer"]}
            found.append(_("“%(question)s” You said %(before)s the time before, and %(now)s now.") % words)
    return found


def _points(numbers: Sequence[float], rule: Scoring) -> list[Point]:
    step = (RIGHT - LEFT) / max(len(numbers) - 1, 1)
    begin = LEFT if len(numbers) > 1 else (LEFT + RIGHT) / 2
    return [Point(begin + step * place, _height(number, rule), number) for place, number in enumerate(numbers)]


def _height(number: float, rule: Scoring) -> float:
    inside = min(max(number, rule.least), rule.most)
    return round(LOW - (inside - rule.least) / (rule.most - rule.least) * (LOW - TOP), 1)


def _band(first: float, rule: Scoring) -> tuple[float, float] | None:
    if rule.step is None:
        return None
    top, bottom = _height(first + rule.step, rule), _height(first - rule.step, rule)
    return top, round(bottom - top, 1)
