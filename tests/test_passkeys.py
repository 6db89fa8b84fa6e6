"""Passkeys in a real browser, with an authenticator of its own: add one, sign in with it, stop using it; 320 pixels wide."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

pytestmark = pytest.mark.browser
NAMES = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}


@pytest.fixture(params=["nb", "sv"])
def visit(towns: Live, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Let one of the demo's people in, at a name: a passkey belongs to one, and an address of digits has none."""
    url = towns.url.replace("127.0.0.1", "localhost")
    with translation.override(request.param), Theatre(browser, url, CASTS[request.param]) as theatre:
        yield theatre.enter(CASTS[request.param].ombud)


def authenticator(visit: Visit) -> str:
    """Give a browser an authenticator whose holder always shows who they are; return its id."""
    visit.cdp = visit.page.context.new_cdp_session(visit.page)
    visit.cdp.send("WebAuthn.enable")
    options = NAMES | {"isUserVerified": True, "automaticPresenceSimulation": True}
    return str(visit.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])


def show_passkey(visit: Visit, name: str, leads_to: str) -> None:
    """Press a button that asks for a passkey, and look at where its answer leads."""
    with visit.page.expect_navigation(url=leads_to):
        visit.page.locator("main").get_by_role("button", name=gettext(name)).click()
    visit.look()


def add_passkey(visit: Visit) -> None:
    visit.go("/account/sign-in/")
    visit.press("Add a passkey")
    visit.choose("name", "computer")
    show_passkey(visit, "Make a passkey", "**/sign-in/codes/")
    assert visit.page.locator("main .receipt li").count() == 10
    visit.press("I have written them down")


def sign_out(visit: Visit) -> None:
    visit.go("/account/logout/")
    visit.press("Sign out")


def test_a_passkey_is_added_lets_in_and_is_used_no_more(visit: Visit) -> None:
    key = authenticator(visit)
    add_passkey(visit)
    sign_out(visit)

    visit.go("/account/login/code/")
    show_passkey(visit, "Sign in with a passkey", "**/me/")
    visit.go("/account/sign-in/")
    visit.press("Stop using this passkey")
    if "again" in visit.page.url:  # is it still you?
        visit.press("Use a passkey")
        show_passkey(visit, "Use a passkey", "**/remove/")
    visit.press("Yes, stop using it")
    sign_out(visit)
    visit.go("/account/login/code/")
    show_passkey(visit, "Sign in with a passkey", "**/account/login/code/")

    assert visit.says(gettext("This passkey did not let you in. Sign in with a code instead."))
    assert len(visit.cdp.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1
    visit.page.goto(f"{visit.url}/me/")
    assert "/account/login" in visit.page.url


def test_a_browser_without_passkeys_is_led_to_an_app(visit: Visit) -> None:
    visit.page.add_init_script("delete window.PublicKeyCredential")
    visit.go("/account/sign-in/")
    visit.press("Add a passkey")

    assert not visit.page.locator("form[data-passkey]").is_visible()
    visit.press("Add an app instead")
    assert visit.page.locator("main img").evaluate("one => one.naturalWidth > 0")
