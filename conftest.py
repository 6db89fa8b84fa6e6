"""The tests' own ground: a copy of the migrated databases for each worker, as the application's login sees them."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from viktig.testing import copied_databases

OWN = {"own_database", "live", "world"}  # fixtures with a database of their own, in which transactions really commit


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this worker a copy of both databases."""
    with django_db_blocker.unblock(), copied_databases():
        yield


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Give one test a copy of its own, in which every transaction really commits."""
    with django_db_blocker.unblock(), copied_databases() as names:
        yield names


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every other test may use both databases; what it does is rolled back."""
    for item in items:
        if not OWN & set(getattr(item, "fixturenames", ())) and item.get_closest_marker("browser") is None:
            item.add_marker(pytest.mark.django_db(databases=["default", "keys"]))
