"""Every published number, counted once more from the facts: plain loops, and nothing of the code that published it."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viktig.ground.facts.kinds import KINDS
from viktig.ground.facts.models import Fact, Release
from viktig.ground.facts.releases import release_due
from viktig.ground.facts.tables import TABLES
from viktig.ground.people.tests.make import make_organisation, make_place

AROUND = {
    "NO-99": None,
    "NO-9901": "NO-99",
    "NO-9902": "NO-99",
}  # a county, its town, and a village too small for a table
WEEKS = ("2026-W01", "2026-W09", "2026-W13", "2026-W14", "2026-W26")
COUNTED = [kind for kind in KINDS if kind in {kind for table in TABLES.values() for kind in table.kinds}]
# Where a column is not a value of its own: which facts it counts, written down once more.
COLUMNS = {
    "told_about_a_plan": lambda by, how: how if by == "person" else None,
    "what_was_agreed": lambda in_time="", reason="": {
        "yes": "in_time",
        "no": "late",
        "given": "refused_with_a_reason",
        "not_given": "refused_without_a_reason",
    }[in_time or reason],
    "asked_for_a_plan": lambda answer, reason: {
        "yes yes": "yes",
        "none none": "no_answer",
        "no none": "no_without_a_reason",
        "no no_reason": "no_without_a_reason",
        "no wrong_door": "wrong_door",
    }.get(f"{answer} {reason if answer == 'no' else answer}", "no_with_a_reason"),
    "got_to_say": lambda question, answer: answer if question == "said" else None,
    "dealt_with": lambda question, answer: answer if question == "dealt" else None,
    "what_happens_next": lambda question, answer: answer if question == "next" else None,
    "powers_of_attorney": lambda days="", reason="accepted": reason,
}


@st.composite
def happenings(draw):
    """Draw what happened at once: which kind, how often, where, in which week, with which few values; some came late."""
    kind = draw(st.sampled_from(COUNTED))
    attributes = {name: draw(st.sampled_from(values[:3])) for name, values in sorted(KINDS[kind].items())}
    week = draw(st.sampled_from(WEEKS))
    late = "2026-Q2" if week < "2026-W14" and draw(st.integers(0, 4)) == 0 else ""
    place, number = draw(st.sampled_from(sorted(AROUND))), draw(st.sampled_from([1, 2, 4, 5, 6, 11, 40]))
    return [
        Fact(kind=kind, week=week, place_id=place, attributes=one, number=number, late_in=late)
        for kind, one in together(kind, attributes)
    ]


def together(kind, attributes):
    """Return all that is counted at once, kind and attributes each: three answers; a judgement and the felt step."""
    if kind == "person.meetings.answered":
        return [(kind, attributes | {"question": question}) for question in KINDS[kind]["question"]]
    if kind in ("ground.voice.judged", "ground.voice.felt"):
        felt = {"promised": "none", "felt": "1"} | attributes
        judged = {"kind": "wish", "judgement": "better"} | attributes
        both = {"ground.voice.judged": judged, "ground.voice.felt": felt}
        return [(one, {name: values[name] for name in KINDS[one]}) for one, values in both.items()]
    return [(kind, attributes)]


def make_town():
    county = make_place(code="NO-99", name="Fjordfylke", population=150_000)
    for code, people in (("NO-9901", 75_000), ("NO-9902", 20_000)):
        make_organisation(place=make_place(code=code, name=code, parent=county, population=people))


def lies_in(code, place):
    """Whether a place is another, or lies in it."""
    return code == place or AROUND[code] == place


def counted_again(release):
    """Return what one published table should say, with its totals, counted fact by fact."""
    table = TABLES[release.table]
    rows, columns = [*table.rows, "total"], [*table.columns, "total"]
    grid = [[0 for _ in columns] for _ in rows]
    for fact in Fact.unguarded.all():
        quarter = fact.late_in or f"{fact.week[:4]}-Q{1 + (int(fact.week[-2:]) - 1) // 13}"
        if fact.kind not in table.kinds or quarter != release.quarter or not lies_in(fact.place_id, release.place_id):
            continue
        sort = COLUMNS.get(table.name)
        mine = sort(**fact.attributes) if sort else fact.attributes[table.columns_by]
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                in_row = row == "total" or table.rows_by is None or fact.attributes[table.rows_by] == row
                if in_row and mine is not None and column in ("total", mine):
                    grid[i][j] += fact.number
    return grid


@pytest.mark.django_db
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(facts=st.lists(happenings(), min_size=4, max_size=25))
def test_every_published_number_is_what_a_second_count_finds(facts):
    with transaction.atomic():
        make_town()
        Fact.unguarded.bulk_create(fact for at_once in facts for fact in at_once)
        made = [release for stored in release_due(on=date(2026, 9, 1)).values() for release in stored]

        assert len(made) in {len(TABLES) * 2, len(TABLES) * 2 * 2}
        for release in made:
            expected = counted_again(release)
            for line, numbers in zip(release.cells or [], expected, strict=bool(release.cells)):
                assert all(
                    cell is None or (cell == number and cell >= 5) for cell, number in zip(line, numbers, strict=True)
                )
            if release.cells:
                assert release.cells[-1][-1] == expected[-1][-1]
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_second_count_would_find_a_number_that_is_wrong():
    make_town()
    attributes = {"kind": "praise", "outcome": "explained", "days": "0_7"}
    Fact(kind="ground.voice.answered", week="2026-W13", place_id="NO-99", attributes=attributes, number=40).save()
    release_due(on=date(2026, 5, 1))
    county, town = (Release.unguarded.get(table="time_to_answer", place=place) for place in ("NO-99", "NO-9901"))

    assert counted_again(county)[-1][-1] == county.cells[-1][-1] == 40
    Fact(kind="ground.voice.answered", week="2026-W13", place_id="NO-9902", attributes=attributes, number=2).save()
    assert counted_again(county)[-1][-1] == 42
    assert counted_again(town)[-1][-1] == 0
