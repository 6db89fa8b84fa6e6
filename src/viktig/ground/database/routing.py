"""Which database a table lives in: all of ours in the first; the key store has no Django tables at all."""

from typing import Any


class OneHouse:
    """Tables are migrated as the owner only; the key store is set up by `database/migrate.py`."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Say whether a migration may run on this database alias."""
        return db in {"owner", "default"}
