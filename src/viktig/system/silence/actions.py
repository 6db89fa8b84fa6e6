"""Counting, once a month, which bodies do not answer."""

from datetime import date

from django.db import connection, transaction

from viktig.ground import clock
from viktig.system.silence.models import Silence, SilentMonth


@transaction.atomic
def count_month() -> None:
    """Count the month that has begun, if it was not counted yet. Whoever acts must be nobody."""
    month = clock.today().replace(day=1)
    counted, is_new = SilentMonth.unguarded.get_or_create(month=month)
    if not is_new:
        return
    with connection.cursor() as cursor:
        cursor.execute("select organisation, number, since from count_silent()")
        found: list[tuple[str, int, date]] = list(cursor.fetchall())
    Silence.unguarded.bulk_create(
        Silence(month=counted, organisation_id=organisation, number=number, since=since.replace(day=1))
        for organisation, number, since in found
    )
