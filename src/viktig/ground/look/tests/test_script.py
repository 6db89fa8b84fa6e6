"""What viktig.js does, in a real browser. The pages are made here and served from memory: no database, no network."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route

from viktig.ground.look.vendor import LOOK

pytestmark = pytest.mark.browser
HERE, AWAY = "http://viktig.test", "https://weather.test/"
TELL = """{% extends "ground/look/templates/base.html" %}{% load look %}{% block main %}<h1>Say it</h1>
<form method="post" action="/sent/" data-draft="tell"><label for="w">Words</label><textarea id="w" name="words"></textarea>
{% include "ground/look/templates/parts/draft_state.html" %}<button>Send</button></form>{% endblock %}"""
OWN = TELL.replace('data-draft="tell"', 'data-draft="mine" data-draft-to="/me/draft/"').replace(
    "<label",
    '<input type="hidden" name="csrfmiddlewaretoken" value="guard"><input type="password" name="secret"><label',
)
SENT = '{% extends "ground/look/templates/base.html" %}{% block main %}<h1>Sent</h1>{% endblock %}'


def made(template: str) -> str:
    """Return a page without the context processors, which ask the database."""
    libraries = {
        "i18n": "django.templatetags.i18n",
        "static": "django.templatetags.static",
        "look": "viktig.ground.look.tags",
    }
    values = {"request": RequestFactory().get("/"), "leave_url": AWAY}
    return Engine(dirs=[settings.BASE_DIR], libraries=libraries).from_string(template).render(Context(values))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {"/tell/": made(TELL), "/mine/": made(OWN), "/sent/": made(SENT)}


@pytest.fixture
def page(pages: dict[str, str], browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.posts = []  # type: ignore[attr-defined]

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(HERE)
            if route.request.method == "POST":
                page.posts.append((path, route.request.post_data, route.request.headers.get("x-csrftoken")))
            if ".js" in path:
                route.fulfill(path=LOOK / "static" / "viktig.js", content_type="text/javascript")
            elif path in pages:
                route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
            elif path == "/me/draft/":
                route.fulfill(json={"kept": True})
            else:
                route.fulfill(body="", content_type="text/html")

        page.route("**", answer)
        yield page


def test_one_key_leaves_and_the_way_back_shows_no_word(page):
    page.goto(HERE + "/tell/")
    page.fill("textarea", "What I wrote")
    page.goto(HERE + "/mine/")

    page.keyboard.press("Escape")

    page.wait_for_url(AWAY)
    page.go_back()
    assert page.url == HERE + "/tell/"
    assert page.input_value("textarea") == ""
    assert "What I wrote" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_visitors_words_stay_in_the_tab_until_they_have_arrived(page):
    page.goto(HERE + "/tell/")
    page.fill("textarea", "Hei 🙂 שלום")

    page.goto(HERE + "/tell/")

    assert page.input_value("textarea") == "Hei 🙂 שלום"
    page.click("main button")
    page.wait_for_url(HERE + "/sent/")
    page.goto(HERE + "/tell/")
    assert page.input_value("textarea") == ""


def test_a_lost_connection_loses_no_word(page):
    page.goto(HERE + "/tell/")
    page.fill("textarea", "Nearly sent")
    page.route(HERE + "/sent/", lambda route: route.abort("internetdisconnected"))
    page.click("main button")
    page.wait_for_url("chrome-error://**")  # the browser's own page says that it did not go

    page.goto(HERE + "/tell/")

    assert page.input_value("textarea") == "Nearly sent"


def test_two_presses_send_once(page):
    page.goto(HERE + "/tell/")
    page.fill("textarea", "Once")

    page.evaluate("const form = document.querySelector('main form'); form.requestSubmit(); form.requestSubmit()")

    page.wait_for_url(HERE + "/sent/")
    assert [path for path, _words, _guard in page.posts] == ["/sent/"]


def test_an_own_draft_is_sent_to_be_sealed_without_passwords_and_guards(page):
    page.goto(HERE + "/mine/")
    page.fill("input[type=password]", "never this")
    page.fill("textarea", "Mine 🙂")

    page.evaluate("dispatchEvent(new Event('pagehide'))")

    page.wait_for_function("document.querySelector('[data-draft-state]').textContent !== ''")
    page.wait_for_timeout(100)
    assert page.posts == [("/me/draft/", "key=mine&words=%7B%22words%22%3A%22Mine+%F0%9F%99%82%22%7D", "guard")]
    assert page.evaluate("sessionStorage.length") == 0
