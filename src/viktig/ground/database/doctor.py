"""`viktig doctor`: what is set, what answers, and what is wrong, in words."""

import os
from collections.abc import Callable, Iterator
from functools import partial

from viktig.ground.commands import Parser, Refused
from viktig.ground.database import secrets
from viktig.ground.database.roles import refuse_powerful

NEEDED = {
    "DATABASE_URL": "the database, with the login that serves web and worker",
    "VIKTIG_KEYS_URL": "the key store, with the login that serves web and worker",
    "VIKTIG_SECRET_KEY": "signs sessions and forms",
    "VIKTIG_MASTER_KEY": "seals all other keys",
}
FOR_OWNER = {
    "DATABASE_OWNER_URL": "the database, with the login that owns it: migrate, backup, restore",
    "VIKTIG_KEYS_OWNER_URL": "the key store, with the login that owns it: migrate, backup, restore",
}
SENSIBLE = {
    "VIKTIG_URL": "the address people use; without it, pages and letters say 127.0.0.1",
    "VIKTIG_EMAIL_HOST": "the mail server; without it, letters go to 127.0.0.1",
}


def doctor(arguments: list[str]) -> None:
    """Print one line a finding. Raises Refused when something is wrong that keeps Viktig from working."""
    Parser(prog="viktig doctor", description="Look at the settings and what they lead to.").parse_args(arguments)
    wrong = 0
    for name, purpose in NEEDED.items():
        wrong += _say(bool(os.environ.get(name)), f"{name}: {purpose}")
    for name, purpose in (FOR_OWNER | SENSIBLE).items():
        print(f"{'ok     ' if os.environ.get(name) else 'not set'} {name}: {purpose}")
    if not wrong:
        for what, check in _checks():
            wrong += _examine(what, check)
    if wrong:
        raise Refused(f"{wrong} of these must be put right first.")


def _checks() -> Iterator[tuple[str, Callable[[], object]]]:
    yield "the secrets have the right form", lambda: secrets.demanded(os.environ)
    import django
    from django.db import connections

    django.setup()
    for alias, what in {"default": "the database", "keys": "the key store"}.items():
        yield (
            f"{what} answers, to a login that may do no more than it must",
            partial(refuse_powerful, connections[alias]),
        )
    yield "the tables are as this version needs them", _look_at_tables


def _look_at_tables() -> None:
    from django.db import connection

    from viktig.ground.privacy.guards import tables

    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    if missing := set(tables()) - there:
        raise Refused(f"{len(missing)} tables are missing: run viktig migrate.")


def _examine(what: str, check: Callable[[], object]) -> bool:
    try:
        check()
    except Refused as refusal:
        return _say(False, f"{what}: {refusal}")
    except Exception as error:
        return _say(False, f"{what}: {type(error).__name__}")
    return _say(True, what)


def _say(is_well: bool, what: str) -> bool:
    """Print a finding; return whether it is wrong."""
    print(f"{'ok     ' if is_well else 'WRONG  '} {what}")
    return not is_well
