"""The page that explains the method shows what the program does, and each step of it is true."""

import re

from django.urls import reverse

from viktig.ground.facts.attack import unsafe
from viktig.ground.facts.hierarchy import Place, Places
from viktig.ground.facts.protect import SMALLEST, Counts, protect
from viktig.system.figures import example


def numbers_in(text, key):
    """Return the cells of one of the page's tables, None where one is hidden."""
    table = re.search(rf'aria-labelledby="{key}-example".*?>(.*?)</table>', text, re.DOTALL)[1]
    cells = re.findall(r'<td class="number">(.*?)</td>', table, re.DOTALL)
    return [int(cell) if cell.isdecimal() else None for cell in cells]


def flat(lines):
    return [cell for line in lines for cell in line]


def test_the_page_shows_what_the_program_worked_out(client):
    text = client.get(reverse("system:figures-protected")).content.decode()
    town = example.town()
    computed = protect(Counts("example", example.QUARTER, "town", example.ROWS, example.COLUMNS, example.COUNTS))

    assert numbers_in(text, "true-numbers") == flat(town.true)
    assert numbers_in(text, "alone") == flat(town.alone)
    assert numbers_in(text, "shown-numbers") == flat(computed.cells)
    assert [numbers_in(text, key) for key in (1, 2)] == [flat(lines) for lines in town.fitting]


def test_to_hide_one_number_would_not_do_and_what_we_do_does():
    town = example.town()
    place = Places([Place("town", example.TOWN)])
    counts = Counts("example", example.QUARTER, "town", example.ROWS, example.COLUMNS, example.COUNTS)

    assert [town.row[0] - town.row[1], town.column[0] - town.column[1]] == [town.small, town.small]
    assert sum(cell is None for cell in flat(town.alone)) == 1
    assert unsafe([protect(counts)], place) == []
    assert town.high - town.low + 1 >= SMALLEST


def test_both_ends_fit_all_that_is_shown():
    town = example.town()

    assert [lines[1][0] for lines in town.fitting] == [town.low, town.high]
    for lines in town.fitting:
        assert all(number >= 0 for number in flat(lines))
        assert all(a == b for a, b in zip(flat(town.shown), flat(lines), strict=True) if a is not None)
        assert [sum(line[:-1]) for line in lines] == [line[-1] for line in lines]


def test_what_someone_might_try_fails():
    around, later = example.around(), example.later()

    assert around.county - around.town == around.village < SMALLEST
    assert (around.shown_of_county, around.shown_of_town) == (around.county, None)
    assert around.high - around.low + 1 >= SMALLEST
    assert later.both - later.before == later.after < SMALLEST
    assert later.shown is None
