"""The identity provider beside the tests, named in the settings as an operator would name it."""

import json

import pytest
from joserfc.jwk import RSAKey

from viktig.ground.identities.tests.peer import BOUND, CLIENT, LEAVE, OURS, NotHere, running


@pytest.fixture(scope="session")
def key():
    return RSAKey.generate_key(2048, {"kid": "ours", "use": "sig", "alg": "RS256"}, private=True)


@pytest.fixture(scope="session")
def running_peer(key):
    client = {
        "redirect_uris": [f"{OURS}{LEAVE}back/"],
        "post_logout_redirect_uris": [f"{OURS}/"],
        "jwks": {"keys": [key.as_dict(private=False)]},
    }
    try:
        with running(
            client | {"client_id": CLIENT}, client | {"client_id": BOUND, "dpop_bound_access_tokens": True}
        ) as found:
            yield found
    except NotHere as reason:
        pytest.skip(str(reason))


@pytest.fixture
def peer(running_peer, key, settings):
    settings.VIKTIG_OIDC = [
        {
            "name": "peer",
            "label": "Folkeporten",
            "issuer": running_peer.issuer,
            "client_id": CLIENT,
            "key": json.dumps(key.as_dict(private=True)),
            "levels": ("substantial", "high"),
        }
    ]
    running_peer.say(who="anne", acr="substantial")
    return running_peer
