"""Anybody can check published files, and files that give something away are found."""

import csv

import pytest

from viktig.ground.commands import Refused
from viktig.ground.facts.hierarchy import Place, Places
from viktig.ground.facts.protect import TOTAL, protect
from viktig.ground.facts.published import NotReadable, attack, ranges, read_places, read_tables
from viktig.ground.facts.published_command import figures
from viktig.ground.facts.tests.make import make_counts, make_release

TOWN = [["place", "within", "inhabitants", "whole"], ["town", "", "30000", "no"]]
HEADER = ["table", "quarter", "place", "place_name", "kind", "outcome", "number", "status"]


def lines_of(release):
    """Return the lines of a release as `/figures/` writes them."""
    spots = [
        (row, column, number)
        for row, numbers in zip((*release.rows, TOTAL), release.cells, strict=True)
        for column, number in zip((*release.columns, TOTAL), numbers, strict=True)
    ]
    return [HEADER] + [
        [release.table, release.quarter.label, release.place, "Town", row, column, str(n or ""), "" if n else "hidden"]
        for row, column, n in spots
    ]


def write(folder, **files):
    for name, lines in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows(lines)
    return [str(folder / f"{name}.csv") for name in files]


SAFE = protect(make_counts([12, 21], [2, 11]))
BROKEN = make_release([12, 21, 33], [None, 11, 13], [14, 32, 46])  # 13 minus 11 is 2


def test_a_file_is_read_back_as_it_was():
    assert read_tables(lines_of(SAFE)) == [SAFE]
    assert read_places(TOWN).with_table == ["town"]


def test_what_was_protected_holds_and_its_ranges_are_named(tmp_path, capsys):
    figures(["check", "--ranges", *write(tmp_path, places=TOWN, kinds=lines_of(SAFE))])

    assert capsys.readouterr().out.splitlines() == [
        "kinds 2026-Q1 town: row 0, column 0: from 1 to 14",
        "kinds 2026-Q1 town: row 0, column 1: from 19 to 32",
        "kinds 2026-Q1 town: row 1, column 0: from 0 to 13",
        "kinds 2026-Q1 town: row 1, column 1: from 0 to 13",
        "1 table, 4 hidden numbers.",
        "Each hidden number could be one of 5 or more.",
    ]


def test_what_can_be_worked_out_is_found_and_named(tmp_path, capsys):
    with pytest.raises(Refused, match="can be worked out"):
        figures(["check", *write(tmp_path, places=TOWN, kinds=lines_of(BROKEN))])

    assert capsys.readouterr().out == "kinds 2026-Q1 town: row 1, column 0 can be one of fewer than 5 numbers.\n"


def test_a_number_below_the_limit_is_found():
    small = make_release([9, 4, 13], [9, 4, 13])

    found = attack([small], Places([Place("town", 30_000)]))

    assert [(ref.row, ref.column) for ref in found.small] == [("row 0", "column 1"), (TOTAL, "column 1")]
    assert not found.holds


def test_the_ranges_of_a_table_that_is_not_shown_have_no_end():
    nothing = make_release([None, None], [None, None])

    assert set(ranges([nothing], Places([Place("town", 30_000)])).values()) == {(0, None)}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([["a", "b"]], "not that of a table of figures"),
        ([HEADER, ["kinds", "2026-Q1", "town", "Town", "x", "y", "many", ""]], "Line 2 cannot be read"),
        ([HEADER, ["kinds", "2026", "town", "Town", "x", "y", "9", ""]], "Line 2 cannot be read"),
        (lines_of(SAFE)[:-1], "lacks a cell"),
        ([*lines_of(SAFE)[:-1], [*lines_of(SAFE)[-1][:6], "47", ""]], "do not fit together"),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_one_sentence(tmp_path, lines, sentence):
    with pytest.raises(Refused, match=sentence):
        figures(["check", *write(tmp_path, places=TOWN, kinds=lines)])


def test_places_are_asked_for(tmp_path):
    with pytest.raises(Refused, match=r"places\.csv"):
        figures(["check", *write(tmp_path, kinds=lines_of(SAFE))])
    with pytest.raises(Refused, match="cannot be read"):
        figures(["check", str(tmp_path / "nowhere.csv")])
    with pytest.raises(NotReadable, match="do not fit together"):
        read_places([TOWN[0], ["town", "nowhere", "30000", "no"]])
