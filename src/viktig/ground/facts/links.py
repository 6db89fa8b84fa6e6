"""Which tables count the same happenings. It stands by itself, so that published files can be checked without a database."""

from itertools import combinations

from viktig.ground.facts.equations import Link
from viktig.ground.facts.protect import TOTAL


def _same(one: str, other: str, column: str) -> Link:
    return Link((one, TOTAL, column), (other, TOTAL, column))


# Whoever reads one of two such tables knows these totals of the other.
LINKS = (
    _same("voices", "time_to_answer", TOTAL),
    _same("judged", "ladder", TOTAL),
    _same("judged", "ladder", "not_judged"),
    # Whoever answers after a meeting answers all three questions.
    *(_same(one, other, TOTAL) for one, other in combinations(("got_to_say", "dealt_with", "what_happens_next"), 2)),
    *(_same("assignments", "assignment_themes", column) for column in (TOTAL, "done", "dropped")),
)
