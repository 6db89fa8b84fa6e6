"""The key store: one key per person and per unpublished voice, in a database of its own (design.md 5).

Each key is sealed with a key derived from the master key. Create: key first. Erase: key first.
"""

import os
from uuid import UUID

from django.db import connections

from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.sealing import installation_key, seal, unseal


class KeyGone(Exception):
    """The key is not there: erased, or not yet made. What it sealed cannot be read by anybody."""


def create_key(of: UUID) -> None:
    """Make the key of a person or a voice. Doing it twice changes nothing."""
    sealed = seal(os.urandom(32), key=installation_key("keys"), bound_to=f"key|{of}")
    with connections["keys"].cursor() as cursor:
        cursor.execute("insert into key (id, sealed) values (%s, %s) on conflict do nothing", [of, sealed])


def key_of(of: UUID) -> bytes:
    """Return the key of a person or a voice, 32 bytes; kept only as long as the transaction that asked. Raises KeyGone."""
    opened = acting().keys
    if of not in opened:
        opened.update(_fetch([of]))
    if of not in opened:
        raise KeyGone(str(of))
    return opened[of]


def open_keys(of: list[UUID]) -> None:
    """Fetch several keys in one query, for a list that is about to be shown."""
    acting().keys.update(_fetch([one for one in of if one not in acting().keys]))


def destroy_key(of: UUID) -> None:
    """Destroy a key for ever. Doing it twice changes nothing."""
    acting().keys.pop(of, None)
    with connections["keys"].cursor() as cursor:
        cursor.execute("delete from key where id = %s", [of])


def _fetch(of: list[UUID]) -> dict[UUID, bytes]:
    if not of:
        return {}
    with connections["keys"].cursor() as cursor:
        cursor.execute("select id, sealed from key where id = any(%s)", [of])
        return {
            key_id: unseal(sealed, key=installation_key("keys"), bound_to=f"key|{key_id}")
            for key_id, sealed in cursor.fetchall()
        }
