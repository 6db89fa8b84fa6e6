"""Signing in with a certified identity provider running beside the tests; each wrong answer of it is refused."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from viktig.ground.identities import actions
from viktig.ground.identities.models import Identity
from viktig.ground.identities.tests.peer import BEGIN, CLIENT, LEAVE, begin, come_back
from viktig.ground.people.models import Account
from viktig.ground.people.second_factor import CAME_WITH
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.people.tests.test_second_factor import SECOND, add_app, first_step
from viktig.ground.people.tests.test_sign_in import sign_up

NUMBER = "17854498765"


def test_a_newcomer_is_asked_first_and_comes_back_to_the_same_page(client, peer):
    assert come_back(client, peer).url == BEGIN
    assert "Folkeporten" in client.get(BEGIN).content.decode()
    assert not Account.objects.exists()
    assert client.post(BEGIN).url == "/me/"
    [first] = Account.objects.all()
    client.get("/me/")
    later = Client()

    assert come_back(later, peer).url == "/me/"
    assert later.get("/me/").status_code == 200
    assert list(Account.objects.all()) == [first]
    assert first.email is None


def test_somebody_else_gets_another_page(client, peer):
    begin(client, peer)
    peer.say(who="berit", acr="high")
    other = Client()

    assert come_back(other, peer).url == BEGIN
    other.post(BEGIN)
    assert Account.objects.count() == Identity.unguarded.count() == 2


def test_nothing_is_kept_but_a_digest(client, peer):
    begin(client, peer)

    with connection.cursor() as cursor:
        for table in ("ground_account", "ground_identity", "ground_session"):
            cursor.execute(f"select {table}::text from {table}")  # noqa: S608
            rows = " ".join(row for (row,) in cursor.fetchall())
            assert rows
            assert not [one for one in (NUMBER, "pairwise", "anne", "eyJ") if one in rows]
    kept = json.dumps(dict(client.session.items()))
    assert not [one for one in (NUMBER, "pairwise", "eyJ") if one in kept]


def test_what_is_asked_for_goes_ahead_of_the_browser_and_names_nothing_in_the_address(client, peer):
    asked = parse_qs(urlsplit(client.get(LEAVE).url).query)

    assert set(asked) == {"client_id", "request_uri"}


WRONG = {
    "another nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "out of time": {"claims": {"exp": 1_000_000_000}},
    "not yet": {"claims": {"iat": 4_000_000_000, "exp": 4_000_000_300}},
    "for another": {"claims": {"aud": "somebody-else"}},
    "for another too": {"claims": {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"}},
    "another issuer": {"claims": {"iss": "https://idporten.example"}},
    "a lower level": {"acr": "low"},
    "no level": {"claims": {"acr": None}},
    "an unknown level": {"claims": {"acr": "highest"}},
    "nobody": {"claims": {"sub": ""}},
    "another's key": {"signer": "stranger"},
    "no signature": {"signer": "nobody"},
}


@pytest.mark.parametrize("wrong", list(WRONG.values()), ids=list(WRONG))
def test_a_wrong_answer_lets_nobody_in(client, peer, wrong):
    begin(client, peer)
    peer.say(**({"who": "anne", "acr": "substantial"} | wrong))
    other = Client()

    answer = come_back(other, peer)

    assert answer.status_code == 403
    assert other.get("/me/").status_code == 302


def test_a_changed_address_lets_nobody_in(client, peer):
    out = client.get(LEAVE)
    back = urlsplit(peer.visit(out.url))
    given = {name: values[0] for name, values in parse_qs(back.query).items()}
    assert given["iss"] == peer.issuer

    for changed in ({"state": "another"}, {"iss": "https://idporten.example"}, {"code": "another"}):
        refused = Client()
        refused.cookies = client.cookies
        session = client.session
        session["on the way to a provider"] = client.session["on the way to a provider"]
        session.save()
        kept = dict(session["on the way to a provider"])
        assert refused.get(back.path, given | changed).status_code == 403
        session = client.session
        session["on the way to a provider"] = kept
        session.save()
    without = {name: value for name, value in given.items() if name != "iss"}
    assert client.get(back.path, without).status_code == 403


def test_an_answer_works_once_and_only_in_the_browser_that_asked(client, peer):
    out = client.get(LEAVE)
    back = urlsplit(peer.visit(out.url))
    stranger = Client()

    assert stranger.get(f"{back.path}?{back.query}").url == "/account/login/code/"
    assert client.get(f"{back.path}?{back.query}").url == BEGIN
    assert client.get(f"{back.path}?{back.query}").url == "/account/login/code/"


def test_a_provider_that_calls_itself_otherwise_is_not_asked(client, peer, settings):
    settings.VIKTIG_OIDC = [settings.VIKTIG_OIDC[0] | {"issuer": peer.issuer.replace("127.0.0.1", "localhost")}]

    assert client.get(LEAVE).status_code == 403


def test_an_account_of_one_s_own_can_be_connected_and_let_go(peer):
    account, client = make_account(email="ane@example.org"), Client()
    client.force_login(account)

    assert come_back(client, peer).url == "/account/sign-in/"
    [(identity, label)] = client.get("/account/sign-in/").context["identities"]
    assert label == "Folkeporten"
    other = Client()
    assert come_back(other, peer).url == "/me/"
    client.post(reverse("ground:identity-disconnect", args=[identity]))
    assert not Identity.unguarded.exists()


def test_an_identity_that_opens_another_page_is_not_moved(client, peer):
    begin(client, peer)
    other = Client()
    other.force_login(make_account(email="ane@example.org"))

    come_back(other, peer)

    assert other.get("/account/sign-in/").context["identities"] == []


def test_nobody_lets_go_of_another_s_identity_or_of_their_only_way_in(client, peer):
    begin(client, peer)
    [identity] = Identity.unguarded.all()
    path, stranger = reverse("ground:identity-disconnect", args=[identity.pk]), Client()
    stranger.force_login(make_account())

    assert stranger.post(path).status_code == 404
    client.post(path)
    with pytest.raises(actions.LastWayIn):
        actions.disconnect(identity=identity)
    assert Identity.unguarded.count() == 1


def test_who_comes_with_two_things_needs_no_more_for_work(client, peer, settings):
    settings.VIKTIG_SECOND_FACTOR = "required"
    account = begin(client, peer)
    client.get("/me/")
    account.refresh_from_db()
    make_member(make_organisation(), account=account)
    by_mail = Client()
    by_mail.force_login(account)

    assert client.get("/tasks/").status_code == 200
    assert by_mail.get("/tasks/").url == "/account/sign-in/"


def test_what_somebody_came_with_says_nothing_of_another_account_in_the_same_browser(client, peer, settings):
    settings.VIKTIG_SECOND_FACTOR = "required"
    begin(client, peer)
    came = client.session[CAME_WITH]
    other = make_account(name="Kim")
    make_member(make_organisation(), account=other)
    client.force_login(other)
    session = client.session
    session[CAME_WITH] = came
    session.save()

    assert client.get("/tasks/").url == "/account/sign-in/"


def test_a_factor_is_shown_again_before_a_provider_is_added(client, peer):
    sign_up(client)
    _secret, codes = add_app(client)
    first_step(client)
    client.post(SECOND, {"code": codes[0]})

    assert client.get(LEAVE).url.startswith("/account/sign-in/again/")


def test_where_none_is_named_there_is_no_button_and_no_address(client, settings):
    settings.VIKTIG_OIDC = []

    assert "account/with" not in client.get("/account/login/code/").content.decode()
    assert client.get(LEAVE).status_code == 404


def test_a_button_appears_where_one_is_named(client, peer):
    assert LEAVE in client.get("/account/login/code/").content.decode()
