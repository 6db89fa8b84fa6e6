"""Sessions as ciphertext: the sign-in code lies in them, and so does who is signed in (design.md 4).

The database holds the digest of a session's key, never the key: a dump signs nobody in and names nobody.
"""

import base64
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession

from viktig.ground.people.second_factor import CAME_WITH
from viktig.ground.privacy.models import Session
from viktig.ground.privacy.sealing import Broken, digest, installation_key, seal, unseal

PLACE = "ground_session"


class SessionStore(DatabaseSession):
    """A session in the database, sealed with a key of the installation."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return our own table, which also says by what a provider can end a session."""
        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Return the session as sealed text."""
        plain = self.serializer().dumps(session_dict)
        return base64.b64encode(seal(plain, key=installation_key("sessions"), bound_to=PLACE)).decode()

    def decode(self, session_data: Any) -> dict[str, Any]:
        """Return what a sealed text holds; nothing, if it does not open."""
        try:
            plain = unseal(base64.b64decode(session_data), key=installation_key("sessions"), bound_to=PLACE)
        except (Broken, ValueError):
            return {}
        loaded: dict[str, Any] = self.serializer().loads(plain)
        return loaded

    def _get_session_from_db(self) -> Session | None:
        plain_key = self._session_key
        if plain_key is None:
            return None
        self._session_key = _stored(plain_key)
        try:
            return super()._get_session_from_db()  # type: ignore[misc,no-any-return]
        finally:
            if self._session_key is not None:
                self._session_key = plain_key

    def exists(self, session_key: str) -> bool:
        return super().exists(_stored(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Session = super().create_model_instance(data)  # type: ignore[assignment]  # ours: see get_model_class
        session.session_key = _stored(session.session_key)
        came: dict[str, str] = data.get(CAME_WITH, {})
        session.over, session.over_everywhere = came.get("session", ""), came.get("everywhere", "")
        return session

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(_stored(key))


def _stored(session_key: str) -> str:
    return digest(session_key, purpose="session-keys")[:40]
