"""The pages of the meetings, as the person and as those who are invited."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from viktig.ground import clock
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level
from viktig.person.meetings import actions, queries
from viktig.person.meetings.models import (
    Meeting,
    MeetingDecision,
    MeetingGuest,
    MeetingPaper,
    MeetingPoint,
    MeetingPreparation,
)
from viktig.person.meetings.tests.make import (
    let_invite,
    make_decision,
    make_guest,
    make_invited,
    make_meeting,
    make_paper,
    make_point,
)
from viktig.person.said.queries import begun

TOKEN = re.compile(r'name="(?:csrfmiddlewaretoken|new_id)" value="[\w-]+"')


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org")
    client.force_login(account)
    return account


@pytest.fixture
def kim():
    return make_account(name="Kim", email="kim@example.org")


def at(name, *which):
    return reverse(f"person:meetings-{name}", args=[getattr(one, "pk", one) for one in which])


def text_of(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_meeting_is_begun_once_and_its_draft_forgotten(client, ane):
    day = clock.today() + timedelta(days=20)
    form = {"kind": "plan", "title": "The big one", "day": day, "at": "10:30", "minutes": 45, "new_id": uuid4()}
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.meetings.new", words={"title": "The b"})
    assert 'value="The b"' in client.get(at("add", ane.who)).text

    for _twice in range(2):
        assert client.post(at("add", ane.who), form).url == at("detail", form["new_id"])
    assert 'value="The b"' not in client.get(at("add", ane.who)).text
    page = client.get(at("room", ane.who)).text
    assert page.count("The big one</a>") == 1
    assert "10:30" in page


def test_what_is_refused_stands_beside_its_field_and_is_kept(client, ane):
    day = clock.today() + timedelta(days=900)
    form = {"kind": "plan", "title": "The big one", "day": day, "at": "10:30", "minutes": 45, "new_id": uuid4()}
    page = client.post(at("add", ane.who), form).text

    assert 'value="The big one"' in page
    assert re.search(r'name="day"[^>]*aria-invalid="true"', page)


def test_two_windows_keep_both_texts_and_the_second_save_keeps_ones_own(client, ane):
    point = make_point(make_meeting(ane.who), ane, "A flat")
    with acting_as(ane.who, because="test"):
        old = queries.words_fingerprint(point)
        actions.write_point(point=point, words="A warm flat", seen=old)

    page = client.post(at("point", point), {"words": "A dry flat", "seen": old}).text
    assert "A warm flat</p>" in page
    assert "A dry flat</textarea>" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert client.post(at("point", point), {"words": "A dry flat", "seen": seen}).status_code == 302
    with acting_as(ane.who, because="test"):
        assert MeetingPoint.unguarded.get().words == "A dry flat"


def test_the_page_shows_the_way_from_the_sheet_to_the_answers(client, ane, kim):
    meeting = make_invited(ane.who, kim)
    has_been(ane, meeting)
    page = client.get(at("detail", meeting)).text
    for name in ("write", "table", "prepare", "point-add", "paper-add", "guests", "decision-add", "move", "delete"):
        assert at(name, meeting) in page, name

    client.post(at("move", meeting), {"to": "held"})
    assert at("after", meeting) in client.get(at("detail", meeting)).text
    answers = {"said": "no", "dealt": "a_little", "next": "yes", "words": "Nobody asked me"}
    assert client.post(at("after", meeting), answers).url == f"{at('detail', meeting)}#after"
    assert "Nobody asked me" in client.get(at("detail", meeting)).text


def has_been(ane, meeting):
    with acting_as(ane.who, because="test"):
        Meeting.unguarded.filter(pk=meeting.pk).update(starts_at=clock.now() - timedelta(hours=3))


def test_what_one_wrote_after_a_meeting_leads_to_somebody_who_must_answer(client, ane):
    meeting = make_meeting(ane.who)
    has_been(ane, meeting)
    client.post(at("move", meeting), {"to": "held"})
    client.post(at("after", meeting), {"said": "no", "dealt": "no", "next": "no", "words": "Nobody asked me"})
    answer = client.post(at("say", meeting))

    with acting_as(ane.who, because="test"):
        answers = queries.answers_of(meeting)
        assert begun(ane.who, answers.pk)["words"] == "Nobody asked me"
    assert answer.url == reverse("person:said-write", args=[answers.pk])
    assert "Nobody asked me" in client.get(answer.url).text


def test_the_list_is_shown_as_it_will_be_seen_before_anybody_is_invited(client, ane, kim):
    meeting = make_meeting(ane.who)
    make_point(meeting, ane, "A quiet flat")
    client.post(
        at("prepare", meeting),
        {"important": "To be believed", "shown_important": "on", "not": "My childhood", "seen": _empty_sheet()},
    )
    guest = {"name": "Kim", "role": "Coordinator", "to": "paper", "level": "suggest", "new_id": uuid4()}
    client.post(at("guest-add", meeting), guest)

    page = client.get(at("invite", meeting)).text
    for words in ("Kim", "A quiet flat", "To be believed"):
        assert words in page
    assert "My childhood" not in page
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert client.post(at("invite", meeting), {"seen": seen}).url == at("guests", meeting)
    assert client.post(at("invite", meeting), {"seen": seen}).status_code == 200  # pressed twice: nobody is left
    with acting_as(ane.who, because="test"):
        assert MeetingGuest.unguarded.get().invited_on == clock.today()


def _empty_sheet():
    return queries.preparation_fingerprint({})


def test_four_words_that_nobody_has_stand_beside_their_field_with_all_that_was_written(client, ane):
    meeting = make_meeting(ane.who)
    guest = {"name": "Kim", "to": "words", "words": "no such words here", "level": "read", "new_id": uuid4()}
    page = client.post(at("guest-add", meeting), guest).text

    assert 'value="no such words here"' in page
    assert 'value="Kim"' in page
    with acting_as(ane.who, because="test"):
        assert not MeetingGuest.unguarded.exists()


def test_a_guest_opens_the_same_address_and_gets_nothing_to_change_but_what_they_may_suggest(client, ane, kim):
    meeting = make_invited(ane.who, kim)
    make_point(meeting, ane)
    make_decision(meeting, ane)
    client.force_login(kim)
    page = client.get(at("detail", meeting)).text

    assert "A quiet flat" in page
    for name in ("point-add", "paper-add", "decision-add"):
        assert at(name, meeting) in page
    for name in ("write", "move", "delete", "call-off", "guests", "invite", "prepare", "after", "papers-send"):
        assert at(name, meeting) not in page, name
    assert "rings the housing office" not in page  # proposed, not fixed
    assert "/do/" not in page


def test_who_may_only_read_is_shown_no_way_to_add(client, ane, kim):
    meeting = make_invited(ane.who, kim, level=Level.READ)
    client.force_login(kim)

    page = client.get(at("detail", meeting)).text
    assert not [name for name in ("point-add", "paper-add", "decision-add") if at(name, meeting) in page]
    assert client.post(at("point-add", meeting), {"words": "x", "new_id": uuid4()}).status_code == 404


@pytest.mark.parametrize("may", [Level.READ, Level.SUGGEST])
def test_a_guest_who_tries_to_change_meets_not_found(client, ane, kim, may):
    meeting = make_invited(ane.who, kim, level=may)
    point, decision, paper = make_point(meeting, ane), make_decision(meeting, ane), make_paper(meeting, ane)
    with acting_as(ane.who, because="test"):
        guest = MeetingGuest.unguarded.get()
    client.force_login(kim)

    for name, row in (
        ("write", meeting), ("move", meeting), ("call-off", meeting), ("delete", meeting), ("prepare", meeting),
        ("after", meeting), ("say", meeting), ("guests", meeting), ("guest-add", meeting), ("invite", meeting),
        ("guest-remove", guest), ("guest-absent", guest), ("guest-paper", guest), ("guest-calendar", guest),
        ("papers-send", meeting), ("turn", meeting), ("point", point), ("point-do", point), ("sheet", meeting),
        ("decision", decision), ("decision-write", decision), ("decision-do", decision),
    ):  # fmt: skip
        method = client.get if name in {"guests", "guest-paper", "guest-calendar", "sheet", "decision"} else client.post
        assert method(at(name, row)).status_code == 404, name
    for kind, row in (("point", point), ("decision", decision), ("paper", paper)):
        assert client.post(at("take-back", kind, row)).status_code == 404
    with acting_as(ane.who, because="test"):
        assert (Meeting.unguarded.get().status, MeetingDecision.unguarded.get().status) == ("invited", "proposed")


def test_words_sent_after_a_share_has_ended_are_not_saved_and_not_lost(client, ane, kim):
    meeting = make_invited(ane.who, kim)
    client.force_login(kim)
    assert client.get(at("point-add", meeting)).status_code == 200
    with acting_as(ane.who, because="test"):
        actions.take_off(guest=MeetingGuest.unguarded.select_related("meeting").get())

    sent = {"words": "What about the dose", "new_id": uuid4()}
    answer, missing = client.post(at("point-add", meeting), sent), client.post(at("point-add", uuid4()), sent)
    assert answer.status_code == 404
    assert "What about the dose</p>" in answer.text
    pages = {re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", TOKEN.sub("", one.text)) for one in (answer, missing)}
    assert len(pages) == 1  # what is not shared any more is like what was never there
    with acting_as(ane.who, because="test"):
        assert not MeetingPoint.unguarded.exists()


def test_a_guest_adds_a_point_and_takes_it_back(client, ane, kim):
    meeting = make_invited(ane.who, kim)
    client.force_login(kim)
    client.post(at("point-add", meeting), {"words": "The dose", "new_id": uuid4()})
    with acting_as(ane.who, because="test"):
        point = MeetingPoint.unguarded.get()
        assert (point.words, point.by, point.by_name) == ("The dose", kim.who, "Kim")

    client.post(at("take-back", "point", point))
    with acting_as(ane.who, because="test"):
        assert not MeetingPoint.unguarded.exists()


def test_a_paper_is_a_picture_or_words_and_goes_out_when_the_person_sends_it(client, ane, kim, photo):
    meeting = make_invited(ane.who, kim)
    client.force_login(kim)
    client.post(at("paper-add", meeting), {"title": "The letter", "picture": photo, "new_id": uuid4()})
    with acting_as(ane.who, because="test"):
        paper = MeetingPaper.unguarded.get()
    client.force_login(ane)
    assert "The letter" in client.get(at("detail", meeting)).text
    assert client.get(at("paper-picture", paper)).headers["Content-Type"] == "image/jpeg"

    client.post(at("papers-send", meeting))
    with acting_as(ane.who, because="test"):
        assert MeetingPaper.unguarded.get().sent_on == clock.today()
    client.force_login(kim)
    assert "The letter" in client.get(at("paper", paper)).text


@pytest.fixture
def photo():
    from django.core.files.uploadedfile import SimpleUploadedFile

    from viktig.ground.privacy.tests.make import make_photo

    return SimpleUploadedFile("p.jpg", make_photo(size=(64, 48)), content_type="image/jpeg")


def test_around_the_table_one_tap_lets_the_next_one_speak(client, ane):
    meeting = make_meeting(ane.who)
    for name in ("Kim", "Bo"):
        make_guest(meeting, name=name)
    let_invite(meeting)
    now = re.compile(r'role="status">\s*<p class="lead"><b dir="auto">(\w+)<')
    spoken = []
    for _turn in range(4):
        page = client.get(at("table", meeting)).text
        spoken.append(now.search(page)[1])
        seen = re.search(r'name="seen" value="(\d+)"', page)[1]
        for _tap in range(2):
            client.post(at("turn", meeting), {"seen": seen, "to": "next"})

    assert spoken == ["Ane", "Kim", "Bo", "Ane"]
    page = client.get(at("table", meeting)).text
    assert not now.search(page)
    client.post(at("turn", meeting), {"seen": 4, "to": "again"})
    assert now.search(client.get(at("table", meeting)).text)[1] == "Ane"


def test_nothing_private_lies_on_the_table(client, ane):
    meeting = make_meeting(ane.who)
    client.post(at("prepare", meeting), {"not": "My childhood", "seen": _empty_sheet()})
    with acting_as(ane.who, because="test"):
        assert MeetingPreparation.unguarded.get().words == "My childhood"

    assert "My childhood" not in client.get(at("table", meeting)).text
    assert "My childhood" in client.get(at("prepare", meeting)).text


def test_a_decision_is_read_before_it_is_fixed_and_then_stands_on_the_page_and_on_paper(client, ane, kim):
    meeting = make_invited(ane.who, kim)
    decision = make_decision(meeting, kim)
    page = client.get(at("decision", decision)).text
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    client.post(at("decision-do", decision), {"do": "fix", "seen": "older"})
    with acting_as(ane.who, because="test"):
        assert MeetingDecision.unguarded.get().status == "proposed"
    client.post(at("decision-do", decision), {"do": "fix", "seen": seen})

    client.force_login(kim)
    assert "Kim rings the housing office." in client.get(at("detail", meeting)).text
    assert "Kim rings the housing office." in text_of(client.get(at("decided", meeting)))


def test_the_sheet_and_the_invitation_go_on_paper(client, ane):
    meeting = make_meeting(ane.who)
    make_point(meeting, ane, "A quiet flat")
    guest = make_guest(meeting, name="Kim", role="Coordinator")
    client.post(at("prepare", meeting), {"important": "To be believed", "seen": _empty_sheet()})

    invitation, sheet = text_of(client.get(at("guest-paper", guest))), text_of(client.get(at("sheet", meeting)))
    assert "A quiet flat" in invitation
    assert "To be believed" not in invitation
    assert "To be believed" in sheet


def test_calendar_files_are_for_those_who_may_see_the_meeting(client, ane, kim):
    meeting = make_meeting(ane.who)
    guest = make_guest(meeting, kim, name="Kim", email="kim@example.org")
    let_invite(meeting)

    own, asked = client.get(reverse("person:meetings-calendar")), client.get(at("guest-calendar", guest))
    assert own.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{meeting.pk}" in own.text
    assert "mailto:kim@example.org" in asked.text.replace("\r\n ", "")
    assert "mailto:ane@example.org" in asked.text.replace("\r\n ", "")
    client.force_login(kim)
    seen = client.get(at("one-calendar", meeting)).text
    assert f"UID:{meeting.pk}" in seen
    assert "example.org" not in seen
    assert client.get(at("guest-calendar", guest)).status_code == 404


def test_the_map_has_no_field_that_could_be_sent(client, ane):
    page = client.get(reverse("person:meetings-map")).text.partition("<main")[2].partition("</main>")[0]

    assert "data-map-name" in page
    assert "<form" not in page
    assert " name=" not in page


@pytest.mark.parametrize("page", ["room", "detail", "table"])
def test_a_page_asks_the_database_as_much_for_thirty_as_for_one(client, ane, kim, page):
    meeting = make_invited(ane.who, kim)

    def fill():
        if page == "room":
            make_meeting(ane.who)
        make_point(meeting, ane), make_decision(meeting, ane)
        make_guest(meeting, name="Bo")

    def queries_asked():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at(page, ane.who if page == "room" else meeting)).status_code == 200
        return len(asked)

    fill()
    queries_asked()
    for_one = queries_asked()
    for _more in range(4):
        fill()

    assert queries_asked() == for_one
    assert for_one <= 17  # of which 5 open and close the transaction
