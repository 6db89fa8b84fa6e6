"""Who changes how an account is opened cannot do it behind its holder's back: a letter says so, and says nothing else."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext

from viktig.ground.cards import actions as cards
from viktig.ground.identities import actions as identities
from viktig.ground.identities.models import Identity
from viktig.ground.notify.actions import deliver
from viktig.ground.notify.models import Mail
from viktig.ground.people.tests.make import make_account
from viktig.ground.people.tests.test_second_factor import OWN, SECOND, add_app, code_of, first_step
from viktig.ground.people.tests.test_sign_in import ADDRESS, PASSWORD, code_in_mail, sign_up

OURS = {
    "account/email/card_made",
    "account/email/card_revoked",
    "account/email/identity_connected",
    "account/email/identity_disconnected",
    "mfa/email/recovery_code_used",
}
ADDED, REMOVED = "An app with codes was added to your sign-in.", "The app with codes was taken away from your sign-in."
NEW_CODES = "New recovery codes were made for your sign-in. The old ones open nothing any more."
CODE_USED = "One of your recovery codes was used. It opens nothing any more."


def letters() -> list[str]:
    """Send what waits; return its texts."""
    mail.outbox.clear()
    for waiting in Mail.unguarded.all():
        deliver(str(waiting.pk))
    assert all(one.subject == gettext("A message from Viktig") for one in mail.outbox)
    return [one.body.strip() for one in mail.outbox]


def letter(what: str) -> str:
    then = gettext("If it was not you, sign in and put it right here:")
    return f"{gettext(what)}\n\n{then}\n\n{settings.VIKTIG_URL}{OWN}"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_an_app_that_is_added_and_taken_away_is_told_each_time(client, committed):
    sign_up(client)
    letters()

    with committed():
        secret, codes = add_app(client)
    assert letters() == [letter(ADDED)]
    first_step(client)
    client.post(SECOND, {"code": codes[0]})
    assert letters() == [letter(CODE_USED)]
    client.post(f"{OWN}again/", {"code": code_of(secret, 1)})
    with committed():
        client.post(f"{OWN}codes/new/")
    assert letters() == [letter(NEW_CODES)]
    client.post(f"{OWN}app/remove/")

    assert letters() == [letter(REMOVED)]


def test_a_passkey_that_is_taken_away_is_told(client):
    account = sign_up(client)
    add_app(client)
    passkey = Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "key"})
    letters()

    client.post(f"{OWN}passkeys/{passkey.pk}/remove/")

    assert letters() == [letter("A passkey was taken away from your sign-in.")]


def test_a_code_of_the_app_is_told_to_nobody(client, committed):
    sign_up(client)
    with committed():
        secret, _codes = add_app(client)
    first_step(client)
    letters()

    client.post(SECOND, {"code": code_of(secret, 1)})

    assert letters() == []


def test_a_password_that_is_chosen_changed_or_forgotten_is_told(client):
    sign_up(client)
    letters()
    chosen, turned = ({"password1": one, "password2": one} for one in (PASSWORD, PASSWORD[::-1]))

    client.post("/account/password/set/", chosen)
    assert letters() == [letter("A password was chosen for your page.")]
    client.post("/account/password/change/", turned | {"oldpassword": PASSWORD})
    assert letters() == [letter("Your password was changed.")]
    client.post("/account/logout/")
    client.post("/account/password/reset/", {"email": ADDRESS})
    client.post("/account/password/reset/confirm/", {"code": code_in_mail()})
    client.post("/account/password/reset/complete/", chosen)

    assert letters() == [letter("Your password was changed.")]


def test_an_identity_that_is_added_and_let_go_is_told():
    account = make_account(email=ADDRESS)

    identities.connect(account=account, provider="peer", digest="one")
    assert letters() == [letter("A way to sign in from elsewhere was added.")]
    identities.connect(account=account, provider="peer", digest="one")
    assert letters() == []
    identities.disconnect(identity=Identity.unguarded.get())

    assert letters() == [letter("A way to sign in from elsewhere was taken away.")]


def test_a_key_card_that_is_made_and_revoked_is_told():
    account = make_account(email=ADDRESS)

    cards.give_card(account=account, code="4711", language="nb")
    assert letters() == [letter("A new key card was made for your page.")]
    cards.revoke(account=account)
    assert letters() == [letter("Your key card opens your page no more.")]
    cards.revoke(account=account)

    assert letters() == []


def test_who_has_no_address_gets_no_letter():
    account = make_account(email=None)

    cards.give_card(account=account, code="4711", language="nb")

    assert not Mail.unguarded.exists()


def test_the_letter_is_in_the_language_of_whom_it_is_for():
    account = make_account(email=ADDRESS)
    account.language = "sv"

    with translation.override("nb"):
        get_adapter().send_notification_mail("mfa/email/totp_activated", account)

    with translation.override("sv"):
        assert letters() == [letter(ADDED)]


def told_by_the_library() -> set[str]:
    """Return what the library's own code may send a letter about, in the parts of it that we use."""
    files = [one for part in ("account", "mfa") for one in (Path(allauth.__file__).parent / part).rglob("*.py")]
    return {name for one in files for name in re.findall(r"send_notification_mail\(\s*\"([^\"]+)\"", one.read_text())}


