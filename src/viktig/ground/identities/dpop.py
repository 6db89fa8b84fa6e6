"""DPoP (RFC 9449): a key made for one sign-in, and the proof that who asks for the token holds it.

The key lies in the sealed session while somebody is at the provider, and is gone when they come back.
"""

import json
import secrets
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey

from viktig.ground.identities.asking import NonceAsked, NotBelieved, fetch

ALGORITHM = "ES256"


def taken_by(about: dict[str, Any]) -> bool:
    """Say whether a provider that says so of itself takes our kind of proof; one that says nothing is tried."""
    return ALGORITHM in about.get("dpop_signing_alg_values_supported", [ALGORITHM])


def new_key() -> str:
    """Return a new private key, as JSON."""
    return json.dumps(ECKey.generate_key("P-256", private=True).as_dict(private=True))


def thumbprint(key: str) -> str:
    """Return the mark of a key by which the provider knows it again (RFC 7638)."""
    return ECKey.import_key(json.loads(key)).thumbprint()


def proof(key: str, *, address: str, nonce: str = "") -> str:
    """Return a proof for one form sent to an address of the provider; it is good once. nonce: the provider's own."""
    own = ECKey.import_key(json.loads(key))
    header = {"typ": "dpop+jwt", "alg": ALGORITHM, "jwk": own.as_dict(private=False)}
    where = urlsplit(address)._replace(query="", fragment="").geturl()
    claims = {"htm": "POST", "htu": where, "iat": int(time.time()), "jti": secrets.token_urlsafe(24)}
    return jwt.encode(header, claims | ({"nonce": nonce} if nonce else {}), own)


def fetch_with_proof(address: str, form: Callable[[], dict[str, str]], *, key: str) -> dict[str, Any]:
    """Return tokens that only the key's holder can use. Raises NotBelieved.

    form: gives what is sent, anew for a second try, since our own statement in it is good once too.
    """
    try:
        answer = fetch(address, form(), proof=proof(key, address=address))
    except NonceAsked as asked:
        answer = fetch(address, form(), proof=proof(key, address=address, nonce=asked.nonce))
    if str(answer.get("token_type", "")).lower() != "dpop":
        raise NotBelieved("tokens that anybody could use")
    return answer
