"""Figures in words: a quarter as people say it, a sentence under each chart, other people's figures."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from viktig.ground.facts.quarters import Quarter
from viktig.system.figures.models import PublishedFigure
from viktig.system.figures.queries import Shown


def in_words(quarter: Quarter) -> str:
    """Return a quarter with its first and last day: "29 June to 27 September 2026"."""
    first, last = quarter.first_monday, quarter.last_day
    start = date_format(first, "DATE_FORMAT") if first.year != last.year else date_format(first, _("j F"))
    return _("%(first)s to %(last)s") % {"first": start, "last": date_format(last, "DATE_FORMAT")}


def in_short(quarter: Quarter) -> str:
    """Return a quarter so short that it fits in a choice on a narrow telephone: "Quarter 3 of 2026"."""
    return _("Quarter %(number)s of %(year)s") % {"number": quarter.number, "year": quarter.year}


def sentence(shown: Shown, cells: Sequence[tuple[object, int | None]]) -> str:
    """Return one plain sentence about a chart. Says only what is shown: a hidden number may be the largest."""
    if shown.total is None:
        return ""
    told = shown.table.told % {
        "n": shown.total,
        "number": number_format(shown.total, force_grouping=True),
        "place": shown.place.name,
        "time": in_words(shown.quarter),
    }
    numbers = [(number, label) for label, number in cells if number is not None]
    if not numbers:
        return told
    most, label = max(numbers, key=lambda pair: pair[0])
    if len(numbers) == len(cells):
        more = _("Most often: %(what)s (%(number)s).")
    else:
        more = _("Of the numbers that can be shown, this is the largest: %(what)s (%(number)s).")
    return f"{told} {more % {'what': label, 'number': number_format(most, force_grouping=True)}}"


def of_whom_shares_are(shown: Shown) -> str:
    """Return a sentence about what the shares are of: those who have said nothing too, where a table counts them apart."""
    if shown.table.of:
        return str(shown.table.of)
    silent = next((share for share in shown.shares if share.is_apart), None)
    if silent is None:
        return ""
    if silent.number is None or shown.total is None:
        return _("Each share is of all who were asked. How many have said nothing cannot be shown.")
    return _(
        "%(all)s were asked. %(answered)s have said something, and %(silent)s have said nothing. Each share is of all who"
        " were asked, also those who have said nothing."
    ) % {
        "all": number_format(shown.total, force_grouping=True),
        "answered": number_format(shown.total - silent.number, force_grouping=True),
        "silent": number_format(silent.number, force_grouping=True),
    }


def what_is_counted(figure: PublishedFigure) -> str:
    """Return what another's figure is about: in our words where we have them, else in the source's."""
    known = {
        "clients": _("People who had an ombud"),
        "assignments per client": _("Assignments for each person"),
        "assignments": _("Assignments"),
        "mean age": _("Mean age"),
        "share women": _("Share who are women"),
        "new clients": _("People who were new"),
        "reports on people without fitting care before the scheme began": _(
            "Reports about people who got no help that fitted them, before there were ombuds"
        ),
        "returned to society per krona spent on a personal ombud (Sweden 2005)": _(
            "What society got back for each krona spent on a personal ombud (Sweden, 2005)"
        ),
    }
    known |= {
        "inhabitants": _("People who live there"),
        "participants": _("People who came to the gathering"),
        "share who recover, low": _("Share who recover, at least"),
        "share who recover, high": _("Share who recover, at most"),
        "applied": _("Applied for a place on the course"),
        "interviewed": _("Were interviewed for the course"),
        "admitted": _("Got a place on the course"),
        "students": _("Students on the course"),
        "started": _("Began the course"),
        "completed": _("Finished the course"),
        "working_in_mental_health_services": _("Work in mental health services"),
        "working_elsewhere": _("Work elsewhere"),
        "began_other_education": _("Began to study something else"),
        "still_on_the_assignment": _("Are still writing"),
        "not_active": _("Do neither now"),
        "have worked in": _("Have worked there after the course"),
        "work now in": _("Work there now"),
        "hours a week, low": _("Hours a week, at least"),
        "hours a week, high": _("Hours a week, at most"),
        "ordinary pay now": _("Have ordinary pay now"),
        "in college now": _("Study at a college now"),
    }
    before, _space, place = figure.what.partition("clients from ")
    if not before and place:
        return _("People from %(place)s who had an ombud") % {"place": place}
    return known.get(figure.what, figure.what)


def of_whom(figure: PublishedFigure) -> str:
    """Return of whom another's figure is: in our words where we have them, else in the source's; perhaps nothing."""
    known = {
        "first class": _("Those who applied to the first class"),
        "first three years": _("Those who began in the first three years"),
        "people with severe mental illness": _("People with severe mental illness"),
    }
    before, _space, number = figure.of.partition("class ")
    if not before and number.isdecimal():
        return _("Class %(number)s") % {"number": number}
    return known.get(figure.of, figure.of)


def value_in_words(figure: PublishedFigure) -> str:
    """Return the value as the source gives it, with its unit; says "about" where the source does."""
    if figure.value is None:
        return _("The source has no number.")
    value = figure.value
    if figure.what.startswith("share ") and not figure.unit and 0 <= value <= 1:
        text = _("%(number)s per cent") % {"number": _plain(value * 100)}
    else:
        units = {"years": _("years"), "SEK": _("kronor"), "hours": _("hours")}
        unit = units.get(figure.unit, figure.unit)
        text = f"{_plain(value)} {unit}".strip()
    return _("about %(number)s") % {"number": text} if figure.approx else text


def time_in_words(figure: PublishedFigure) -> str:
    """Return what time another's figure is about, or that the source does not say."""
    if figure.since and figure.until:
        return _("%(first)s to %(last)s") % {
            "first": date_format(figure.since, "DATE_FORMAT"),
            "last": date_format(figure.until, "DATE_FORMAT"),
        }
    if day := figure.since or figure.until:
        return date_format(day, "DATE_FORMAT")
    return str(figure.year) if figure.year else _("The source does not say.")


def _plain(value: Decimal) -> str:
    digits = max(0, -int(value.normalize().as_tuple().exponent))
    return str(number_format(value, decimal_pos=digits, force_grouping=True))
