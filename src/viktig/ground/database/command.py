"""`viktig backup` and `viktig restore`."""

from pathlib import Path

from viktig.ground.commands import Parser, Refused


def backup(arguments: list[str]) -> None:
    """Write the data, or with --keys the keys, to a file. Raises Refused."""
    parser = Parser(prog="viktig backup", description="Write all data to a file; with --keys, the keys to another.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--keys", action="store_true", help="the key store; the same file is overwritten each time")
    chosen = parser.parse_args(arguments)
    _start_as_owner()
    from viktig.ground.database.backup import back_up

    rows = back_up("keys_owner" if chosen.keys else "owner", chosen.file)
    print(f"{sum(rows.values())} rows of {len(rows)} tables are in {chosen.file}.")


def restore(arguments: list[str]) -> None:
    """Write a backup of the data and one of the keys into two empty databases. Raises Refused."""
    parser = Parser(prog="viktig restore", description="Write a backup into two empty databases.")
    parser.add_argument("data", type=Path)
    parser.add_argument("keys", type=Path)
    parser.add_argument("--old-keys", action="store_true", help="take a keys file of more than seven days")
    chosen = parser.parse_args(arguments)
    _start_as_owner()
    from viktig.ground.database import backup as files
    from viktig.ground.database.migrate import migrate

    files.restore(chosen.data, chosen.keys, old_keys=chosen.old_keys)
    migrate(verbosity=0)
    gone = files.forget_those_without_key()
    print(f"Restored. {gone} people who had erased themselves since were erased again.")


def _start_as_owner() -> None:
    import django
    from django.conf import settings

    django.setup()
    for alias, name in {"owner": "DATABASE_OWNER_URL", "keys_owner": "VIKTIG_KEYS_OWNER_URL"}.items():
        if alias not in settings.DATABASES:
            raise Refused(f"{name} is not set: it is the address of the database with the login that owns it.")
