"""Sealed words: what they look like in the database, and how they open (design.md 5).

AES-256-GCM as in NIST SP 800-38D, a random nonce of 96 bits for each sealing. What is sealed is bound to its place
(table, column, row, owner): moved elsewhere, it does not open.
"""

import base64
import json
import os
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VERSION = b"\x01"
NONCE = 12


class Broken(Exception):
    """What was sealed does not open: another key, another place, or changed on the way."""


def seal(plain: bytes, *, key: bytes, bound_to: str) -> bytes:
    """Return version, nonce and ciphertext of `plain` under a key of 32 bytes."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal(sealed: bytes, *, key: bytes, bound_to: str) -> bytes:
    """Return what was sealed at this place under this key. Raises Broken."""
    sealed = bytes(sealed)
    if sealed[:1] != VERSION:
        raise Broken("unknown version")
    nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, body, bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise Broken("does not open") from error


@cache
def installation_key(purpose: str) -> bytes:
    """Return a key of this installation, one per purpose, derived from the master key with HKDF-SHA256 (RFC 5869)."""
    master = base64.urlsafe_b64decode(settings.VIKTIG_MASTER_KEY)
    if len(master) != 32:
        raise ValueError("VIKTIG_MASTER_KEY must be 32 bytes in base64.")
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"viktig/{purpose}".encode()).derive(master)


def digest(text: str, *, purpose: str) -> str:
    """Return the HMAC-SHA256 of a text under a key of its own, 64 hexadecimal digits."""
    mac = HMAC(installation_key(purpose), hashes.SHA256())
    mac.update(text.encode())
    return mac.finalize().hex()


def fingerprint_of(*parts: Any) -> str:
    """Return what tells whether something changed since a form was opened, and nothing about it: 16 hexadecimal digits.

    parts: whatever the form shows; each as text, a number, a date, or a structure of them.
    """
    return digest(json.dumps(parts, sort_keys=True, default=str), purpose="fingerprints")[:16]


def counter(key: str, prefix: str, version: int) -> str:
    """Return the digest under which a counter against guessing lies: its key may name an account, or a used code."""
    return digest(f"{prefix}|{version}|{key}", purpose="counters")


def seal_pointer(target: UUID, *, bound_to: str) -> bytes:
    """Seal the way from an account to a person, or back: a dump joins no e-mail address to a person."""
    return seal(target.bytes, key=installation_key("pointer"), bound_to=bound_to)


def unseal_pointer(sealed: bytes, *, bound_to: str) -> UUID:
    """Return where a sealed pointer leads. Raises Broken."""
    return UUID(bytes=unseal(sealed, key=installation_key("pointer"), bound_to=bound_to))
