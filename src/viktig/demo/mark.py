"""The mark of a demo's database: set by the owner when `viktig demo` makes it, read by the page that signs in as anybody."""

from django.conf import settings
from django.db import connection, connections
from psycopg import sql

MARK = "made by viktig demo"


def mark() -> None:
    """Mark the database as a demo's. Needs the owner's alias."""
    name = sql.Identifier(settings.DATABASES["owner"]["NAME"])
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql.SQL("comment on database {} is {}").format(name, sql.Literal(MARK)))


def is_marked() -> bool:
    """Say whether this is a demo's database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
        )
        return bool(cursor.fetchone()[0] == MARK)
