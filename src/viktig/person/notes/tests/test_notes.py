"""The person's own words beside what others wrote: who writes them, who sees them, and what becomes of them."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from viktig.ground.access.roles import Permission
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.beside import beside
from viktig.ground.privacy.models import Level, LogEntry, OwnNote, Room
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.tests.make import make_matter
from viktig.person.notes import actions
from viktig.person.notes.queries import export_notes, fingerprint
from viktig.person.ombud import actions as ombuds
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud, make_paper, make_suggestion
from viktig.person.well.actions import suggest_words

WORDS = "It was three times, not two."


@pytest.fixture
def cast(client):
    """Return the same few people, each named after what they are to Ane, and what her ombud wrote."""
    names = ("ane", "reader", "helper", "reader_of_one", "former", "stranger")
    ombud = make_ombud(name="Liv")
    people = {name: make_account(name=name) for name in names} | {"ombud": ombud.account}
    agreement = make_agreement(people["ane"], ombud)
    assignment = make_assignment(agreement)
    ane = people["ane"].who
    make_share(ane, people["reader"].who, room=Room.OMBUD)
    make_share(ane, people["helper"].who, room=Room.OMBUD, level=Level.SUGGEST)
    make_share(ane, people["reader_of_one"].who, room=Room.OMBUD, item=assignment.pk)
    make_share(ane, people["former"].who, room=Room.OMBUD, days=-1)
    client.force_login(people["ane"])
    return people | {
        "assignment": assignment,
        "suggestion": make_suggestion(assignment, people["ombud"]),
        "paper": make_paper(assignment, people["ombud"]),
        "own_paper": make_paper(assignment, people["ane"]),
    }


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def write(cast, thing, words=WORDS, seen=""):
    ane = cast["ane"].who
    with acting_as(ane, because="test"):
        about = beside("ombud", ane, thing.pk)
        return actions.write_note(person=ane, room="ombud", item=thing.pk, about=about, words=words, seen=seen)


def address_of(thing, room="ombud"):
    return reverse("person:notes-write", args=[room, thing.pk])


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("ane", {"suggestion", "paper"}),
        ("ombud", {"suggestion", "paper"}),
        ("reader", {"suggestion", "paper"}),
        ("helper", {"suggestion", "paper"}),
        ("reader_of_one", {"paper"}),  # whoever sees one assignment sees its pictures, not what is suggested
        ("former", set()),
        ("stranger", set()),
    ],
)
def test_whoever_sees_what_was_written_sees_the_note_and_only_the_person_writes_it(cast, who, sees):
    notes = {name: write(cast, cast[name]) for name in ("suggestion", "paper")}

    with acting_as(cast[who].who, because="test"):
        seen = {name for name, note in notes.items() if OwnNote.unguarded.filter(pk=note.pk).exists()}
        changed = OwnNote.unguarded.update(room="ombud"), OwnNote.unguarded.all().delete()[0]
    assert seen == sees
    assert changed == ((2, 2) if who == "ane" else (0, 0))


def test_the_note_stands_on_the_same_page_for_the_ombud(client, cast):
    assert client.post(address_of(cast["suggestion"]), {"words": WORDS, "seen": ""}).status_code == 302
    page = reverse("person:ombud-assignment", args=[cast["assignment"].pk])

    own, theirs = client.get(page).text, signed_in(cast["ombud"]).get(page).text

    assert (WORDS in own, WORDS in theirs) == (True, True)
    assert (address_of(cast["suggestion"]) in own, "/person/notes/" in theirs) == (True, False)
    client.post(address_of(cast["paper"]), {"words": "Not mine.", "seen": ""})
    assert (
        "Not mine." in signed_in(cast["reader_of_one"]).get(reverse("person:ombud-paper", args=[cast["paper"].pk])).text
    )


def test_beside_ones_own_words_and_somebody_elses_there_is_no_note(client, cast):
    for room, item in (
        ("ombud", cast["own_paper"].pk), ("ombud", cast["assignment"].pk), ("ombud", uuid4()),
        ("matters", make_matter(cast["ane"].who).pk), ("nowhere", cast["suggestion"].pk),
    ):  # fmt: skip
        assert client.get(reverse("person:notes-write", args=[room, item])).status_code == 404
        assert client.post(reverse("person:notes-take-away", args=[room, item])).status_code == 404
    for other in ("ombud", "helper", "stranger"):
        assert signed_in(cast[other]).get(address_of(cast["suggestion"])).status_code == 404
        assert signed_in(cast[other]).post(address_of(cast["suggestion"]), {"words": "x"}).status_code == 404


def test_a_double_click_writes_it_once_and_an_empty_one_is_none(client, cast):
    for _twice in range(2):
        assert client.post(address_of(cast["suggestion"]), {"words": WORDS, "seen": ""}).status_code == 302
    assert client.post(address_of(cast["suggestion"]), {"words": " ", "seen": ""}).status_code == 200

    with acting_as(cast["ane"].who, because="test"):
        assert [one.words for one in OwnNote.unguarded.all()] == [WORDS]


def test_two_tabs_at_once_lose_no_word(client, cast):
    address = address_of(cast["suggestion"])
    client.post(address, {"words": "First", "seen": ""})

    late = client.post(address, {"words": "Second", "seen": ""})
    assert late.status_code == 200
    assert ("First" in late.text, "Second" in late.text) == (True, True)
    seen = late.context["form"]["seen"].value()
    assert client.post(address, {"words": "Second", "seen": seen}).status_code == 302

    with acting_as(cast["ane"].who, because="test"):
        note = OwnNote.unguarded.get()
        assert (note.words, fingerprint(note) != seen) == ("Second", True)


def test_a_note_that_was_taken_away_in_another_window_is_written_again(cast):
    note = write(cast, cast["suggestion"])
    with acting_as(cast["ane"].who, because="test"):
        seen = fingerprint(note)
        actions.take_away(note=note)

    assert write(cast, cast["suggestion"], "Once more", seen=seen).words == "Once more"


def test_taking_it_away_is_asked_twice(client, cast):
    write(cast, cast["suggestion"])
    address = reverse("person:notes-take-away", args=["ombud", cast["suggestion"].pk])

    assert WORDS in client.get(address).text
    assert client.post(address).status_code == 302
    with acting_as(cast["ane"].who, because="test"):
        assert not OwnNote.unguarded.exists()


def test_a_line_of_the_log_can_have_a_note_that_nobody_else_sees(client, cast):
    ane, reader = cast["ane"].who, cast["reader"]
    make_matter(ane)
    make_share(ane, reader.who)
    with acting_as(reader.who, because="test"):
        get_matters_for(reader, ane, Permission.PERSON_MATTERS_READ)
    with acting_as(ane, because="test"):
        line = LogEntry.unguarded.get(room="matters")

    assert client.post(address_of(line, "sharing"), {"words": WORDS, "seen": ""}).url == "/person/sharing/looked/"
    assert WORDS in client.get("/person/sharing/looked/").text
    for name in ("reader", "ombud", "helper"):
        with acting_as(cast[name].who, because="test"):
            assert not OwnNote.unguarded.filter(room="sharing").exists()


def test_the_note_goes_with_what_it_stood_beside(cast):
    for name in ("suggestion", "paper"):
        write(cast, cast[name])

    with acting_as(cast["ane"].who, because="test"):
        ombuds.delete_paper(paper=cast["paper"])
        assert [one.item for one in OwnNote.unguarded.all()] == [cast["suggestion"].pk]
        agreement = cast["assignment"].agreement
        ombuds.end(agreement=agreement)
        ombuds.erase_agreement(agreement=agreement)
        assert not OwnNote.unguarded.exists()


def test_a_page_asks_for_all_notes_once(client, cast):
    page = reverse("person:ombud-assignment", args=[cast["assignment"].pk])

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        return len(asked)

    write(cast, cast["suggestion"])
    queries()
    for_one = queries()
    for _more in range(3):
        write(cast, make_suggestion(cast["assignment"], cast["ombud"]))

    assert queries() == for_one


def test_what_was_written_and_not_sent_is_there_again(client, cast):
    key = f"person.notes.ombud.{cast['suggestion'].pk}"
    with acting_as(cast["ane"].who, because="test"):
        drafts.keep(who=cast["ane"].who, form=key, words={"words": "Half a sentence", "seen": ""})

    assert "Half a sentence" in client.get(address_of(cast["suggestion"])).text


def test_the_file_with_everything_holds_the_notes(cast):
    write(cast, cast["suggestion"])

    with acting_as(cast["ane"].who, because="test"):
        [note] = export_notes(cast["ane"].who)
    assert (note["room"], note["item"], note["words"]) == ("ombud", str(cast["suggestion"].pk), WORDS)


def test_another_room_shows_the_note_to_the_helper_who_wrote_there(client, cast):
    ane, helper = cast["ane"].who, cast["helper"]
    make_share(ane, helper.who, room=Room.WELL, level=Level.SUGGEST)
    with acting_as(helper.who, because="test"):
        words = {"kind": "strength", "words": "You are patient.", "ready": True}
        suggested = suggest_words(who=ane, by=helper, suggestion_id=uuid4(), **words)

    assert client.post(address_of(suggested, "well"), {"words": "Not always.", "seen": ""}).status_code == 302

    room = reverse("person:well-room", args=[ane])
    assert ("Not always." in client.get(room).text, "Not always." in signed_in(helper).get(room).text) == (True, True)
