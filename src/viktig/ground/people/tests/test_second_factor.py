"""A second way to show who somebody is: an app with codes, recovery codes, and who is led to add one."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.second_factor import Adapter
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.people.tests.test_sign_in import ADDRESS, code_in_mail, sign_up
from viktig.ground.privacy.sealing import Broken

OWN = "/account/sign-in/"
SECOND = "/account/login/second/"
WRONG = "This code does not fit. Wait for the next one, and write it again."


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def secret_shown(page) -> str:
    return page.context["form"].secret


def add_app(client) -> tuple[str, list[str]]:
    """Add an app as a person does; return its secret, and the recovery codes that were shown."""
    secret = secret_shown(client.get(f"{OWN}app/"))
    answer = client.post(f"{OWN}app/", {"code": code_of(secret)})
    assert answer.url == f"{OWN}codes/"
    return secret, client.get(answer.url).context["unused_codes"]


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def first_step(client) -> None:
    client.post("/account/logout/")
    client.post("/account/login/code/", {"email": ADDRESS})
    answer = client.post("/account/login/code/confirm/", {"code": code_in_mail()})
    assert answer.url.startswith(SECOND)


@pytest.fixture
def with_app(client):
    sign_up(client)
    secret, codes = add_app(client)
    return client, secret, codes


def test_the_code_by_mail_is_not_enough_once_there_is_an_app(with_app):
    client, secret, _codes = with_app
    first_step(client)

    assert client.get("/me/").status_code == 302
    answer = client.post(SECOND, {"code": code_of(secret, 1)})

    assert (answer.status_code, answer.url) == (302, "/me/")
    assert client.get("/me/").status_code == 200


def test_a_wrong_code_is_said_in_a_sentence_and_lets_nobody_in(with_app):
    client, _secret, _codes = with_app
    first_step(client)

    page = client.post(SECOND, {"code": "000000"})

    assert page.context["form"].errors["code"] == [gettext(WRONG)]
    assert client.get("/me/").status_code == 302


def test_a_code_of_the_app_works_once(with_app):
    client, secret, _codes = with_app
    code = code_of(secret)
    first_step(client)
    client.post(SECOND, {"code": code})
    first_step(client)

    assert client.post(SECOND, {"code": code}).context["form"].errors["code"] == [gettext(WRONG)]
    assert client.post(SECOND, {"code": code_of(secret, 1)}).url == "/me/"


def test_a_code_half_a_minute_old_still_counts_and_an_older_one_does_not(with_app):
    client, secret, _codes = with_app
    first_step(client)

    assert "code" in client.post(SECOND, {"code": code_of(secret, -3)}).context["form"].errors
    assert client.post(SECOND, {"code": code_of(secret, -1)}).url == "/me/"


def test_a_recovery_code_lets_in_once_and_is_counted(with_app):
    client, _secret, codes = with_app
    first_step(client)
    answer = client.post(SECOND, {"code": codes[3]})

    assert answer.url == "/me/"
    assert client.get(OWN).context["codes_left"] == 9
    first_step(client)
    assert client.post(SECOND, {"code": codes[3]}).context["form"].errors["code"] == [gettext(WRONG)]


def test_recovery_codes_are_shown_once(with_app):
    client, _secret, codes = with_app

    page = client.get(f"{OWN}codes/")

    assert len(set(codes)) == 10
    if page.status_code == 302:  # it asks first whether it is still the same human
        page = client.get(page.url)
    assert not [code for code in codes if code in page.content.decode()]


def test_guessing_is_stopped_also_for_the_right_code(with_app):
    client, secret, _codes = with_app
    first_step(client)
    for _ in range(5):
        client.post(SECOND, {"code": "000000"})

    page = client.post(SECOND, {"code": code_of(secret)})

    assert page.status_code == 200
    assert page.context["form"].errors["code"] != [gettext(WRONG)]
    assert client.get("/me/").status_code == 302


def test_the_app_is_removed_only_by_who_shows_a_code(with_app):
    client, secret, codes = with_app
    first_step(client)
    client.post(SECOND, {"code": codes[0]})

    asked = client.post(f"{OWN}app/remove/")
    assert asked.url.startswith(f"{OWN}again/")
    assert Authenticator.objects.count() == 2
    client.post(asked.url, {"code": code_of(secret, 1)})
    client.post(f"{OWN}app/remove/")

    assert not Authenticator.objects.exists()


def test_the_table_holds_no_secret_no_code_no_name_and_no_time(with_app):
    client, secret, codes = with_app
    first_step(client)
    client.post(SECOND, {"code": code_of(secret, 1)})

    with connection.cursor() as cursor:
        cursor.execute("select mfa_authenticator::text from mfa_authenticator")
        rows = " ".join(row for (row,) in cursor.fetchall())
        cursor.execute("select distinct created_at::date::text, last_used_at from mfa_authenticator")
        times = cursor.fetchall()
        cursor.execute("select cache_key from viktig_counters")
        counters = " ".join(key for (key,) in cursor.fetchall())

    account = str(Authenticator.objects.first().user_id)
    assert account in rows
    assert not [one for one in (secret, *codes, ADDRESS) if one in rows]
    assert times == [("2000-01-01", None)]
    assert account not in counters
    assert re.fullmatch(r"([0-9a-f]{64} ?)+", counters)


def test_a_secret_changed_on_the_way_does_not_open():
    sealed = Adapter().encrypt("abc")

    assert Adapter().decrypt(sealed) == "abc"
    with pytest.raises(Broken):
        Adapter().decrypt(Adapter().encrypt("x")[:-8] + sealed[-8:])


def test_two_counters_lie_under_different_digests():
    cache.set("one", 1)

    assert (cache.get("one"), cache.get("two")) == (1, None)


# Who must have one -------------------------------------------------------------------------------------------------------


@pytest.fixture
def required(settings):
    settings.VIKTIG_SECOND_FACTOR = "required"


def others_things(account, person):
    """Return addresses where an administrator, who somebody shares with, sees what is others'."""
    office = make_organisation()
    make_member(office, role=OrganisationRole.ADMINISTRATOR, account=account)
    make_share(person.who, account.who)
    return [
        reverse("ground:organisation", args=[office.pk]),
        reverse("ground:tasks"),
        reverse("person:matters-room", args=[person.who]),
    ]


