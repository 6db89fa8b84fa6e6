"""Tokens bound to a key of ours (RFC 9449), at a certified provider that demands it; what is not bound lets nobody in."""

import json
from base64 import urlsafe_b64decode
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from viktig.ground.commands import Refused
from viktig.ground.identities import dpop, oidc
from viktig.ground.identities.asking import NonceAsked, NotBelieved, fetch
from viktig.ground.identities.settings import read_providers
from viktig.ground.identities.tests.peer import BEGIN, BOUND, LEAVE, OURS, begin, come_back
from viktig.ground.identities.views import ON_THE_WAY


def named(settings, **said):
    """Name the provider otherwise in the settings, and return it."""
    settings.VIKTIG_OIDC = [settings.VIKTIG_OIDC[0] | said]
    return oidc.providers()["peer"]


@pytest.fixture
def bound(peer, settings):
    """A provider that gives us no tokens that anybody could use."""
    named(settings, client_id=BOUND, dpop=True)
    return peer


def test_somebody_comes_in_and_back_where_tokens_are_bound(client, bound):
    begin(client, bound)
    assert bound.say(who="anne", acr="high") == 1

    assert come_back(Client(), bound).url == "/me/"
    assert ON_THE_WAY not in client.session


def test_without_a_proof_that_provider_lets_nobody_in(client, bound, settings):
    named(settings, dpop=False)

    assert come_back(client, bound).status_code == 403


def test_a_nonce_that_is_asked_for_is_sent(client, bound):
    bound.say(who="anne", acr="high", nonce=True)

    begin(client, bound)

    assert bound.say() == 2


def test_who_asks_for_a_nonce_again_and_again_is_asked_twice(client, bound):
    again = {"status": 400, "body": {"error": "use_dpop_nonce"}, "headers": {"DPoP-Nonce": "one more"}}
    bound.say(who="anne", acr="high", instead=again)

    assert come_back(client, bound).status_code == 403
    assert bound.say() == 2


@pytest.mark.parametrize("kind", ["Bearer", "", None, 7])
def test_tokens_that_anybody_could_use_let_nobody_in(client, bound, kind):
    bound.say(who="anne", acr="high", tokens={"token_type": kind})

    assert come_back(client, bound).status_code == 403
    assert client.get("/me/").status_code == 302


def test_a_nonce_that_is_named_but_not_given_is_a_refusal(client, bound):
    bound.say(who="anne", acr="high", instead={"status": 400, "body": {"error": "use_dpop_nonce"}})

    assert come_back(client, bound).status_code == 403
    assert bound.say() == 1


def test_another_key_than_the_one_that_began_brings_no_tokens(client, bound):
    back = urlsplit(bound.visit(client.get(LEAVE).url))
    session = client.session
    session[ON_THE_WAY] = session[ON_THE_WAY] | {"proof_key": dpop.new_key()}
    session.save()

    assert client.get(f"{back.path}?{back.query}").status_code == 403


def test_who_left_before_proofs_were_asked_for_begins_anew(client, bound, settings):
    named(settings, dpop=False)
    back = urlsplit(bound.visit(client.get(LEAVE).url))
    named(settings, dpop=True)

    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert come_back(client, bound).url == BEGIN


def test_each_sign_in_has_a_key_of_its_own_and_it_stays_here(client, bound):
    kept = []
    for _ in range(2):
        asked = parse_qs(urlsplit(client.get(LEAVE).url).query)
        assert set(asked) == {"client_id", "request_uri"}
        kept.append(json.loads(client.session[ON_THE_WAY]["proof_key"]))

    assert kept[0]["d"] != kept[1]["d"]
    header = dpop.proof(json.dumps(kept[0]), address=bound.issuer)
    assert kept[0]["d"] not in header


def tokens_by_hand(bound, provider, proof):
    """Ask for tokens with a proof that is given; return what comes."""
    address, kept = oidc.begin(provider, back=f"{OURS}{LEAVE}back/", language="nb")
    [code] = parse_qs(urlsplit(bound.visit(address)).query)["code"]
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": kept["back"],
        "code_verifier": kept["verifier"],
        "client_id": provider.client_id,
    }
    return fetch(f"{bound.issuer}/token", form | oidc._statement(provider), proof=proof)


def test_a_proof_is_good_once_at_one_address_and_now(bound, settings):
    provider, key = named(settings, dpop=False), dpop.new_key()
    once = dpop.proof(key, address=f"{bound.issuer}/token")

    assert tokens_by_hand(bound, provider, once)["token_type"] == "DPoP"
    for wrong in (once, dpop.proof(key, address=f"{bound.issuer}/another"), f"{once[:-4]}AAAA"):
        with pytest.raises(NotBelieved, match="/token answers 400"):
            tokens_by_hand(bound, provider, wrong)
    with pytest.raises(NonceAsked):
        tokens_by_hand(bound, provider, dpop.proof(key, address=f"{bound.issuer}/token", nonce="a nonce of ours"))


def read(statement) -> tuple[dict, dict]:
    """Return what stands in the header and in the body of who we say we are."""
    parts = statement["client_assertion"].split(".")[:2]
    header, body = (json.loads(urlsafe_b64decode(f"{part}==")) for part in parts)
    return header, body


def test_who_we_are_is_said_as_such_a_profile_wants_it_and_to_others_as_before(bound, settings):
    header, claims = read(oidc._statement(oidc.providers()["peer"]))
    before, said = read(oidc._statement(named(settings, dpop=False)))

    assert (header["typ"], before["typ"]) == ("client-authentication+jwt", "JWT")
    assert claims["nbf"] == claims["iat"]
    assert "nbf" not in said
    assert claims["exp"] - claims["iat"] < 60


def test_a_provider_that_takes_no_proof_of_ours_is_not_gone_to(client, bound, settings):
    named(settings, label="Folkeporten 2")
    bound.say(who="anne", acr="high", about={"dpop_signing_alg_values_supported": ["EdDSA"]})

    assert client.get(LEAVE).status_code == 403


ENVIRONMENT = {
    "VIKTIG_OIDC": "helseid",
    "VIKTIG_OIDC_HELSEID_ISSUER": "https://helseid.example",
    "VIKTIG_OIDC_HELSEID_CLIENT": "viktig",
    "VIKTIG_OIDC_HELSEID_KEY": "{}",
    "VIKTIG_OIDC_HELSEID_LEVELS": "4",
}


@pytest.mark.parametrize(("said", "bound"), [("", False), ("0", False), ("1", True)])
def test_the_operator_says_where_tokens_are_bound(said, bound):
    [read] = read_providers(ENVIRONMENT | {"VIKTIG_OIDC_HELSEID_DPOP": said})

    assert read["dpop"] is bound


def test_a_setting_that_nobody_understands_is_said_in_a_sentence():
    with pytest.raises(Refused, match="VIKTIG_OIDC_HELSEID_DPOP is 'yes'"):
        read_providers(ENVIRONMENT | {"VIKTIG_OIDC_HELSEID_DPOP": "yes"})
