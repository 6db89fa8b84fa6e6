"""A session that is over at the provider is over here, and the way out leads past the provider."""

import time

from django.contrib.sessions.models import Session
from django.test import Client

from viktig.ground.identities import oidc
from viktig.ground.identities.tests.peer import CLIENT, LEAVE, begin


def test_signing_out_leads_past_the_provider(client, peer):
    begin(client, peer)

    answer = client.post("/account/logout/")
    page = client.get(answer.url)

    assert page.context["address"].startswith(f"{peer.issuer}/session/end?")
    assert client.get("/me/").status_code == 302


def logout_claims(client, peer, **changed):
    claims = {
        "iss": peer.issuer, "aud": CLIENT, "iat": int(time.time()), "exp": int(time.time()) + 60, "jti": "one",
        "sub": "pairwise-anne", "events": {oidc.LOGGED_OUT: {}},
    }  # fmt: skip
    return {"logout_token": peer.sign(**(claims | changed))}


def test_a_session_that_is_over_there_is_over_here(client, peer):
    peer.say(who="anne", acr="high", claims={"sid": "one session"})
    begin(client, peer)
    path = f"{LEAVE}ended/"
    outside = Client(enforce_csrf_checks=True)

    for wrong in ({"events": {}}, {"nonce": "n"}, {"aud": "another"}, {"iss": "https://idporten.example"}):
        assert outside.post(path, logout_claims(client, peer, sid="one session", **wrong)).status_code == 400
    assert outside.post(path, {"logout_token": "nonsense"}).status_code == 400
    assert outside.post(path, logout_claims(client, peer, sid="another")).status_code == 200
    assert client.get("/me/").status_code == 200
    sessions = Session.objects.count()
    assert outside.post(path, logout_claims(client, peer, sid="one session")).status_code == 200

    assert Session.objects.count() == sessions - 1
    assert client.get("/me/").status_code == 302
