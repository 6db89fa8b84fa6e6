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
COUNTED = [kind for kind in KINDS if kind in {table.kind for table in TABLES.values()}]


@st.composite
def happenings(draw):
    """Draw facts: how many of a kind, where, in which week, with which few values; some came late."""
    kind = draw(st.sampled_from(COUNTED))
    attributes = {name: draw(st.sampled_from(values[:3])) for name, values in sorted(KINDS[kind].items())}
    week = draw(st.sampled_from(WEEKS))
    late = "2026-Q2" if week < "2026-W14" and draw(st.integers(0, 4)) == 0 else ""
    place, number = draw(st.sampled_from(sorted(AROUND))), draw(st.sampled_from([1, 2, 4, 5, 6, 11, 40]))
    return Fact(kind=kind, week=week, place_id=place, attributes=attributes, number=number, late_in=late)


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
        if fact.kind != table.kind or quarter != release.quarter or not lies_in(fact.place_id, release.place_id):
            continue
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                in_row = row == "total" or table.rows_by is None or fact.attributes[table.rows_by] == row
                if in_row and column in ("total", fact.attributes[table.columns_by]):
                    grid[i][j] += fact.number
    return grid


@pytest.mark.django_db
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(facts=st.lists(happenings(), min_size=4, max_size=25))
def test_every_published_number_is_what_a_second_count_finds(facts):
    with transaction.atomic():
        make_town()
        Fact.unguarded.bulk_create(facts)
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
