"""The page for moving: take along, move in, and one clear sentence for every file that is none."""

import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Room
from viktig.person.matters.models import Matter
from viktig.person.matters.tests.make import make_matter
from viktig.person.moving import forms


def signed_in(account):
    client = Client(headers={"Accept-Language": "nb"})
    client.force_login(account)
    return client


def says(page, sentence):
    """Whether a page says a sentence, in bokmål."""
    with translation.override("nb"):
        return gettext(sentence) in unescape(page.content.decode())


def move_in(client, content, name="viktig.fhir.json"):
    return client.post(reverse("person:moving"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_somebody_moves_from_one_page_to_another():
    ane, bo = make_account(name="Ane"), make_account(name="Bo")
    make_matter(ane.who, "A quiet flat")

    file = signed_in(ane).get(reverse("person:moving-file"))
    page = move_in(signed_in(bo), file.content)

    assert file.headers["Content-Type"] == "application/fhir+json"
    assert "no-store" in file.headers["Cache-Control"]
    assert "Én ting ble flyttet inn." in unescape(page.content.decode())
    with acting_as(bo.who, because="test"):
        assert [one.words for one in Matter.unguarded.filter(person_id=bo.who)] == ["A quiet flat"]


def test_whoever_sees_whole_pages_is_named_and_nothing_moves_in_before_a_yes():
    bo, kim = make_account(name="Bo"), make_account(name="Kim")
    make_share(bo.who, kim.who, room=Room.MATTERS)
    content = b'{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Goal", "note": "A job"}}]}'

    page = move_in(signed_in(bo), content)
    assert "Kim" in page.content.decode()
    assert not says(page, "Only you see it.")
    assert says(page, "Say that they may, or end what you share first.")
    with acting_as(bo.who, because="test"):
        assert not Matter.unguarded.filter(person_id=bo.who).exists()

    signed_in(bo).post(reverse("person:moving"), {"file": SimpleUploadedFile("f.json", content), "known": "on"})
    with acting_as(bo.who, because="test"):
        assert Matter.unguarded.filter(person_id=bo.who).count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"hello", "This is not a file that Viktig or a FHIR program has made."),
        (b"\xff\xfe\x00", "This is not a file that Viktig or a FHIR program has made."),
        (b"[" * 100_000, "This is not a file that Viktig or a FHIR program has made."),
        (b'{"resourceType": "Patient"}', "This is not a file that Viktig or a FHIR program has made."),
        (b'{"resourceType": "Bundle", "entry": 7}', "There is nothing in this file that a person can read."),
        (
            json.dumps(
                {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Goal", "note": 7}}]}
            ).encode(),
            "There is nothing in this file that a person can read.",
        ),
    ],
)
def test_a_file_that_is_none_gets_one_sentence(content, sentence):
    bo = make_account(name="Bo")

    page = move_in(signed_in(bo), content)

    assert page.status_code == 200
    assert says(page, sentence)


def test_a_life_with_many_pictures_fits():
    made = {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Goal", "note": "A job"}}]}

    page = move_in(signed_in(make_account(name="Bo")), json.dumps(made).encode() + b" " * (11 * 1024 * 1024))

    assert "Én tekst fra den står nå" in unescape(page.content.decode())


def test_a_file_that_is_too_large_is_not_read():
    page = move_in(signed_in(make_account(name="Bo")), b'{"resourceType": "Bundle"}' + b" " * forms.MOST_BYTES)

    assert says(page, "This file is larger than 30 MB. Viktig does not make files as large as that.")


def test_no_file_at_all_is_said_beside_the_field():
    page = signed_in(make_account(name="Bo")).post(reverse("person:moving"))

    assert says(page, "Choose a file first.")
