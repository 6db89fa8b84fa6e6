"""The tests' own ground: a copy of the migrated databases for each worker, as the application's login sees them."""

import os
from collections.abc import Iterator

import pytest
from django.db import connections

from viktig.testing import copy_databases, drop_databases


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Give this worker a copy of both databases."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
    names = copy_databases(f"{worker}_{os.getpid()}")
    for alias, name in names.items():
        connections[alias].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    drop_databases(names)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test may use both databases; what it does is rolled back."""
    for item in items:
        if item.get_closest_marker("django_db") is None and item.get_closest_marker("browser") is None:
            item.add_marker(pytest.mark.django_db(databases=["default", "keys"]))
