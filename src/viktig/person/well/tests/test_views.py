"""The pages of what keeps somebody well, as the person, as a reader and as a helper."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from viktig.ground import clock
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room
from viktig.person.matters.models import Matter
from viktig.person.well import queries
from viktig.person.well.models import CrisisCard, DayMark, DiaryPage, Note, NoteKind, Scale, Tracker, WordSuggestion
from viktig.person.well.tests.make import make_card, make_mark, make_note, make_page, make_tracker, make_words


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org", language="en")
    client.force_login(account)
    return account


@pytest.fixture
def kim(ane):
    account = make_account(name="Kim", language="en")
    make_share(ane.who, account.who, room=Room.WELL, level=Level.SUGGEST)
    return account


def at(name, *arguments):
    return reverse(f"person:well-{name}", args=[getattr(one, "who", getattr(one, "pk", one)) for one in arguments])


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def rows(account, model):
    with acting_as(account.who, because="test"):
        return list(model.unguarded.all())


def test_what_is_strong_comes_first_and_nothing_asks_for_a_problem(client, ane):
    page = client.get(at("room", ane)).text
    heads = re.findall(r'<section class="flow" id="(\w+)">', page)

    assert heads == ["strength", "possibility", "medicine", "power", "card", "suggested", "followed"]
    assert client.get("/person/well/").url == at("room", ane)


@pytest.mark.parametrize("kind", NoteKind.values)
def test_a_note_is_written_once_shown_and_its_draft_forgotten(client, ane, kind):
    address = at("write", ane, kind)
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form=f"person.well.{kind}", words={"words": "I make"})
    assert "I make</textarea>" in client.get(address).text

    sent = {"words": "I make people laugh", "new_id": uuid4()}
    for _double_click in range(2):
        assert client.post(address, sent).url == at("room", ane)

    assert [(one.kind, one.words) for one in rows(ane, Note)] == [(kind, "I make people laugh")]
    assert "I make people laugh</p>" in client.get(at("room", ane)).text
    assert "I make</textarea>" not in client.get(address).text


def test_what_is_refused_is_not_lost(client, ane):
    answer = client.post(at("write", ane, "diary"), {"words": "It rained", "day": "2999-01-01"})

    assert answer.status_code == 200
    assert "It rained</textarea>" in answer.text
    assert "This day has not come yet." in answer.text
    assert client.get(at("write", ane, "problem")).status_code == 404


def test_two_windows_show_both_texts_and_lose_neither(client, ane):
    note = make_note(ane.who)
    address, seen = at("change", ane, note), queries.fingerprint(note)
    assert client.post(address, {"words": "I sing", "seen": seen}).url == at("thing", ane, note)

    answer = client.post(address, {"words": "I dance", "seen": seen}).text

    assert "I sing</p>" in answer
    assert "I dance</textarea>" in answer
    [shown] = re.findall(r'name="seen" value="(\w+)"', answer)
    client.post(address, {"words": "I dance", "seen": shown})
    assert [one.words for one in rows(ane, Note)] == ["I dance"]


def test_deleting_is_asked_twice(client, ane):
    for thing in (make_note(ane.who), make_card(ane.who), make_tracker(ane.who), make_page(ane.who)):
        address = at("delete", ane, thing)
        assert client.get(address).status_code == 200
        assert rows(ane, type(thing)) == [thing]
        client.post(address)
        assert rows(ane, type(thing)) == []


# The crisis card ------------------------------------------------------------------------------------------------------

CARD = {
    "helps": "Sit with me <b>quietly</b>",
    "worse": "Loud voices",
    "call": "My sister, any time",
    "want": "That someone locks my door",
    "want_not": "No sirens",
}


def test_the_card_is_made_and_asked_for_only_once(client, ane):
    made = client.post(at("write", ane, "card"), CARD | {"new_id": uuid4()})
    [card] = rows(ane, CrisisCard)

    assert made.url == at("thing", ane, card)
    assert client.get(at("write", ane, "card")).url == at("thing", ane, card)
    second = client.post(at("write", ane, "card"), {"helps": "Hold my hand", "new_id": uuid4()})
    assert "You made a card in another window." in second.text
    assert "Hold my hand</textarea>" in second.text


def test_an_empty_card_says_where_to_begin(client, ane):
    answer = client.post(at("write", ane, "card"), {"helps": " "}).text

    assert "Write in one of the boxes first. One is enough." in answer
    assert rows(ane, CrisisCard) == []


@pytest.mark.parametrize("much", [1, 12])
def test_the_card_is_one_page_to_print_and_says_whom_to_ring(client, ane, much):
    card = make_card(ane.who, **{name: f"{words}. " * much for name, words in CARD.items()})

    answer = client.get(at("card-paper", ane, card))
    paper = PdfReader(BytesIO(answer.content))

    assert answer["Content-Disposition"] == 'attachment; filename="viktig.pdf"'
    assert len(paper.pages) == 1
    text = " ".join(paper.pages[0].extract_text().split())
    for words in (*CARD.values(), "What I do not want", "Ane"):
        assert words in text
    assert re.search(r"\b11[23]\b", text)


def test_the_card_on_a_telephone_needs_nothing_from_anywhere(client, ane):
    card = make_card(ane.who, **CARD)

    answer = client.get(at("card-file", ane, card))

    assert answer["Content-Disposition"] == 'attachment; filename="viktig.html"'
    assert answer["Cache-Control"] == "no-store, private"
    assert "Sit with me &lt;b&gt;quietly&lt;/b&gt;" in answer.text
    assert re.findall(r"<(?:script|link|img|form|iframe|object)\b|\bsrc=|url\(|@import|https?:", answer.text) == []
    assert {link.partition(":")[0] for link in re.findall(r'href="([^"]+)"', answer.text)} == {"tel"}
    assert "<style>" in answer.text


def test_the_card_shared_alone_opens_alone_with_its_paper_and_its_file(client, ane):
    card, note = make_card(ane.who, **CARD), make_note(ane.who)
    friend = make_account(name="Friend", language="en")
    make_share(ane.who, friend.who, room=Room.WELL, item=card.pk)
    theirs = signed_in(friend)

    for name in ("thing", "card-paper", "card-file"):
        assert theirs.get(at(name, ane, card)).status_code == 200
        assert theirs.get(at(name, ane, note)).status_code == 404
    page = theirs.get(at("thing", ane, card)).text
    assert "No sirens" in page
    assert not re.search(r"/(change|delete)/|<textarea", page)
    assert f'href="{at("room", ane)}"' not in page


# What is followed, and the diary --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "values", "shown"),
    [(Scale.TEN, ["3", "7"], "7"), (Scale.YES_NO, ["no", "yes"], "Yes"), (Scale.NUMBER, ["1,5", "8"], "8 hours")],
)
def test_something_is_followed_on_a_scale_of_ones_own(client, ane, scale, values, shown):
    client.post(at("write", ane, "tracker"), {"name": "Sleep", "scale": scale, "unit": "hours", "new_id": uuid4()})
    [tracker] = rows(ane, Tracker)
    address = at("mark", ane, tracker)
    for day, value in zip(("2026-05-03", "2026-05-04"), values, strict=True):
        assert client.post(address, {"day": day, "value": value, "words": ""}).url == at("thing", ane, tracker)

    page = client.get(at("thing", ane, tracker)).text
    assert f'<b dir="auto">{shown}</b>' in page
    assert page.count("<circle") >= 2
    assert "Written down on 2 days" in page
    assert 'aria-hidden="true"' in page


def test_a_day_that_is_taken_is_told_and_saved_on_the_second_try(client, ane):
    tracker = make_tracker(ane.who)
    make_mark(tracker, clock.today(), "4", words="a short night")
    address, sent = at("mark", ane, tracker), {"day": clock.today().isoformat(), "value": "9", "words": "long"}

    answer = client.post(address, sent | {"seen": ""}).text
    assert "Something stands on this day already." in answer
    assert "a short night" in answer
    assert "long</textarea>" in answer
    [shown] = re.findall(r'name="seen" value="(\w+)"', answer)
    client.post(address, sent | {"seen": shown})
    assert [(one.value, one.words) for one in rows(ane, DayMark)] == [("9", "long")]


def test_one_day_can_be_deleted_alone(client, ane):
    tracker = make_tracker(ane.who)
    mark = make_mark(tracker)
    address = at("mark-delete", ane, tracker, mark)

    assert client.get(address).status_code == 200
    assert client.post(address).url == at("thing", ane, tracker)
    assert rows(ane, DayMark) == []


def test_looking_in_the_diary_puts_the_words_in_no_address(client, ane):
    make_page(ane.who, "It rained on the boat")
    make_page(ane.who, "Work was fine")

    page = client.post(at("diary-find", ane), {"q": "boat"}).text
    assert ("It rained on the boat</p>" in page, "Work was fine</p>" in page) == (True, False)
    assert "No words like these" in client.post(at("diary-find", ane), {"q": "snow"}).text
    assert client.post(at("diary-find", ane), {"q": " "}).url == at("diary", ane)


def test_a_reader_of_the_room_sees_neither_diary_nor_what_is_followed(client, ane, kim):
    make_note(ane.who), make_tracker(ane.who, "Quiet hours"), make_page(ane.who, "It rained")
    theirs = signed_in(kim)

    page = theirs.get(at("room", ane)).text
    assert "I make people laugh" in page
    for words in ("Quiet hours", "It rained", "My diary", "What I follow", "/write/", "/diary/"):
        assert words not in page
    assert theirs.get(at("diary", ane)).status_code == 404
    with acting_as(ane.who, because="test"):
        assert ("person.well.edit", False) in [(one.action, one.granted) for one in LogEntry.unguarded.all()]


def test_who_sees_the_room_is_not_said_to_see_what_is_shared_alone(client, ane, kim):
    note, page = make_note(ane.who), make_page(ane.who)

    assert "Kim" in client.get(at("thing", ane, note)).text
    assert "Only you can see this." in client.get(at("thing", ane, page)).text


@pytest.mark.parametrize("verb", ["write", "change", "delete", "mark", "mark-delete", "suggestion-use"])
def test_a_helper_who_tries_to_write_meets_not_found(client, ane, kim, verb):
    tracker, note, suggested = make_tracker(ane.who), make_note(ane.who), make_words(ane.who, kim)
    which = {
        "write": ("strength",),
        "mark": (tracker,),
        "mark-delete": (tracker, make_mark(tracker)),
        "suggestion-use": (suggested,),
    }.get(verb, (note,))

    assert signed_in(kim).post(at(verb, ane, *which), {"words": "x", "new_id": uuid4()}).status_code == 404
    assert [one.words for one in rows(ane, Note)] == ["I make people laugh"]


# Finding words --------------------------------------------------------------------------------------------------------


def test_sentences_that_are_picked_come_into_the_box_and_are_changed_before_they_are_saved(client, ane):
    page = client.get("/person/well/words/").text
    assert page.count('<svg viewBox="0 0 48 48"') == 10
    address = "/person/well/words/housing/"

    picked = client.post(address, {"cards": ["0", "1"], "words": "A home.", "pick": "1"})
    assert picked.url == f"{address}#id_words"
    assert "A home.\nI want a door that I can lock.\nI want it to be quiet where I live.</textarea>" in (
        client.get(address).text
    )
    assert rows(ane, Matter) == []

    sent = {"words": "A home with a door.", "new_id": uuid4()}
    for _double_click in range(2):
        client.post(address, sent)
    assert [(one.area, one.words) for one in rows(ane, Matter)] == [("housing", "A home with a door.")]
    assert "</textarea>" in client.get(address).text
    assert "A home.\n" not in client.get(address).text


def test_nothing_picked_and_nothing_written_says_where_to_begin(client, ane):
    assert "Write something first." in client.post("/person/well/words/work/", {"words": " "}).text
    assert client.get("/person/well/words/weather/").status_code == 404


def test_no_page_takes_sound_from_anybody(client, ane):
    page = client.get("/person/well/words/")

    assert "microphone=()" in page["Permissions-Policy"]
    assert "We have no microphone button." in page.text


# Words that a helper suggests -----------------------------------------------------------------------------------------


def test_a_helper_writes_and_the_person_says_yes_to_the_letter(client, ane, kim):
    theirs = signed_in(kim)
    began = theirs.get(at("suggest", ane)).url
    suggestion_id = began.rstrip("/").rpartition("/")[2]
    draft = {"key": suggestion_id, "words": '{"words": "You nev"}'}
    assert theirs.post(at("suggestion-draft", ane), draft).json() == {"kept": True}
    assert "You nev</p>" in client.get(at("room", ane)).text

    theirs.post(began, {"words": "You never give up", "kind": "strength"})
    assert "You never give up</p>" in client.get(at("room", ane)).text
    assert rows(ane, Note) == []

    use = at("suggestion-use", ane, suggestion_id)
    assert "You never give up</textarea>" in client.get(use).text
    client.post(use, {"words": "I do not give up", "kind": "strength", "new_id": uuid4()})
    assert [(one.kind, one.words) for one in rows(ane, Note)] == [("strength", "I do not give up")]


def test_words_for_what_matters_lead_on_to_what_matters(client, ane, kim):
    suggestion = make_words(ane.who, kim, "A door to lock")

    answer = client.post(
        at("suggestion-use", ane, suggestion), {"words": "A door to lock", "kind": "matter", "new_id": uuid4()}
    )

    [matter] = rows(ane, Matter)
    assert answer.url == reverse("person:matters-detail", args=[ane.who, matter.pk])


def test_a_suggestion_is_laid_aside_and_brought_back_and_taken_back(client, ane, kim):
    suggestion, theirs = make_words(ane.who, kim), signed_in(kim)

    def is_open():
        return [one.is_open for one in rows(ane, WordSuggestion)] == [True]

    client.post(at("suggestion-not-now", ane, suggestion))
    assert not is_open()
    refused = theirs.post(at("suggestion", ane, suggestion), {"words": "More of it", "kind": "strength"}).text
    assert "This suggestion was laid aside." in refused
    assert "More of it</textarea>" in refused
    client.post(at("suggestion-bring-back", ane, suggestion))
    assert is_open()
    assert signed_in(make_account()).post(at("suggestion-take-back", ane, suggestion)).status_code == 404
    theirs.post(at("suggestion-take-back", ane, suggestion))
    assert not is_open()


def test_one_thing_is_shared_to_read_and_only_the_page_to_suggest(client, ane, kim):
    note = make_note(ane.who)
    alone, whole = (reverse("person:sharing-preview", args=[kim.who, "well", *item]) for item in ([note.pk], []))

    assert 'value="suggest"' not in client.get(alone).text
    assert 'value="suggest"' in client.get(whole).text


# How much the pages ask -----------------------------------------------------------------------------------------------


def test_each_page_asks_the_database_as_much_for_thirty_as_for_one(client, ane, kim):
    tracker, day = make_tracker(ane.who), clock.today()

    def fill(number):
        with acting_as(ane.who, because="test"):
            DayMark.unguarded.bulk_create(
                DayMark(person_id=ane.who, tracker=tracker, day=day.replace(year=day.year - 1 - one), value="4")
                for one in range(len(rows(ane, DayMark)), number)
            )
        for _more in range(number - len(rows(ane, Note))):
            make_note(ane.who)
        for _more in range(number - len(rows(ane, DiaryPage))):
            make_page(ane.who)

    def asked():
        numbers = {}
        for address in (
            at("room", ane),
            at("diary", ane),
            at("thing", ane, tracker),
            at("thing", ane, rows(ane, Note)[0]),
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as found:
                client.get(address)
            numbers[address] = len(found)
        return numbers

    fill(1)
    for_one = asked()
    fill(30)
    assert asked() == for_one
    assert max(for_one.values()) <= 17, for_one  # of which 5 open and close the transaction
