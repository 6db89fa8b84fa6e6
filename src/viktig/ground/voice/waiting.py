"""What waits, sealed, to leave a person's room (design.md 3)."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from viktig.ground.privacy.sealing import installation_key, seal, unseal


@dataclass(frozen=True)
class Parcel:
    """One thing on its way. digest: of the receipt it belongs to, or empty."""

    id: UUID
    kind: str
    digest: str
    load: dict[str, Any]


def put(kind: str, load: dict[str, Any], *, digest: str = "", parcel_id: UUID | None = None) -> None:
    """Put something among what waits, in the transaction of whoever acts. parcel_id: put twice, it waits once."""
    parcel_id = parcel_id or uuid.uuid4()
    plain = json.dumps(load, ensure_ascii=False).encode()
    sealed = seal(plain, key=installation_key("waiting"), bound_to=f"waiting|{parcel_id}")
    with connection.cursor() as cursor:
        cursor.execute("select put_waiting(%s, %s, %s, %s)", [parcel_id, kind, digest, sealed])


def put_back(parcel: Parcel) -> None:
    """Let a parcel that could not be delivered wait on; it is sealed anew."""
    put(parcel.kind, parcel.load, digest=parcel.digest)


def take(kind: str) -> list[Parcel]:
    """Take everything of a kind that waits, shuffled. It is gone when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("select id, %s, receipt_digest, sealed from take_waiting(%s)", [kind, kind])
        return list(_opened(cursor.fetchall()))


def own() -> list[Parcel]:
    """Return what is still on its way under the receipts that whoever acts holds."""
    with connection.cursor() as cursor:
        cursor.execute("select id, kind, receipt_digest, sealed from own_waiting()")
        return list(_opened(cursor.fetchall()))


def _opened(rows: list[tuple[UUID, str, str, bytes]]) -> Iterator[Parcel]:
    for parcel_id, kind, digest, sealed in rows:
        plain = unseal(sealed, key=installation_key("waiting"), bound_to=f"waiting|{parcel_id}")
        yield Parcel(parcel_id, kind, digest, json.loads(plain))
