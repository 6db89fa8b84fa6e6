"""Nothing joins what a person keeps to the voice that others read."""

from django.db import connection

from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.queries import digests_of
from viktig.person.said.models import Said
from viktig.person.said.tests.make import make_said
from viktig.person.said.tests.pages import answer, say


def test_nothing_in_the_person_s_rows_stands_in_the_voice_s(office, ane, as_ane):
    say(as_ane)
    voices.deliver()
    answer(office)
    as_ane.get("/person/said/")

    with acting_as(ane.who, because="test"):
        mine = values_of("person_said", "ground_draft", "ground_person")
    with acting_as(make_member(office).who, because="test"):
        theirs = values_of("ground_voice", "ground_turn", "ground_reach")
    # "yes", "no", nothing and the place's number are in common; no id, no digest, no date, no text.
    assert {value for value in mine & theirs if len(value) > 5} == set()
    assert len(mine) > 3
    assert len(theirs) > 10


def test_what_waits_names_no_row_of_the_voice(office, ane, as_ane):
    talk = say(as_ane)
    voices.deliver()
    as_ane.post(f"{talk}reply/", {"words": "Mer.", "once": "one"})
    with acting_as(ane.who, because="test"):
        receipt = Said.unguarded.get().receipt
    with acting_as(ane.who, because="test", receipts=digests_of(receipt)), connection.cursor() as cursor:
        cursor.execute("select id::text, receipt_digest from own_waiting()")
        waiting = {value for row in cursor.fetchall() for value in row}
    voices.deliver()

    with acting_as(make_member(office).who, because="test"):
        assert waiting & values_of("ground_voice", "ground_turn", "ground_reach") == set()
    assert len(waiting) == 2


def test_no_transaction_joins_the_person_to_the_voice(own_database):
    office, account = make_organisation(), make_account()
    said = make_said(who=account.who, to=office)
    with acting_as(account.who, because="test", receipts=digests_of(said.receipt)), connection.cursor() as cursor:
        cursor.execute("select xmin::text from person_said union select xmin::text from ground_person")
        mine = set(cursor.fetchall())
        cursor.execute("select xmin::text from ground_voice union select xmin::text from ground_turn")
        theirs = set(cursor.fetchall())

    assert mine & theirs == set()
    assert (len(mine), len(theirs)) == (2, 1)


def values_of(*tables: str) -> set[str]:
    values: set[str] = set()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select * from {table}")  # noqa: S608 (our own names)
            cells = [value for row in cursor.fetchall() for value in row]
            values |= {value.hex() if isinstance(value, bytes | memoryview) else str(value) for value in cells}
    return values
