"""The way of somebody without telephone and e-mail, from the paper to a page of their own, and back."""

import io
import time

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.cards import actions
from viktig.ground.cards.middleware import QUIET_SECONDS, STAY
from viktig.ground.cards.models import KeyCard
from viktig.ground.cards.tests.make import CODE, make_carded
from viktig.ground.people.models import Account, OrganisationKind, Person
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as


@pytest.fixture(autouse=True)
def no_counters():
    """Each test begins with nobody counted."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def ombud(settings):
    settings.VIKTIG_SECOND_FACTOR = "offered"
    return make_member(make_organisation(kind=OrganisationKind.USER_ORGANISATION), role=OrganisationRole.OMBUD)


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def text_of(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def sign_in(words, code=CODE, **sent):
    client = Client()
    client.post("/account/card/", {"words": words})
    return client, client.post("/account/card/code/", {"code": code, **sent})


def test_from_the_paper_to_a_page_of_ones_own(monkeypatch, ombud):
    printed = []
    monkeypatch.setattr(
        actions, "mint", lambda language, mint=actions.mint: printed.append(mint(language)) or printed[-1]
    )
    paper = signed_in(ombud).post("/tasks/card/", {"language": "nb"})
    read = text_of(paper)
    assert [word for word in printed[0].split() if word not in read] == []
    assert "/card/" in read

    client = Client()
    assert client.get("/card/").url == "/account/card/"
    assert client.post("/account/card/", {"words": printed[0]}).url == "/account/card/begin/"
    assert client.post("/account/card/begin/", {"new_code": CODE, "again": CODE}).url == "/me/card/new/"
    page = client.get("/me/card/new/")
    assert page.context["words"] == printed[1].split()
    assert [word for word in printed[1].split() if word not in text_of(client.get("/me/card/paper/"))] == []
    assert client.post("/me/card/new/", {"name": "Ane"}).url == "/me/"
    assert client.get("/me/card/paper/").status_code == 404
    account = Account.objects.get(email=None, pk=KeyCard.unguarded.get().account_id)
    with acting_as(account.who, because="test"):
        assert Person.unguarded.get().name == "Ane"

    assert sign_in(printed[1])[1].url == "/me/"
    assert "_auth_user_id" not in sign_in(printed[0])[0].session


def test_a_wrong_code_opens_nothing_and_says_so():
    _account, words = make_carded()
    client, answer = sign_in(words, "111222")

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["code"]
    assert "_auth_user_id" not in client.session


def test_the_words_never_stand_in_an_address_or_on_a_page():
    words = actions.make_card(language="nb")
    client = Client()
    answer = client.post("/account/card/", {"words": words}, follow=True)

    assert [word for word in words.split() if any(word in address for address, _ in answer.redirect_chain)] == []
    assert f">{words}<" not in answer.text
    assert words not in answer.text


@pytest.mark.parametrize("weak", ["12345", "111111", "123456", "987654", "121212", "abcdef", "1234567890123"])
def test_a_code_that_is_guessed_first_is_refused(weak):
    client = Client()
    client.post("/account/card/", {"words": actions.make_card(language="nb")})
    answer = client.post("/account/card/begin/", {"new_code": weak, "again": weak})

    assert list(answer.context["form"].errors)[:1] == ["new_code"]
    assert Account.objects.filter(email=None).count() == 0


def test_many_tries_from_one_place_must_wait():
    words = actions.make_card(language="nb")
    client = Client()
    for _time in range(20):
        client.post("/account/card/", {"words": "en to tre fire fem seks sju åtte"})

    assert client.post("/account/card/", {"words": words}).status_code == 200


def test_a_stay_at_somebody_elses_device_ends_by_itself():
    _account, words = make_carded()
    client, _answer = sign_in(words)
    assert client.session.get_expire_at_browser_close()
    assert client.cookies["viktig"]["max-age"] == ""
    page = client.get("/me/").text
    assert reverse("account_logout") in page
    assert 'class="short-stay no-print"' in page

    session = client.session
    session[STAY] = time.time() - QUIET_SECONDS - 1
    session.save()
    assert client.get("/me/").url == "/account/card/?quiet"
    assert "_auth_user_id" not in client.session


def test_at_ones_own_device_one_stays():
    _account, words = make_carded()
    client, _answer = sign_in(words, is_own="on")

    assert STAY not in client.session
    assert 'class="short-stay no-print"' not in client.get("/me/").text


def test_a_card_is_replaced_and_revoked_with_its_code_only():
    account, words = make_carded()
    client = signed_in(account)
    new = {"new_code": "903817", "again": "903817"}
    assert client.post("/me/card/", {"code": "000111", **new}).status_code == 200
    assert actions.find_card(words).account == account

    assert client.post("/me/card/", {"code": CODE, **new}).url == "/me/card/new/"
    assert client.post("/me/card/revoke/", {"code": CODE}).status_code == 200
    assert KeyCard.unguarded.count() == 1
    assert client.post("/me/card/revoke/", {"code": "903817"}).url == "/me/card/"
    assert KeyCard.unguarded.count() == 0


def test_a_second_factor_is_asked_for_after_the_card_too(client):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    account, words = make_carded()
    TOTP.activate(account, generate_totp_secret())
    client, answer = sign_in(words)

    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


MAKE_CARDS = {OrganisationRole.OMBUD, OrganisationRole.COORDINATOR}


def test_a_coordinator_makes_cards_for_others_too_and_finds_the_way_there(settings):
    settings.VIKTIG_SECOND_FACTOR = "offered"
    client = signed_in(make_member(make_organisation(), role=OrganisationRole.COORDINATOR))

    assert 'href="/tasks/card/"' in client.get("/tasks/").text
    assert client.post("/tasks/card/", {"language": "nb"}).headers["Content-Type"] == "application/pdf"
    assert KeyCard.unguarded.count() == 1


@pytest.mark.parametrize("role", [None, *(role for role in OrganisationRole if role not in MAKE_CARDS)])
def test_only_an_ombud_or_a_coordinator_makes_cards_for_others(settings, role):
    settings.VIKTIG_SECOND_FACTOR = "offered"
    account = (
        make_member(make_organisation(kind=OrganisationKind.USER_ORGANISATION), role=role) if role else make_account()
    )
    client = signed_in(account)

    assert [client.get("/tasks/card/").status_code, client.post("/tasks/card/", {"language": "nb"}).status_code] == [
        404,
        404,
    ]
    assert KeyCard.unguarded.count() == 0


def test_my_data_says_that_there_is_a_card(client):
    account, _words = make_carded()
    client.force_login(account)

    assert client.get("/person/mine/everything.json").json()["account"]["key_card_on"]
