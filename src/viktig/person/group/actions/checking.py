"""Asking the person how it is now, and what is done when a day has come."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from viktig.ground import clock
from viktig.ground.clock import months_after
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Person
from viktig.person.group.counted import count_after, count_check_in, count_passed
from viktig.person.group.dates import DAYS, MONTHS, asked_days, asked_months, days_due, months_due
from viktig.person.group.models import CheckIn, Circle, Line, Transition
from viktig.person.group.queries import answered_after, answered_months


@transaction.atomic
def answer_months(*, person: Person, since: date, months: int, answers: Mapping[str, str]) -> None:
    """Keep how the help is after some months, for the person alone, and count it. Said twice, the first is counted."""
    if _keep(person.pk, asked_months(months), since, None, answers):
        count_check_in(person, months, answers)


@transaction.atomic
def answer_days(*, change: Transition, days: int, answers: Mapping[str, str]) -> None:
    """Keep whether it went as the list said, for the person alone, and count it. Said twice, the first is counted."""
    if _keep(change.person_id, asked_days(days), change.day, change, answers):
        count_after(change, days, answers)


def _keep(who: UUID, asked: str, since: date, change: Transition | None, answers: Mapping[str, str]) -> bool:
    if CheckIn.unguarded.filter(person_id=who, asked=asked, since=since, transition=change).exists():
        return False
    row = CheckIn(
        person_id=who, asked=asked, since=since, transition=change, answers=dict(answers), answered_on=clock.today()
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False  # another tab was first
    return True


@transaction.atomic
def look_at_dates(*, who: UUID) -> None:
    """Count the lists of changes whose day has passed, and tell whoever acts, once, that it is time to say how it is now."""
    today = clock.today()
    passed = Transition.unguarded.select_for_update(of=("self",)).select_related("person__place")
    passed = passed.filter(person_id=who, day__lt=today)
    news = False
    for change in passed.order_by("day", "pk"):
        news = _look_at(change, today) or news
    circle = Circle.unguarded.select_for_update().filter(person_id=who).first()
    if circle is not None and circle.asked_from is not None:
        told = max((months for months in MONTHS if months_after(circle.asked_from, months) <= today), default=0)
        if told > circle.told:
            news = bool(months_due(circle.asked_from, today, answered_months(who, circle.asked_from))) or news
            circle.told = told
            circle.save(update_fields=["told"])
    if news:
        tell(who, address=reverse("person:group-own"))


def _look_at(change: Transition, today: date) -> bool:
    """Count a change that has passed; say whether there is something new to ask about it."""
    if not change.is_counted:
        count_passed(change, list(Line.unguarded.filter(transition=change)))
        change.is_counted = True
    told = max((days for days in DAYS if change.day + timedelta(days=days) <= today), default=0)
    is_new = told > change.told and bool(days_due(change.day, today, answered_after(change)))
    change.told = max(told, change.told)
    change.save(update_fields=["is_counted", "told"])
    return is_new