def test_each_letter_is_our_own_and_says_neither_when_nor_where():
    account, every = make_account(email=ADDRESS), sorted(told_by_the_library() | OURS)
    assert len(every) > 12

    for name in every:
        assert get_template(f"{name}_message.txt").origin.name.startswith(str(settings.BASE_DIR)), name
        get_adapter().send_notification_mail(name, account, context={"ip": "192.0.2.1", "user_agent": "Browser 1"})
    sent = letters()

    assert len(sent) == len(every)
    assert len(set(sent)) == len(every) - 1  # a password that was forgotten is a password that was changed
    for text in sent:
        what, then, where = text.split("\n\n")
        assert not re.search(r"\d|Browser", what + then)
        assert where == settings.VIKTIG_URL + OWN


# Another e-mail address --------------------------------------------------------------------------------------------------

EMAIL, NEW = "/account/email/", "ane.new@example.org"
TAKEN = "Another page has this address already. Sign in with it, and see which one."
MOVED = "Your page has another e-mail address now. Letters no longer come here."


def change_to(client, address: str):
    """Write another address and then the code that came there; return the answer."""
    asked = client.post(EMAIL, {"email": address})
    assert asked.url == "/account/confirm-email/", asked.content.decode()
    return client.post(asked.url, {"code": code_in_mail()})


def test_another_address_takes_the_place_of_the_old_which_is_told(client):
    account = sign_up(client)

    assert change_to(client, NEW).url == OWN
    [told] = letters()
    assert (told, mail.outbox[0].to) == (letter(MOVED), [ADDRESS])
    account.refresh_from_db()
    assert account.email == NEW
    assert [one.email for one in EmailAddress.objects.all()] == [NEW]
    client.post("/account/logout/")
    client.post("/account/login/code/", {"email": NEW})
    assert client.post("/account/login/code/confirm/", {"code": code_in_mail()}).url == "/me/"


def test_before_the_code_is_written_nothing_has_changed(client):
    account = sign_up(client)

    client.post(EMAIL, {"email": NEW})
    page = client.post("/account/confirm-email/", {"code": "ABCDEF"})

    account.refresh_from_db()
    assert (page.status_code, account.email) == (200, ADDRESS)
    assert page.context["cancel_url"] == EMAIL


def test_an_address_that_is_somebody_else_s_is_answered_alike_and_stays_theirs(client):
    other = make_account(email=NEW)
    EmailAddress.objects.create(user=other, email=NEW, verified=True, primary=True)
    account = sign_up(client)
    letters()

    answer = change_to(client, NEW)  # the code came to whoever has that mailbox

    assert answer.context["verify_form"].errors["code"] == [gettext(TAKEN)]
    for one, address in ((account, ADDRESS), (other, NEW)):
        one.refresh_from_db()
        assert one.email == address


WRONG_ONES = {
    ADDRESS: "This is your address already.",
    "no address": "Enter a valid email address.",
    "": "This field is required.",
}


@pytest.mark.parametrize("written", WRONG_ONES)
def test_a_wrong_address_gets_one_sentence(client, written):
    sign_up(client)

    page = client.post(EMAIL, {"email": written})

    assert page.context["form"].errors["email"] == [gettext(WRONG_ONES[written])]


def test_who_has_a_factor_shows_it_before_the_address_changes(client):
    sign_up(client)
    _secret, codes = add_app(client)
    first_step(client)
    client.post(SECOND, {"code": codes[0]})

    assert client.get(EMAIL).url.startswith(f"{OWN}again/")
    assert client.post(EMAIL, {"email": NEW}).url.startswith(f"{OWN}again/")


def test_who_began_without_an_address_can_add_one(client):
    account = make_account(email=None)
    client.force_login(account)

    assert client.get(EMAIL).status_code == 200
    change_to(client, NEW)

    account.refresh_from_db()
    assert account.email == NEW
    assert letters() == []
