"""The pages of those around somebody: as the person, as those they share with, and as anybody else."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from viktig.ground import clock
from viktig.ground.people import actions
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_place, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.models import LogEntry, Room
from viktig.ground.words.dated import read
from viktig.ground.words.lix import lix, reading
from viktig.person.group import country, queries
from viktig.person.group.models import Asked, CheckIn, Circle, Line, Message, Participant, SuggestedAnswer, Transition
from viktig.person.group.tests.make import (
    first_line,
    leave,
    make_asked,
    make_change,
    make_message,
    make_participant,
    make_suggested,
)
from viktig.person.mine.queries import everything
from viktig.person.said.queries import begun


def today() -> str:
    return clock.today().isoformat()


def url(name, *args):
    return reverse(f"person:group-{name}", args=args)


def pages_of(cast):
    """Return every page of the room that a reader may open."""
    who = cast.ane.who
    return [url(name, who) for name in ("room", "earlier", "coordinator", "messages")] + [
        url("transition", cast.change.pk)
    ]


def only_for_the_person(cast):
    """Return every address that only the person may use, with what a form would send."""
    who = cast.ane.who
    return [
        (url("add", who), {"name": "x", "part": "helper", "new_id": uuid4()}),
        (url("together", who), {"how_often": "x"}),
        (url("coordinator", who), {"of": "x", "asked_on": today(), "new_id": uuid4()}),
        (url("begin", who), {"kind": "home", "day": today(), "new_id": uuid4()}),
        (url("how-it-is", who), {"help": "yes", "known": "yes"}),
        (url("participant", cast.participant.pk), {"name": "x", "part": "helper"}),
        (url("leave", cast.participant.pk), {"ended_on": today(), "handover": "met"}),
        (url("come-back", cast.participant.pk), {}),
        (url("participant-delete", cast.participant.pk), {}),
        (url("asked", cast.asked.pk), {"outcome": "got"}),
        (url("asked-say", cast.asked.pk), {}),
        (url("asked-delete", cast.asked.pk), {}),
        (url("message-take-back", cast.message.pk), {}),
        (url("transition-write", cast.change.pk), {"kind": "move", "day": today()}),
        (url("line-add", cast.change.pk), {"question": "x", "new_id": uuid4()}),
        (url("after", cast.change.pk), {"as_promised": "yes"}),
        (url("transition-delete", cast.change.pk), {}),
        (url("line", cast.line.pk), {"state": "not_needed"}),
        (url("line-say", cast.line.pk), {}),
        (url("line-delete", cast.line.pk), {}),
        (url("suggested-not-now", cast.suggested.pk), {}),
        (url("suggested-bring-back", cast.suggested.pk), {}),
    ]


def all_rows(cast):
    tables = (Participant, Circle, Asked, Message, Transition, Line, SuggestedAnswer, CheckIn)
    with acting_as(cast.ane.who, because="test"):
        return {model: sorted(map(str, model.unguarded.values_list())) for model in tables}


@pytest.mark.parametrize("key", ["helper", "reader", "former", "stranger", "administrator"])
def test_whoever_is_not_the_person_changes_nothing_of_theirs(client, cast, key):
    client.force_login(cast.account(key))
    before = all_rows(cast)

    for address, words in only_for_the_person(cast):
        assert client.post(address, words).status_code == 404, address
    assert all_rows(cast) == before


@pytest.mark.parametrize(
    ("key", "status"), [("ane", 200), ("helper", 200), ("reader", 200), ("former", 404), ("stranger", 404)]
)
def test_all_who_share_the_room_open_the_same_pages(client, cast, key, status):
    client.force_login(cast.account(key))

    assert {client.get(page).status_code for page in pages_of(cast)} == {status}


def test_the_pages_of_a_reader_offer_nothing_to_change(client, cast):
    client.force_login(cast.reader)

    for page in pages_of(cast):
        main = re.search(r"<main.*</main>", client.get(page).text, re.DOTALL)[0]
        assert "<form" not in main, page
        assert "<textarea" not in main, page
    with acting_as(cast.ane.who, because="test"):
        assert {line.action for line in LogEntry.unguarded.filter(reader=cast.reader.who)} == {"person.group.read"}


def test_somebody_is_added_changed_and_leaves_and_the_history_says_so(client, ane):
    client.force_login(ane)
    since = (clock.today() - timedelta(days=40)).isoformat()
    words = {
        "name": "Liv",
        "part": "coordinator",
        "role": "Knows it all",
        "body": "The municipality",
        "started_on": since,
    }
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.group.add", words={"name": "Li"})
    assert 'value="Li"' in client.get(url("add", ane.who)).text
    client.post(url("add", ane.who), words | {"new_id": uuid4()})
    room = client.get(url("room", ane.who)).text
    assert "Knows it all" in room
    assert 'value="Li"' not in room

    with acting_as(ane.who, because="test"):
        row = Participant.unguarded.get()
    client.post(url("leave", row.pk), {"ended_on": today(), "handover": "none", "ended_words": "Nobody told me."})
    earlier = client.get(url("earlier", ane.who)).text
    assert "Nobody told me." in earlier
    with translation.override("nb"):
        assert translation.gettext("I had to tell everything again") in earlier
    client.post(url("come-back", row.pk))
    assert "Nobody told me." not in client.get(url("earlier", ane.who)).text


def test_somebody_close_who_is_no_longer_there_hands_nothing_over_and_stays_in_the_list(client, ane):
    client.force_login(ane)
    row = make_participant(ane.who, "Mum", part="close")
    page = client.get(url("leave", row.pk)).text
    assert re.search(r'<input type="hidden" name="handover" value="not_said"', page)
    client.post(url("leave", row.pk), {"ended_on": today(), "handover": "not_said"})

    assert "Mum" in client.get(url("earlier", ane.who)).text


def test_beside_each_one_stands_what_they_see_now_and_only_the_person_reads_it(client, cast):
    make_share(cast.ane.who, cast.helper.who, room=Room.MATTERS)
    make_participant(cast.ane.who, "Mum", part="close")
    with translation.override("nb"):
        matters, nothing = (
            str(Room.MATTERS.label),
            translation.gettext("Only a name on this page. Sees nothing of yours."),
        )

    client.force_login(cast.ane)
    page = client.get(url("room", cast.ane.who)).text
    assert matters in page.partition("<main")[2]
    assert page.count(nothing) == 1
    assert page.count(reverse("person:sharing-new", args=["group"])) == 1  # the helper sees this page already

    client.force_login(cast.helper)
    seen = client.get(url("room", cast.ane.who)).text.partition("<main")[2]
    assert (matters in seen, nothing in seen) == (False, False)


def test_what_was_changed_in_another_window_is_shown_with_ones_own_words_and_saved_the_second_time(client, cast):
    client.force_login(cast.ane)
    with acting_as(cast.ane.who, because="test"):
        rows = {
            "participant": cast.participant,
            "line": cast.line,
            "asked": cast.asked,
            "transition-write": cast.change,
        }
        old = {name: queries.fingerprint(row) for name, row in rows.items()}
    move, home = ({"day": today(), "kind": kind} for kind in ("move", "home"))
    answered = {"state": "answered", "responsible": "x"}
    edits = [
        ("participant", cast.participant.pk, {"name": "FIRST", "part": "coordinator"}, {"name": "SECOND", "part": "helper"}),
        ("asked", cast.asked.pk, {"outcome": "refused", "said": "FIRST"}, {"outcome": "waiting", "said": "SECOND"}),
        ("line", cast.line.pk, answered | {"answer": "FIRST"}, {"state": "open", "answer": "SECOND"}),
        ("transition-write", cast.change.pk, move | {"words": "FIRST"}, home | {"words": "SECOND"}),
    ]  # fmt: skip
    for name, pk, first, second in edits:
        assert client.post(url(name, pk), first | {"seen": old[name]}).status_code == 302, name
        page = client.post(url(name, pk), second | {"seen": old[name]})
        assert page.status_code == 200, name
        assert "FIRST" in page.text, name
        assert "SECOND" in page.text, name
        seen = re.search(r'name="seen" value="(\w+)"', page.text)[1]
        assert client.post(url(name, pk), second | {"seen": seen}).status_code == 302, name
    with acting_as(cast.ane.who, because="test"):
        kept = [
            Participant.unguarded.get().name,
            Asked.unguarded.get().said,
            Line.unguarded.get(pk=cast.line.pk).answer,
        ]
    assert kept == ["SECOND"] * 3


def test_how_the_helpers_meet_is_written_from_the_first_time_on(client, ane):
    client.force_login(ane)
    for words in ("Each month", "When I ask"):
        page = client.get(url("together", ane.who)).text
        seen = re.search(r'name="seen" value="(\w+)"', page)[1]
        assert client.post(url("together", ane.who), {"how_often": words, "seen": seen}).status_code == 302
    assert "When I ask" in client.get(url("room", ane.who)).text


@pytest.mark.parametrize(
    ("place", "country_", "words", "law"),
    [
        ("NO-9901", "NO", "ansvarsgruppe", "helse- og omsorgstjenesteloven"),
        ("SE-9901", "SE", "SIP-grupp", "hälso- och sjukvårdslagen"),
    ],
)
def test_each_country_has_its_own_words_and_laws_and_never_the_others(client, ane, place, country_, words, law):
    make_place(code=place, name="Town", country=country_)
    with acting_as(ane.who, because="test"):
        actions.name_yourself(person=Person.unguarded.get(pk=ane.who), name="Ane", place_code=place)
    client.force_login(ane)
    page = client.get(url("coordinator", ane.who)).text

    assert words in page
    assert law in page
    for other in {"ansvarsgruppe", "SIP-grupp", "helse- og omsorgstjenesteloven", "sjukvårdslagen"}:
        assert (other in page) is (other in words or other in law)


def test_every_rule_is_dated_says_where_it_is_from_and_is_plain():
    for one in read(country.DATA):
        for rule in one["rules"]:
            assert rule["source"]
            assert rule["checked_on"] >= rule["valid_from"]
            for language, text in rule["text"].items():
                assert reading(text).words < 20 or lix(text) <= 40, (language, text)


def test_asking_for_a_coordinator_that_got_no_answer_becomes_words_to_say_once(client, cast):
    client.force_login(cast.ane)
    client.post(url("asked", cast.asked.pk), {"outcome": "no_answer", "said": "", "seen": "x"})
    for _time in range(2):
        answer = client.post(url("asked-say", cast.asked.pk))
        assert answer.url == reverse("person:said-write", args=[cast.asked.pk])
    with acting_as(cast.ane.who, because="test"):
        given = begun(cast.ane.who, cast.asked.pk)
    assert (given["kind"], given["right"]) == ("barrier", "plan")
    assert given["words"] in client.get(answer.url).text


def test_a_line_without_an_answer_becomes_words_to_say_with_where_it_happened(client, cast):
    client.force_login(cast.ane)
    answer = client.post(url("line-say", cast.line.pk))
    with acting_as(cast.ane.who, because="test"):
        given = begun(cast.ane.who, cast.line.pk)

    assert answer.url == reverse("person:said-write", args=[cast.line.pk])
    assert (given["kind"], given["transition"]) == ("barrier", "home")
    assert queries.question_of(cast.line) in given["words"]


def test_without_the_room_for_saying_something_nothing_leads_there(client, cast):
    client.force_login(cast.ane)
    with override_settings(VIKTIG_ROOMS=settings.VIKTIG_ROOMS - {"said"}):
        pages = [client.get(page).text for page in pages_of(cast)]
        assert not [page for page in pages if "/say/" in page]
        assert client.post(url("line-say", cast.line.pk)).status_code == 404


def test_before_a_message_is_sent_the_page_says_who_reads_it_to_all_who_may_write(client, cast):
    for key, readers in (("ane", 2), ("helper", 2)):
        client.force_login(cast.account(key))
        page = client.get(url("messages", cast.ane.who)).text
        form = page.partition("<main")[2].partition("</section>")[0]
        listed = re.findall(r'<li dir="auto">(.*?)</li>', form)
        assert len(listed) == readers, (key, listed)
    assert "Ane" in listed


def test_a_helper_writes_to_one_and_takes_it_back_and_keeps_no_draft_about_the_person(client, cast):
    client.force_login(cast.helper)
    address = url("messages", cast.ane.who)
    page = client.get(address).text
    form = {name: re.search(rf'name="{name}" value="([\w-]+)"', page)[1] for name in ("new_id", "shown")}
    assert "data-draft-to" not in page
    for _time in range(2):
        assert client.post(address, form | {"words": "Only once", "to_name": "Ane"}).status_code == 302
    with acting_as(cast.ane.who, because="test"):
        [sent] = [one for one in Message.unguarded.all() if one.words == "Only once"]
    assert (sent.by, sent.by_name, sent.to_name) == (cast.helper.who, "Kim", "Ane")
    client.post(url("message-take-back", sent.pk))
    with acting_as(cast.ane.who, because="test"):
        assert not Message.unguarded.filter(pk=sent.pk).exists()


def test_words_are_kept_when_somebody_else_reads_now_and_are_sent_the_second_time(client, cast):
    client.force_login(cast.ane)
    address = url("messages", cast.ane.who)
    page = client.get(address).text
    form = {name: re.search(rf'name="{name}" value="([\w-]+)"', page)[1] for name in ("new_id", "shown")}
    make_share(cast.ane.who, cast.stranger.who, room=Room.GROUP)

    again = client.post(address, form | {"words": "For my two"})
    assert again.status_code == 200
    assert "For my two</textarea>" in again.text
    form["shown"] = re.search(r'name="shown" value="(\w+)"', again.text)[1]
    assert client.post(address, form | {"words": "For my two"}).status_code == 302


@pytest.mark.parametrize("key", ["reader", "former", "stranger"])
def test_who_may_not_suggest_writes_no_message_and_no_answer(client, cast, key):
    client.force_login(cast.account(key))
    before = all_rows(cast)

    for address in (url("messages", cast.ane.who), url("line-suggest", cast.line.pk)):
        assert client.post(address, {"words": "x", "answer": "x", "new_id": uuid4()}).status_code == 404
    assert client.post(url("suggested-take-back", cast.suggested.pk)).status_code == 404
    assert all_rows(cast) == before


def test_a_helper_suggests_an_answer_that_the_person_sees_at_once_uses_or_lets_be(client, cast):
    client.force_login(cast.helper)
    line = first_line(make_change(cast.ane.who, kind="move"))
    client.post(url("line-suggest", line.pk), {"answer": "Monday at nine", "responsible": "Liv", "new_id": uuid4()})
    client.force_login(cast.ane)
    page = client.get(url("transition", line.transition_id)).text
    assert "Monday at nine" in page
    [use] = re.findall(rf"{url('line', line.pk)}\?use=[\w-]+", page)
    form = client.get(use).text
    assert "Monday at nine</textarea>" in form
    sent = {name: re.search(rf'name="{name}" value="([\w-]+)"', form)[1] for name in ("seen", "used")}
    client.post(url("line", line.pk), sent | {"state": "answered", "answer": "Monday at ten", "responsible": "Liv"})
    page = client.get(url("transition", line.transition_id)).text
    assert "Monday at ten" in page
    assert use not in page

    client.post(url("suggested-not-now", cast.suggested.pk))
    assert "?use=" not in client.get(url("transition", cast.change.pk)).text


def test_a_line_without_an_answer_is_marked_with_the_days_left_for_all_who_read(client, cast):
    with translation.override("nb"):
        left = translation.ngettext("%(number)s day left", "%(number)s days left", 14) % {"number": 14}
    for key in ("ane", "helper", "reader"):
        client.force_login(cast.account(key))
        assert left in client.get(url("room", cast.ane.who)).text
        assert client.get(url("transition", cast.change.pk)).text.count(left) == 8  # the head, and seven lines


def test_a_list_cannot_begin_for_a_day_that_has_passed_and_keeps_what_was_written(client, ane):
    client.force_login(ane)
    day = (clock.today() - timedelta(days=1)).isoformat()
    page = client.post(url("begin", ane.who), {"kind": "home", "day": day, "words": "From the ward", "new_id": uuid4()})

    assert "From the ward</textarea>" in page.text
    with acting_as(ane.who, because="test"):
        assert not Transition.unguarded.exists()


def test_what_waits_is_among_the_tasks_and_goes_when_it_is_answered(client, ane):
    client.force_login(ane)
    make_participant(ane.who, started_on=clock.today() - timedelta(days=95))
    change, coming = make_change(ane.who, in_days=-7), make_change(ane.who, in_days=7)
    ways = [url("after", change.pk), url("how-it-is", ane.who), url("transition", coming.pk)]
    tasks = client.get(reverse("ground:tasks")).text
    assert [way in tasks for way in ways] == [True] * 3

    client.post(ways[0], {"as_promised": "no"})
    client.post(ways[1], {"help": "no", "known": "partly"})
    with acting_as(ane.who, because="test"):
        Line.unguarded.filter(transition=coming).update(state="answered")
    tasks = client.get(reverse("ground:tasks")).text
    assert [way in tasks for way in ways] == [False] * 3
    assert client.post(ways[1], {"help": "yes", "known": "yes"}).status_code == 302
    with acting_as(ane.who, because="test"):
        assert sorted(str(one.answers) for one in CheckIn.unguarded.all()) == [
            "{'as_promised': 'no'}", "{'help': 'no', 'known': 'partly'}",
        ]  # fmt: skip


def test_the_person_sees_the_page_as_the_other_will_see_it_before_sharing(client, cast):
    client.force_login(cast.ane)
    page = client.get(reverse("person:sharing-preview", args=[cast.helper.who, "group"])).text

    assert "Liv" in page
    assert url("messages", cast.ane.who) in page


def test_everything_of_the_room_comes_out_in_the_file(cast):
    leave(make_participant(cast.ane.who, "Per", part="contact"))
    with acting_as(cast.ane.who, because="test"):
        made = json.loads(json.dumps(everything(cast.ane.who)["group"]))

    assert [one["name"] for one in made["around"] if one["ended_on"] is None] == ["Liv"]
    assert {len(made[part]) for part in ("circle", "asked", "lists")} == {1}
    assert [(one["by_name"], one["words"]) for one in made["messages"]] == [
        ("", "Can we meet on Friday?"),
        ("Kim", "Yes, at ten."),
    ]
    assert made["lists"][0]["lines"][0]["suggested"][0]["answer"] == "Liv calls on Monday at ten."


@pytest.mark.parametrize("page", ["room", "messages", "earlier", "coordinator"])
def test_a_page_asks_the_database_as_much_for_thirty_as_for_one(client, cast, page):
    client.force_login(cast.ane)
    address = url(page, cast.ane.who)

    def queries_asked():
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    leave(make_participant(cast.ane.who, "Per"))
    queries_asked()
    for_one = queries_asked()
    for number in range(29):
        make_participant(cast.ane.who, str(number))
        make_asked(cast.ane.who)
        make_message(cast.person, cast.ane)
    for_thirty = queries_asked()
    assert for_thirty == for_one
    assert for_one <= 17  # of which 5 open and close the transaction


def test_a_list_of_thirty_lines_asks_the_database_as_much_as_one_of_seven(client, cast):
    client.force_login(cast.ane)

    def queries_asked():
        with CaptureQueriesContext(connection) as asked:
            client.get(url("transition", cast.change.pk))
        return len(asked)

    queries_asked()
    for_seven = queries_asked()
    with acting_as(cast.ane.who, because="test"):
        for number in range(23):
            Line(person_id=cast.ane.who, transition=cast.change, topic="own", question="x", position=10 + number).save()
    make_suggested(cast.line, cast.helper)
    assert queries_asked() == for_seven <= 17


def test_somebody_with_nothing_written_reads_what_they_can_do(client):
    account = make_account(name="Nils", language="sv")
    client.force_login(account)

    for name in ("room", "earlier", "coordinator", "messages", "how-it-is"):
        page = client.get(url(name, account.who))
        assert page.status_code == 200
    assert url("add", account.who) in client.get(url("room", account.who)).text


def test_the_short_address_leads_to_ones_own_room_and_my_page_leads_there(client, ane):
    client.force_login(ane)

    assert client.get("/person/group/").url == url("room", ane.who)
    assert 'href="/person/group/"' in client.get("/me/").text


def test_a_share_that_is_withdrawn_while_the_page_is_open_lets_nothing_more_be_written(client, cast):
    client.force_login(cast.helper)
    client.get(url("messages", cast.ane.who))
    with acting_as(cast.ane.who, because="test"):
        end_shares(receiver=cast.helper.who)
    assert client.post(url("messages", cast.ane.who), {"words": "x", "new_id": uuid4()}).status_code == 404
