"""OpenID Connect, as an identity provider of a state asks for it: ID-porten, HelseID, BankID, Freja.

Discovery, authorization code with state, nonce and PKCE (S256), pushed to the provider beforehand where it takes that
(RFC 9126), a client that shows who it is with a signed statement (private_key_jwt), tokens bound to a key where it demands
that (DPoP), and an answer that is believed only when signature, issuer, receiver, time, nonce and level are right. What
comes back is a digest: no number is kept.
"""

import json
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from viktig.ground.identities import dpop
from viktig.ground.identities.asking import NotBelieved, fetch
from viktig.ground.privacy.sealing import digest

ALGORITHM = "RS256"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout"
STATEMENT_LASTS, CLOCKS_DIFFER = 45, 60  # seconds: some take a statement for a minute at most, by their own clock
HOUR = 3600


@dataclass(frozen=True)
class Provider:
    """Who somebody may sign in with.

    levels: the `acr` values that are enough; the first is asked for. dpop: whether its tokens must be bound to a key.
    """

    name: str
    label: str
    issuer: str
    client_id: str
    key: str
    levels: tuple[str, ...]
    scope: str = "openid"
    dpop: bool = False


@dataclass(frozen=True)
class Shown:
    """Who came back, in digests.

    subject: of issuer and subject; it opens an account. session: of the provider's own session, empty if it names none.
    everywhere: of all their sessions there; it opens nothing, and is another than `subject`.
    """

    subject: str
    session: str
    everywhere: str


def providers() -> dict[str, Provider]:
    """Return the providers that the operator has named, by name."""
    return {one["name"]: Provider(**one) for one in settings.VIKTIG_OIDC}


# On the way there ------------------------------------------------------------------------------------------------------


def begin(provider: Provider, *, back: str, language: str) -> tuple[str, dict[str, str]]:
    """Return the address to send somebody to, and what to keep of it in their session. Raises NotBelieved.

    back: our own address where they come back to.
    """
    about = discovered(provider)
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": _base64(sha256(kept["verifier"].encode()).digest()),
        "code_challenge_method": "S256",
        "acr_values": provider.levels[0],
        "ui_locales": language,
    }
    if provider.dpop:
        kept["proof_key"] = dpop.new_key()
        asked["dpop_jkt"] = dpop.thumbprint(kept["proof_key"])
    if pushed := about.get("pushed_authorization_request_endpoint"):
        answer = fetch(pushed, asked | _statement(provider))
        if "request_uri" not in answer:
            raise NotBelieved("nothing to go on with")
        asked = {"client_id": provider.client_id, "request_uri": str(answer["request_uri"])}
    return f"{about['authorization_endpoint']}?{urlencode(asked)}", kept | {"back": back}


def way_out(provider: Provider, *, back: str) -> str:
    """Return the address where somebody ends their session at the provider too, or nothing. It keeps no token for it."""
    address = discovered(provider).get("end_session_endpoint", "")
    return (
        f"{address}?{urlencode({'client_id': provider.client_id, 'post_logout_redirect_uri': back})}" if address else ""
    )


# On the way back -------------------------------------------------------------------------------------------------------


def finish(provider: Provider, *, kept: dict[str, str], answer: dict[str, str]) -> Shown:
    """Return who came back. kept: what `begin` gave. answer: what stands in the address. Raises NotBelieved."""
    about = discovered(provider)
    if not secrets.compare_digest(answer.get("state", ""), kept["state"]):
        raise NotBelieved("another state")
    names_itself = about.get("authorization_response_iss_parameter_supported")
    if answer.get("iss", None if names_itself else provider.issuer) != provider.issuer:
        raise NotBelieved("another issuer in the answer")
    if "code" not in answer:
        raise NotBelieved("no code")
    asked = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": kept["back"],
        "code_verifier": kept["verifier"],
        "client_id": provider.client_id,
    }
    claims = believed(provider, _tokens(provider, about["token_endpoint"], asked, kept).get("id_token", ""))
    if not secrets.compare_digest(str(claims.get("nonce", "")), kept["nonce"]):
        raise NotBelieved("another nonce")
    if claims.get("acr") not in provider.levels:
        raise NotBelieved("too low a level")
    return shown(provider, claims)


