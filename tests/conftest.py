"""The whole house running for real: web, worker, a database of its own, and a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

pytest.register_assert_rewrite("stage")
from stage import Live, house_running, urls_of  # noqa: E402 (after the line that lets its assertions explain themselves)

CHROMIUM = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture
def live(own_database: dict[str, str], tmp_path: Path) -> Iterator[Live]:
    """Run web and worker on a database of the test's own."""
    with house_running(urls_of(own_database), tmp_path) as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open a real browser, or say why there is none."""
    if reason := os.environ.get("VIKTIG_NO_BROWSER"):
        pytest.skip(reason)
    path = os.environ.get("VIKTIG_CHROMIUM", shutil.which("chromium") or "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or None, args=list(CHROMIUM))
        yield browser
        browser.close()
