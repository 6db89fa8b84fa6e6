"""The whole house running for real: web, worker, a database of its own, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from viktig.testing import copied_databases

pytest.register_assert_rewrite("stage")
from stage import Live, demo_house, house_running, urls_of  # noqa: E402 (after the line that lets its assertions explain themselves)


@pytest.fixture
def live(own_database: dict[str, str], tmp_path: Path) -> Iterator[Live]:
    """Run web and worker on a database of the test's own."""
    with house_running(urls_of(own_database), tmp_path) as house:
        yield house


@pytest.fixture(scope="module")
def towns(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """Run one house with the demo's two towns for all tests of a file; each brings words of its own."""
    with django_db_blocker.unblock(), copied_databases() as names:
        demo_house(names)
        with house_running(urls_of(names), tmp_path_factory.mktemp("towns")) as house:
            yield house
