"""What waits for somebody, told by the rooms: each room registers a provider, and ground imports no floor."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import sql

from viktig.ground.people.models import Account
from viktig.ground.rooms import is_open_for
from viktig.ground.words.lines import day_in_words


@dataclass(frozen=True)
class Task:
    """One thing that waits. title: what it is; why: what is asked, in a sentence. by_when: a local date, or none."""

    title: str
    address: str
    by_when: date | None
    why: str

    @property
    def day(self) -> str:
        """Return its date in words, or nothing."""
        return day_in_words(self.by_when) if self.by_when else ""


@dataclass(frozen=True)
class Desk:
    """A room in which somebody works. label: its name. is_rare: opened now and then, not in a day's work."""

    label: str
    address: str
    is_rare: bool = False


Provider = Callable[[Account], Iterable[Task]]
PROVIDERS: dict[str, Provider] = {}
OF_OWN: dict[str, frozenset[str]] = {}
DESKS: dict[str, Callable[[Account], Desk | None]] = {}


def provider(give: Provider) -> Provider:
    """Register a function that says what waits for an account in its room. Registering it twice changes nothing."""
    PROVIDERS[f"{give.__module__}.{give.__qualname__}"] = give
    return give


def provider_of_own(*models: type[Model]) -> Callable[[Provider], Provider]:
    """Register a provider that has nothing to say to whoever has no row of their own in any of these tables.

    Each has a column `person_id`. All such tables are asked in one question, however many rooms there are.
    """

    def register(give: Provider) -> Provider:
        OF_OWN[f"{give.__module__}.{give.__qualname__}"] = frozenset(model._meta.db_table for model in models)
        return provider(give)

    return register


def desk(give: Callable[[Account], Desk | None]) -> Callable[[Account], Desk | None]:
    """Register a function that says whether an account works in its room. Registering it twice changes nothing."""
    DESKS[f"{give.__module__}.{give.__qualname__}"] = give
    return give


def desks_for(account: Account) -> list[Desk]:
    """Return the rooms in which an account works, in the order in which they were registered."""
    return [found for give in DESKS.values() if is_open_for(give.__module__) and (found := give(account)) is not None]


def tasks_for(account: Account) -> list[Task]:
    """Return all that waits for an account, the earliest date first, then what has no date."""
    held = _tables_with_own(account.who)
    asked = [give for name, give in PROVIDERS.items() if name not in OF_OWN or OF_OWN[name] & held]
    found = [task for give in asked if is_open_for(give.__module__) for task in give(account)]
    return sorted(found, key=lambda task: (task.by_when is None, task.by_when or date.max, task.title))


def _tables_with_own(who: UUID) -> set[str]:
    """Return in which of the tables of `provider_of_own` somebody has a row."""
    tables = sorted(frozenset[str]().union(*OF_OWN.values()))
    if not tables:
        return set()
    one = sql.SQL("select {name} where exists (select from {table} where person_id = %(who)s)")
    parts = [one.format(name=sql.Literal(table), table=sql.Identifier(table)) for table in tables]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" union all ").join(parts).as_string(cursor.connection), {"who": who})
        return {name for (name,) in cursor.fetchall()}
