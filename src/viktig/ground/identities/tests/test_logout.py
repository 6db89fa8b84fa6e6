"""A session that is over at the provider is over here, and the way out leads past the provider."""

import time

import pytest
from django.test import Client

from viktig.ground.identities import oidc
from viktig.ground.identities.models import Identity
from viktig.ground.identities.tests.peer import BEGIN, CLIENT, LEAVE, begin, come_back
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.models import Session

ENDED, FRAME = f"{LEAVE}ended/", f"{LEAVE}ended/frame/"


def test_signing_out_leads_past_the_provider(client, peer):
    begin(client, peer)

    answer = client.post("/account/logout/")
    page = client.get(answer.url)

    assert page.context["address"].startswith(f"{peer.issuer}/session/end?")
    assert "/session/end/confirm" in peer.page(page.context["address"])
    assert client.get("/me/").status_code == 302


def token(peer, **changed):
    """Return what the provider's server sends; None leaves a claim out."""
    claims = {
        "iss": peer.issuer, "aud": CLIENT, "iat": int(time.time()), "exp": int(time.time()) + 60, "jti": "one",
        "sub": "pairwise-anne", "events": {oidc.LOGGED_OUT: {}},
    }  # fmt: skip
    said = {name: value for name, value in (claims | changed).items() if value is not None}
    return {"logout_token": peer.sign(**said)}


def is_in(client) -> bool:
    return client.get("/me/").status_code == 200


@pytest.fixture
def twice(client, peer):
    """Somebody who came from two of their sessions there, and somebody else from a third."""
    peer.say(who="anne", acr="high", claims={"sid": "at home"})
    begin(client, peer)
    peer.say(who="anne", acr="high", claims={"sid": "at the library"})
    library, other = Client(), Client()
    come_back(library, peer)
    peer.say(who="berit", acr="high", claims={"sid": "elsewhere"})
    come_back(other, peer)
    other.post(BEGIN)
    assert [is_in(one) for one in (client, library, other)] == [True] * 3
    return client, library, other


def test_a_session_that_is_over_there_is_over_here_and_no_other(twice, peer):
    outside = Client(enforce_csrf_checks=True)

    for wrong in ({"events": {}}, {"nonce": "n"}, {"aud": "another"}, {"iss": "https://idporten.example"}):
        assert outside.post(ENDED, token(peer, sid="at home", **wrong)).status_code == 400
    assert outside.post(ENDED, {"logout_token": "nonsense"}).status_code == 400
    assert outside.post(ENDED, token(peer, sid="another")).status_code == 200
    assert [is_in(one) for one in twice] == [True] * 3
    sessions = Session.objects.count()
    assert outside.post(ENDED, token(peer, sid="at home")).status_code == 200

    assert Session.objects.count() == sessions - 1
    assert [is_in(one) for one in twice] == [False, True, True]


def test_a_provider_that_names_no_session_ends_all_of_that_human(twice, peer):
    assert Client().post(ENDED, token(peer)).status_code == 200

    assert [is_in(one) for one in twice] == [False, False, True]


def test_the_provider_s_page_ends_a_session_in_a_frame_without_a_cookie_and_no_other(twice, peer):
    frame = Client()

    answer = frame.get(FRAME, {"iss": peer.issuer, "sid": "at home"})

    assert (answer.status_code, answer.content, answer.cookies) == (200, b"", {})
    assert [is_in(one) for one in twice] == [False, True, True]


def test_a_frame_that_does_not_know_the_session_ends_none_and_learns_nothing(twice, peer):
    known = Client().get(FRAME, {"iss": peer.issuer, "sid": "at the library"})
    wrong = [
        {},
        {"sid": "at home"},
        {"iss": peer.issuer},
        {"iss": peer.issuer, "sid": ""},
        {"iss": peer.issuer, "sid": "pairwise-anne"},
        {"iss": "https://idporten.example", "sid": "at home"},
        {"iss": peer.issuer, "sid": Session.objects.exclude(over="").first().over},
    ]

    answers = [Client().get(FRAME, said) for said in wrong]

    assert [is_in(one) for one in twice] == [True, False, True]
    for answer in answers:
        assert (answer.status_code, answer.content, dict(answer.headers)) == (200, b"", dict(known.headers))
    assert Client().post(FRAME, {"iss": peer.issuer, "sid": "at home"}).status_code in {403, 405}
    assert Client().get("/account/with/nobody/ended/frame/", {"sid": "at home"}).status_code == 404


def test_who_came_without_a_session_there_is_ended_by_name_and_never_in_a_frame(client, peer):
    peer.say(who="anne", acr="high", claims={"sid": None})
    begin(client, peer)
    by_mail = Client()
    by_mail.force_login(make_account(email="kim@example.org"))

    for session in ("", "pairwise-anne", "None"):
        Client().get(FRAME, {"iss": peer.issuer, "sid": session})
    assert [is_in(client), is_in(by_mail)] == [True, True]
    Client().post(ENDED, token(peer))

    assert [is_in(client), is_in(by_mail)] == [False, True]


def test_what_ends_a_session_opens_no_account_in_a_dump(twice):
    kept = {digest for pair in Session.objects.values_list("over", "over_everywhere") for digest in pair} - {""}

    assert len(kept) == 3 + 2
    assert not kept & set(Identity.unguarded.values_list("digest", flat=True))
