"""What the database shows, by who acts: raw SQL as the application's login, past all code."""

import pytest
from django.db import ProgrammingError, connection

from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting, acting_as
from viktig.ground.privacy.models import Draft


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")  # noqa: S608
        return cursor.fetchone()[0]


def test_nobody_acting_sees_no_person():
    make_account(name="Ane")

    assert count("ground_person") == 0


def test_a_person_sees_themselves_only():
    ane, other = make_account(name="Ane"), make_account(name="Other")

    with acting_as(ane.who, because="test"):
        assert list(Person.unguarded.values_list("who", flat=True)) == [ane.who]
    assert ane.who != other.who


def test_acting_inside_acting_gives_the_former_back():
    ane, other = make_account(), make_account()

    with acting_as(ane.who, because="test"):
        with acting_as(other.who, because="test"):
            assert Person.unguarded.get().who == other.who
        assert Person.unguarded.get().who == ane.who
    assert (acting().who, count("ground_person")) == (None, 0)


def test_acting_gives_the_former_back_after_an_error():
    ane, other = make_account(), make_account()

    with acting_as(ane.who, because="test"):
        with pytest.raises(ZeroDivisionError), acting_as(other.who, because="test"):
            1 / 0  # noqa: B018
        assert Person.unguarded.get().who == ane.who


def test_a_share_opens_the_person_until_it_ends():
    ane, ombud, former = make_account(name="Ane"), make_account(), make_account()
    make_share(ane.who, ombud.who)
    make_share(ane.who, former.who, days=-1)

    with acting_as(ombud.who, because="test"):
        assert Person.unguarded.get(pk=ane.who).name == "Ane"
    with acting_as(former.who, because="test"):
        assert not Person.unguarded.filter(pk=ane.who).exists()


def test_a_reader_cannot_write():
    ane, reader = make_account(), make_account()
    make_share(ane.who, reader.who)

    with acting_as(reader.who, because="test"):
        assert Person.unguarded.filter(pk=ane.who).update(place=None) == 0
        with pytest.raises(ProgrammingError), acting_as(reader.who, because="test"):
            Draft(person_id=ane.who, form="f", words={}).save(force_insert=True)


def test_raw_sql_cannot_open_what_belongs_to_the_owner():
    for table in ("ground_waiting", "ground_erasurecount"):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(None, because="test"):
            count(table)


def test_a_question_that_was_planned_for_one_person_shows_another_only_their_own():
    people = [make_account().who for _number in range(3)]
    seen = []
    for turn in range(12):
        with acting_as(people[turn % 3], because="test"):
            seen.append([person.who for person in Person.unguarded.all()])
    assert seen == [[people[turn % 3]] for turn in range(12)]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%%ground_person%%'")
        assert cursor.fetchone()[0] > 0, "the question is planned once"
    with acting_as(None, because="test"):
        assert not Person.unguarded.exists()
        assert list(Person.unguarded.all()) == []
