"""Sealed words open in their own place, with their own key, and nowhere else."""

import uuid

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone, create_key, destroy_key, key_of
from viktig.ground.privacy.models import Draft
from viktig.ground.privacy.sealing import Broken, digest, seal, seal_pointer, unseal, unseal_pointer

KEY = bytes(range(32))


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_is_sealed_opens_again(plain, place):
    assert unseal(seal(plain, key=KEY, bound_to=place), key=KEY, bound_to=place) == plain


@given(st.binary(min_size=1, max_size=200), st.integers(min_value=0), st.integers(1, 255))
def test_one_changed_byte_anywhere_does_not_open(plain, where, change):
    sealed = bytearray(seal(plain, key=KEY, bound_to="here"))
    sealed[where % len(sealed)] ^= change

    with pytest.raises(Broken):
        unseal(bytes(sealed), key=KEY, bound_to="here")


@given(st.text(), st.text())
def test_moved_to_another_place_it_does_not_open(one, other):
    sealed = seal(b"words", key=KEY, bound_to=one)

    if one != other:
        with pytest.raises(Broken):
            unseal(sealed, key=KEY, bound_to=other)


def test_the_same_words_are_never_sealed_alike():
    assert seal(b"words", key=KEY, bound_to="here") != seal(b"words", key=KEY, bound_to="here")


def test_a_pointer_opens_on_its_own_account_only():
    sealed = seal_pointer(target := uuid.uuid4(), bound_to="account|1")

    assert unseal_pointer(sealed, bound_to="account|1") == target
    with pytest.raises(Broken):
        unseal_pointer(sealed, bound_to="account|2")


def test_digests_of_different_purposes_share_nothing():
    assert digest("words", purpose="receipts") != digest("words", purpose="invitations")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_words_come_back_from_the_database_as_they_were(words):
    ane = make_account()
    with acting_as(ane.who, because="test"):
        Draft(person_id=ane.who, form="f", words={"text": words}).save(force_insert=True)

        assert Draft.unguarded.get(person_id=ane.who).words == {"text": words}


def test_words_copied_to_another_row_do_not_open():
    ane, other = make_account(name="Ane"), make_account(name="Other")
    with connection.cursor() as cursor, acting_as(ane.who, because="test"):
        cursor.execute("select name from ground_person")
        [stolen] = cursor.fetchone()
    with connection.cursor() as cursor, acting_as(other.who, because="test"):
        cursor.execute("update ground_person set name = %s", [stolen])
        with pytest.raises(Broken):
            _ = Person.unguarded.get().name


def test_words_cannot_be_written_past_the_seal():
    ane = make_account(name="Ane")

    with pytest.raises(TypeError, match="sealed"), acting_as(ane.who, because="test"):
        Person.unguarded.update(name="in clear")


def test_without_the_key_nobody_reads():
    ane = make_account(name="Ane")
    destroy_key(ane.who)

    with acting_as(ane.who, because="test"), pytest.raises(KeyGone):
        _ = Person.unguarded.get().name


def test_a_key_is_remembered_no_longer_than_its_transaction():
    create_key(whose := uuid.uuid4())
    with acting_as(None, because="test"):
        key_of(whose)
    destroy_key(whose)

    with acting_as(None, because="test"), pytest.raises(KeyGone):
        key_of(whose)
