"""Open, protected figures. A page, a file and a print show the same stored release, and nothing else can be asked for."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from viktig.ground.facts.quarters import Quarter, quarter_named
from viktig.ground.facts.queries import released_places, released_quarters, released_tables
from viktig.ground.facts.table import Table
from viktig.ground.facts.tables import PARTS, TABLES
from viktig.ground.look.kept import kept
from viktig.ground.people.models import Place
from viktig.ground.protection.queries import smallest_group
from viktig.system.figures import files, words
from viktig.system.figures.cautions import caution
from viktig.system.figures.forms import Choose
from viktig.system.figures.queries import NoSuchRelease, shown, sources, table_called

HERE = "system/figures/templates"
SCHEMA = Path(__file__).parent / "figures.schema.json"


@login_not_required
@require_safe
@kept
def tables(request: HttpRequest) -> HttpResponse:
    quarters = released_quarters()
    parts = [(label, [one for one in TABLES.values() if one.part == part]) for part, label in PARTS.items()]
    context = {"parts": parts, "quarters": [words.in_words(quarter) for quarter in quarters[:1]]}
    return render(request, f"{HERE}/tables.html", context)


@login_not_required
@require_safe
@kept
def table(request: HttpRequest, table: str) -> HttpResponse:
    return render(request, f"{HERE}/table.html", _chosen(request, table))


@login_not_required
@require_safe
@kept
def printed(request: HttpRequest, table: str) -> HttpResponse:
    return render(request, f"{HERE}/print.html", _chosen(request, table))


@login_not_required
@require_safe
def download(request: HttpRequest, table: str) -> HttpResponse:
    """The stored numbers as CSV."""
    found, quarter, place = _asked_for(request, table)
    try:
        rows = list(files.lines(found, quarter, place))
    except NoSuchRelease:
        raise Http404 from None
    return _csv(rows, "-".join([table, quarter.label, *([place] if place else [])]))


@login_not_required
@require_safe
def document(request: HttpRequest, table: str) -> HttpResponse:
    """The stored numbers as JSON."""
    try:
        response = JsonResponse(files.document(*_asked_for(request, table)))
    except NoSuchRelease:
        raise Http404 from None
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@login_not_required
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


@login_not_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The places as whoever checks the figures must know them."""
    return _csv(list(files.places()), "places")


def _csv(rows: list[list[str]], name: str) -> HttpResponse:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _asked_for(request: HttpRequest, slug: str) -> tuple[Table, Quarter, str | None]:
    """Return the table, the quarter and the place, or all places, in the address. Raises Http404."""
    try:
        table = table_called(slug)
    except NoSuchRelease:
        raise Http404 from None
    quarter = _quarter(request, released_quarters(table))
    if quarter is None:
        raise Http404
    return table, quarter, request.GET.get("place")


@login_not_required
@require_safe
@kept
def protected(request: HttpRequest) -> HttpResponse:
    from viktig.system.figures import example  # half a second of SciPy, which no other page needs

    quarter = next(iter(released_quarters()), None)
    context = {
        "k": smallest_group(),
        "town": example.town(),
        "around": example.around(),
        "later": example.later(),
        "quarter": quarter,
        "files": [
            ("places.csv", reverse("system:figures-places")),
            *(
                (f"{one.slug}-{quarter}.csv", _address("system:figures-csv", one.slug, {"quarter": quarter.label}))
                for one in (released_tables(quarter) if quarter else [])
                if quarter
            ),
        ],
    }
    return render(request, f"{HERE}/protected.html", context)


@login_not_required
@require_safe
@kept
def others(request: HttpRequest) -> HttpResponse:
    found = [
        {
            "source": source,
            "figures": [
                {
                    "figure": one,
                    "what": words.what_is_counted(one),
                    "value": words.value_in_words(one),
                    "of": words.of_whom(one),
                    "time": words.time_in_words(one),
                }
                for one in source.figures
            ],
        }
        for source in sources()
    ]
    return render(request, f"{HERE}/others.html", {"sources": found})


def _chosen(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return what a page of a table needs, for the place and quarter in the address. Raises Http404."""
    try:
        table = table_called(slug)
        places, quarters = released_places(table), released_quarters(table)
        quarter = _quarter(request, quarters)
        if quarter is None:
            return {"table": table}
        place = request.GET.get("place") or _first(places)
        found = shown(table, quarter, place)
    except NoSuchRelease:
        raise Http404 from None
    query = {"place": place, "quarter": quarter.label}
    return {
        "table": table,
        "shown": found,
        "time": words.in_words(quarter),
        "form": Choose(places=places, quarters=quarters, place=place, quarter=quarter),
        "charts": [
            {"title": title, "cells": cells, "sentence": words.sentence(found, cells)}
            for title, cells in ((table.columns_title, found.by_column), (table.rows_title, found.by_row))
            if cells
        ],
        "caution": caution(found),
        "shares": words.of_whom_shares_are(found),
        "csv": _address("system:figures-csv", slug, query),
        "json": _address("system:figures-json", slug, {"quarter": quarter.label}),
        "csv_of_all": _address("system:figures-csv", slug, {"quarter": quarter.label}),
        "print": _address("system:figures-print", slug, query),
        "page": _address("system:figures-table", slug, query),
        "instead": _address("system:figures-table", slug, query | {"place": found.instead.pk}) if found.instead else "",
        "k": lambda: smallest_group(found.made_on),
    }


def _address(name: str, slug: str, query: dict[str, str]) -> str:
    return f"{reverse(name, args=[slug])}?{urlencode(query)}"


def _quarter(request: HttpRequest, quarters: list[Quarter]) -> Quarter | None:
    """Return the quarter in the address, or the newest; None if nothing is released. Raises Http404."""
    label = request.GET.get("quarter")
    if not label:
        return quarters[0] if quarters else None
    try:
        quarter = quarter_named(label)
    except ValueError:
        raise Http404 from None
    if quarter not in quarters:
        raise Http404
    return quarter


def _first(places: list[Place]) -> str:
    """Return the code of the place to begin with: the first in the country whose language is spoken, else any."""
    language = get_language()
    return next((place.pk for place in places if place.country.language == language), places[0].pk)
