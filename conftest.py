"""The tests' own ground: a copy of the migrated databases for each worker, as the application's login sees them."""

import os
import shutil
from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from django.test import client
from django.test.utils import ContextList
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from viktig.testing import copied_databases

CHROMIUM = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
OWN = {"own_database", "live", "towns", "world"}  # fixtures with databases of their own, where transactions commit


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this worker a copy of both databases."""
    with django_db_blocker.unblock(), copied_databases():
        yield


@pytest.fixture(scope="session", autouse=True)
def keep_the_pages_own_context() -> Iterator[None]:
    """Let Django's client keep what a page was shown with, and not what each of its parts was.

    A page has a hundred parts, and copying the context of each was a fifth of the time that a page takes in a test.
    """

    def keep(store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **more: Any) -> None:
        if context.template is template:  # else it is a part of the one that the context is bound to
            store.setdefault("templates", []).append(template)
            store.setdefault("context", ContextList()).append(copy(context))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", keep)
        yield


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Give one test a copy of its own, in which every transaction really commits."""
    with django_db_blocker.unblock(), copied_databases() as names:
        yield names


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open a real browser, or say why there is none."""
    if reason := os.environ.get("VIKTIG_NO_BROWSER"):
        pytest.skip(reason)
    path = os.environ.get("VIKTIG_CHROMIUM", shutil.which("chromium-headless-shell") or shutil.which("chromium") or "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or None, args=list(CHROMIUM))
        yield browser
        browser.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every other test may use both databases; what it does is rolled back."""
    for item in items:
        if not OWN & set(getattr(item, "fixturenames", ())) and item.get_closest_marker("browser") is None:
            item.add_marker(pytest.mark.django_db(databases=["default", "keys"]))
