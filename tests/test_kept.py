"""Public pages are kept ready, and never stale."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from viktig.ground.facts.tables import TABLES
from viktig.ground.look.kept import Key, Page, Shelf, mark_of_edition
from viktig.ground.people.models import Organisation
from viktig.ground.people.tests.make import make_organisation
from viktig.ground.privacy.guards import tables
from viktig.system.voices.tests.make import make_publication


@pytest.fixture
def visitor():
    return Client(headers={"Accept-Language": "nb"})


def kept_addresses():
    publication = make_publication(to=make_organisation())
    names = ["ground:start", "system:changes", "system:figures"]
    one = reverse("system:change", args=[publication.pk])
    table = reverse("system:figures-table", args=[next(iter(TABLES.values())).slug])
    return [*(reverse(name) for name in names), one, table]


def test_a_page_that_is_kept_asks_only_whether_anything_changed(visitor, django_assert_num_queries):
    for address in kept_addresses():
        first = visitor.get(address)
        with django_assert_num_queries(1):
            again = visitor.get(address)
        assert (again.content, again.headers["Content-Security-Policy"]) == (
            first.content,
            first.headers["Content-Security-Policy"],
        )


def test_a_change_is_seen_at_once(visitor):
    office = make_organisation(name="Kontoret")
    make_publication(to=office)
    assert "Kontoret" in visitor.get(reverse("system:changes")).text

    Organisation.unguarded.filter(pk=office.pk).update(name="Boligkontoret")

    assert "Boligkontoret" in visitor.get(reverse("system:changes")).text


def test_what_was_taken_back_is_never_kept(visitor):
    office = make_organisation(name="Kontoret")
    make_publication(to=office)
    with transaction.atomic():
        Organisation.unguarded.filter(pk=office.pk).update(name="Taken back")
        assert "Taken back" in visitor.get(reverse("system:changes")).text
        transaction.set_rollback(True)

    assert "Taken back" not in visitor.get(reverse("system:changes")).text


def test_each_language_has_its_own(visitor):
    norwegian = visitor.get(reverse("ground:start"))
    swedish = visitor.get(reverse("ground:start"), headers={"Accept-Language": "sv"})

    assert (norwegian.headers["Content-Language"], swedish.headers["Content-Language"]) == ("nb", "sv")
    assert visitor.get(reverse("ground:start")).content == norwegian.content


def test_a_browser_that_has_the_page_gets_nothing_sent(visitor):
    make_publication(to=make_organisation())
    page = visitor.get(reverse("system:changes"))

    again = visitor.get(reverse("system:changes"), headers={"If-None-Match": page.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_pages_with_a_form_of_their_own_are_not_kept(visitor):
    make_organisation()
    first, second = (visitor.get(reverse("system:tell")).content for _ in range(2))

    assert first != second


def test_kept_pages_read_only_tables_that_make_a_new_edition(visitor):
    public = {name for name, guard in tables().items() if guard.public} | {"ground_edition"}
    for address in kept_addresses():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert visitor.get(address).status_code == 200
        read = {name for query in asked for name in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', query["sql"], re.IGNORECASE)}
        assert read <= public, "Say public=True in the guard of each table that a kept page reads."


def test_every_public_table_makes_a_new_edition():
    with connection.cursor() as cursor:
        cursor.execute("select tgrelid::regclass::text from pg_trigger where tgname = 'public_changed'")
        watched = {name for (name,) in cursor.fetchall()}

    assert watched == {name for name, guard in tables().items() if guard.public}
    assert mark_of_edition() is not None


def test_a_shelf_that_is_full_lets_go_of_what_nobody_asked_for_longest(settings):
    shelf, mark = Shelf(most=25), mark_of_edition()
    keys = [Key("h", f"/{number}", "nb", packed=False, day=None) for number in range(3)]
    for key in keys[:2]:
        shelf.put(key, Page(mark, bytes(10), ()))
    shelf.get(keys[0])

    shelf.put(keys[2], Page(mark, bytes(10), ()))

    assert [shelf.get(key) is not None for key in keys] == [True, False, True]
    assert shelf.bytes == 20