def ended(provider: Provider, token: str) -> Shown:
    """Return whose session a provider says is over: one, or all of them if it names none. Raises NotBelieved."""
    claims = believed(provider, token)
    if LOGGED_OUT not in (claims.get("events") or {}) or "nonce" in claims:
        raise NotBelieved("not about a session that is over")
    return shown(provider, claims)


def shown(provider: Provider, claims: dict[str, Any]) -> Shown:
    """Return the digests of who and of which session: the only things that leave this file. Raises NotBelieved."""
    subject, session = claims.get("sub"), claims.get("sid")
    if not isinstance(subject, str) or not subject:
        raise NotBelieved("nobody")
    return Shown(
        subject=digest(json.dumps([provider.issuer, subject]), purpose="identity subject"),
        session=over(provider, str(session)) if session else "",
        everywhere=digest(json.dumps([provider.issuer, subject]), purpose="identity everywhere"),
    )


def over(provider: Provider, session: str) -> str:
    """Return the digest of one of the provider's own sessions."""
    return digest(json.dumps([provider.issuer, session]), purpose="identity session")


def believed(provider: Provider, token: str) -> dict[str, Any]:
    """Return what a signed statement of the provider says, if it is theirs, for us, and in time. Raises NotBelieved."""
    try:
        try:
            claims = jwt.decode(token, _keys(provider, _this_hour()), algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError):
            _keys.cache_clear()  # they may have changed their keys since
            claims = jwt.decode(token, _keys(provider, _this_hour()), algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError) as error:
        raise NotBelieved(f"signature: {type(error).__name__}") from error
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if claims.get("iss") != provider.issuer:
        raise NotBelieved("another issuer")
    if provider.client_id not in audiences or claims.get("azp", provider.client_id) != provider.client_id:
        raise NotBelieved("for another receiver")
    now, ends, made = time.time(), claims.get("exp"), claims.get("iat")
    if not isinstance(ends, int | float) or not isinstance(made, int | float):
        raise NotBelieved("without a time")
    if ends < now - CLOCKS_DIFFER or made > now + CLOCKS_DIFFER:
        raise NotBelieved("out of time")
    return claims


# What is asked of the provider -----------------------------------------------------------------------------------------


def discovered(provider: Provider) -> dict[str, Any]:
    """Return what a provider says of itself, asked for once an hour. Raises NotBelieved."""
    about = _about(provider, _this_hour())
    if about.get("issuer") != provider.issuer:
        raise NotBelieved("it calls itself by another name")
    if provider.dpop and not dpop.taken_by(about):
        raise NotBelieved("it takes no proof of ours")
    return about


@lru_cache(maxsize=8)
def _about(provider: Provider, hour: int) -> dict[str, Any]:
    return fetch(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")


@lru_cache(maxsize=8)
def _keys(provider: Provider, hour: int) -> KeySet:
    return KeySet.import_key_set(fetch(discovered(provider)["jwks_uri"]))  # type: ignore[arg-type]  # what JSON is


def _this_hour() -> int:
    return int(time.time()) // HOUR


def _tokens(provider: Provider, address: str, asked: dict[str, str], kept: dict[str, str]) -> dict[str, Any]:
    if not provider.dpop:
        return fetch(address, asked | _statement(provider))
    if "proof_key" not in kept:
        raise NotBelieved("no key for a proof: they left before it was asked for")
    return dpop.fetch_with_proof(address, lambda: asked | _statement(provider), key=kept["proof_key"])


def _statement(provider: Provider) -> dict[str, str]:
    """Return who we are, signed, good for less than a minute and once (RFC 7523)."""
    key = RSAKey.import_key(json.loads(provider.key) if provider.key.startswith("{") else provider.key)
    header = {"alg": ALGORITHM, "kid": key.kid or key.thumbprint()}
    now = int(time.time())
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": provider.issuer,
        "jti": secrets.token_urlsafe(24),
        "iat": now,
        "exp": now + STATEMENT_LASTS,
    }
    if provider.dpop:  # profiles that demand it also ask what kind of statement this is, and from when
        header, claims = header | {"typ": "client-authentication+jwt"}, claims | {"nbf": now}
    return {"client_assertion_type": ASSERTION, "client_assertion": jwt.encode(header, claims, key)}


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