def test_who_works_somewhere_is_led_to_add_a_second_factor_and_then_on(required):
    account, person = make_account(name="Kim"), make_account(name="Ane")
    office, tasks, matters = others_things(account, person)
    client = signed_in(account)

    for address in (tasks, matters, office):
        assert client.get(address).url == OWN
    page = client.get(OWN)
    assert page.context["goes_on"] == office
    add_app(client)
    page = client.get(OWN)

    assert (page.context["goes_on"], page.context["has_second"]) == (office, True)
    assert [client.get(address).status_code for address in (tasks, matters, office)] == [200] * 3


def test_their_own_page_is_open_meanwhile(required):
    account = make_account(name="Kim")
    others_things(account, make_account(name="Ane"))
    client = signed_in(account)

    own = [reverse("person:me"), reverse("person:mine-page"), reverse("person:matters-room", args=[account.who]), OWN]

    assert [client.get(address).status_code for address in own] == [200] * 4


def test_a_relative_needs_none(required):
    relative, person = make_account(name="Kim"), make_account(name="Ane")
    make_share(person.who, relative.who)

    assert signed_in(relative).get(reverse("person:matters-room", args=[person.who])).status_code == 200


def test_a_stranger_meets_not_found_and_not_the_way_to_a_second_factor(required):
    stranger, person = make_account(), make_account(name="Ane")
    make_member(make_organisation(), account=stranger)

    assert signed_in(stranger).get(reverse("person:matters-room", args=[person.who])).status_code == 404


def test_where_it_is_offered_nobody_is_stopped():
    account = make_account(name="Kim")
    addresses = others_things(account, make_account(name="Ane"))
    client = signed_in(account)

    assert [client.get(address).status_code for address in addresses] == [200] * 3
    assert client.get(OWN).context["works"]
