"""The pages of how it is going, as the person and as those they share with."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Draft, Room
from viktig.person.progress.models import Change, Filling, Series
from viktig.person.progress.tests.make import DAY, make_change, make_filled, make_goal, make_number

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}
READS = {"VIKTIG_ANSWERS_READ_DAYS": 2}


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", language="en")
    client.force_login(account)
    client.defaults.update(ENGLISH)
    return account


def at(name, *args):
    return reverse(f"person:progress-{name}", args=args)


def count(model, who):
    with acting_as(who, because="test"):
        return model.unguarded.count()


def test_the_short_address_leads_to_ones_own_room(client, ane):
    assert client.get("/person/progress/").url == at("room", ane.who)
    assert "/person/progress/" in client.get("/me/").text


def test_an_empty_room_says_what_one_can_do(client, ane):
    page = client.get(at("room", ane.who)).text

    assert "Write a goal of your own" in page
    assert at("talk", ane.who) in page


def test_a_goal_then_a_number_then_the_line_at_once(client, ane):
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.progress.goal", words={"words": "Sle"})
    assert "Sle</textarea>" in client.get(at("room", ane.who)).text

    answer = client.post(at("goal", ane.who), {"words": "Sleep through the night", "new_id": uuid4()})
    assert answer.url == at("before", ane.who)
    with acting_as(ane.who, because="test"):
        goal = Series.unguarded.get()
        assert not Draft.unguarded.exists()

    sent = {f"number_{goal.pk}": "4", f"id_{goal.pk}": uuid4(), "on": timezone.localdate().isoformat()}
    for _twice in range(2):
        assert client.post(at("before", ane.who), sent).url == at("room", ane.who)
    assert count(Filling, ane.who) == 1
    assert "4 of 10 on" in client.get(at("room", ane.who)).text
    page = client.get(at("series", ane.who, goal.pk)).text
    assert ("<svg" in page, "<polyline" in page, "<caption>" in page) == (True, True, True)


def test_only_goals_that_got_a_number_are_kept(client, ane):
    first, second = make_goal(ane.who), make_goal(ane.who, "Work")
    today = timezone.localdate().isoformat()

    client.post(at("before", ane.who), {f"number_{first.pk}": "0", f"number_{second.pk}": "", "on": today})

    with acting_as(ane.who, because="test"):
        assert list(Filling.unguarded.values_list("series", flat=True)) == [first.pk]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose a number for one goal at least, or go back."),
        ({"number": "4", "on": "2999-01-01"}, "This day has not come yet."),
    ],
)
def test_what_cannot_be_saved_says_why_and_keeps_the_rest(client, ane, sent, says):
    goal = make_goal(ane.who)
    sent = {f"number_{goal.pk}": sent.get("number", ""), "on": sent.get("on", "2026-03-02")}

    answer = client.post(at("before", ane.who), sent)

    assert answer.status_code == 200
    assert says in answer.text
    assert count(Filling, ane.who) == 0


def test_a_form_is_filled_in_and_its_number_is_there_at_once(client, ane):
    page = client.get(at("fill", ane.who, "gad-7")).text
    assert page.count("I do not want to answer") == 7
    assert "No permission required" in page

    sent = {f"q-{item}": "2" for item in range(1, 8)} | {"on": "2026-03-02", "new_id": uuid4(), "words": "A bad week"}
    answer = client.post(at("fill", ane.who, "gad-7"), sent)
    page = client.get(answer.url).text

    assert "14 of 21 on" in page
    assert "A bad week" in page
    assert "can be good to talk with someone" in page


def test_a_form_with_nothing_answered_comes_back_with_its_words(client, ane):
    sent = {"on": "2026-03-02", "words": "Not today", "q-1": "not"}

    answer = client.post(at("fill", ane.who, "gad-7"), sent)

    assert "Answer one question at least, or go back." in answer.text
    assert "Not today</textarea>" in answer.text


def test_what_asks_about_death_is_not_there_where_nobody_reads(client, ane):
    assert client.get(at("fill", ane.who, "phq-9")).status_code == 404
    assert "PHQ-9" not in client.get(at("room", ane.who)).text
    with override_settings(**READS):
        assert client.get(at("fill", ane.who, "phq-9")).status_code == 200


@override_settings(**READS)
def test_a_heavy_answer_brings_help_at_once_and_says_who_reads_it(client, ane):
    sent = {"on": "2026-03-02", "q-9": "1", "new_id": uuid4()}

    page = client.post(at("fill", ane.who, "phq-9"), sent, follow=True)

    assert page.redirect_chain[0][0].endswith("/now/")
    assert "help-first" in page.text
    assert "Nobody reads it before you share it." in page.text
    with acting_as(ane.who, because="test"):
        filling = Filling.unguarded.get()
    assert "help-first" in client.get(at("series", ane.who, filling.series_id)).text
    make_share(ane.who, make_account(name="Kim").who, room=Room.PROGRESS)
    page = client.get(at("now", ane.who, filling.series_id, filling.pk)).text
    assert "Kim" in page
    assert "within 2 days" in page
    assert "Nobody reads it" not in page


@override_settings(**READS)
def test_no_heavy_thoughts_no_page_about_them(client, ane):
    answer = client.post(at("fill", ane.who, "phq-9"), {"on": "2026-03-02", "q-9": "0"})

    assert not answer.url.endswith("/now/")


def test_what_was_said_one_time_can_be_read_and_deleted(client, ane):
    filling = make_filled(ane, "viktig-meeting", {"heard": 1, "left": None, "next": 0, "otherwise": "Less haste"})
    where = (ane.who, filling.series_id, filling.pk)

    page = client.get(at("filling", *where)).text
    assert ("A little" in page, "Less haste" in page, "Not answered" in page, "CC0-1.0" in page) == (True,) * 4
    client.get(at("filling-delete", *where))
    assert count(Filling, ane.who) == 1
    client.post(at("filling-delete", *where))
    assert count(Filling, ane.who) == 0


def test_a_lower_answer_after_a_meeting_is_shown(client, ane):
    make_filled(ane, "viktig-meeting", {"heard": 2}, on=DAY)
    filling = make_filled(ane, "viktig-meeting", {"heard": 0}, on=DAY + timedelta(days=7))

    assert "You said Yes the time before, and No now." in client.get(at("series", ane.who, filling.series_id)).text


def test_what_shall_be_different_is_kept_and_what_became_of_it(client, ane):
    sent = {"words": "Meet outdoors", "whom": "Kari", "new_id": uuid4()}
    assert client.post(at("talk", ane.who), sent).url == at("changes", ane.who)
    with acting_as(ane.who, because="test"):
        change = Change.unguarded.get()
    address = at("change", ane.who, change.pk)
    seen = client.get(address).context["form"].initial["seen"]

    sent = {"outcome": "not_changed", "became": "It rained", "seen": seen}
    assert client.post(address, sent).url == address
    assert 'It was not changed: <span dir="auto">It rained' in client.get(at("changes", ane.who)).text

    answer = client.post(address, sent | {"became": "It snowed"})  # another tab, from before
    assert "It snowed</textarea>" in answer.text
    assert "It rained" in answer.text
    again = answer.context["form"].data["seen"]
    client.post(address, sent | {"became": "It snowed", "seen": again})
    with acting_as(ane.who, because="test"):
        assert Change.unguarded.get().became == "It snowed"


def test_what_was_not_changed_leads_to_somebody_who_must_answer(client, ane):
    change = make_change(ane.who)
    address = at("change", ane.who, change.pk)
    seen = client.get(address).context["form"].initial["seen"]
    client.post(address, {"outcome": "not_changed", "became": "They had no time", "seen": seen})
    assert at("change-say", ane.who, change.pk) in client.get(address).text

    page = client.post(at("change-say", ane.who, change.pk), follow=True).text

    assert "Meet outdoors" in page
    assert "They had no time" in page


def test_a_goal_in_two_tabs_shows_both_texts(client, ane):
    goal = make_goal(ane.who, "Sleep")
    address = at("rewrite", ane.who, goal.pk)
    seen = client.get(address).context["form"].initial["seen"]
    assert client.post(address, {"words": "Sleep well", "seen": seen}).url == at("series", ane.who, goal.pk)

    answer = client.post(address, {"words": "Sleep alone", "seen": seen})

    assert "Sleep well</p>" in answer.text
    assert "Sleep alone</textarea>" in answer.text


def test_laying_aside_needs_no_reason_and_is_taken_back(client, ane):
    goal = make_goal(ane.who)

    client.post(at("lay-aside", ane.who, goal.pk))
    assert "You have no goal here yet." in client.get(at("before", ane.who)).text
    client.post(at("take-back", ane.who, goal.pk))
    assert f"number_{goal.pk}" in client.get(at("before", ane.who)).text


def test_deleting_is_asked_twice(client, ane):
    goal = make_goal(ane.who)

    client.get(at("delete", ane.who, goal.pk))
    assert count(Series, ane.who) == 1
    client.post(at("delete", ane.who, goal.pk))
    assert count(Series, ane.who) == 0


def test_the_questions_can_be_printed(client, ane):
    make_goal(ane.who, "Sleep")
    page = client.get(at("paper", ane.who)).text

    assert ("Sleep" in page, "Were you heard?" in page, page.count("☐")) == (True, True, 11 + 9)


def test_the_rules_stand_for_everybody(client, ane):
    page = client.get(at("rules")).text

    assert "6 points or more" in page
    assert "Topp" in page
    assert "no diagnosis" in page


def test_the_line_can_be_taken_along_by_the_person_alone(client, ane):
    goal = make_goal(ane.who)
    make_number(goal, 7)
    reader = make_account(name="Kim")
    make_share(ane.who, reader.who, room=Room.PROGRESS)

    made = json.loads(client.get(at("fhir", ane.who, goal.pk)).content)
    assert made["entry"][0]["resource"]["resourceType"] == "QuestionnaireResponse"
    client.force_login(reader)
    assert client.get(at("fhir", ane.who, goal.pk)).status_code == 404


def test_nobody_sees_a_number_before_the_person_shares_it_and_then_only_that(client, ane):
    goal, other = make_goal(ane.who, "Sleep"), make_goal(ane.who, "Work")
    make_number(goal, 7)
    reader = make_account(name="Kim", language="en")
    client.force_login(reader)
    assert client.get(at("series", ane.who, goal.pk)).status_code == 404

    make_share(ane.who, reader.who, room=Room.PROGRESS, item=goal.pk)

    page = client.get(at("series", ane.who, goal.pk)).text
    assert ("Sleep" in page, "7 of 10" in page, "<form" in page.partition("<main")[2].partition("</main")[0]) == (
        True, True, False,
    )  # fmt: skip
    for closed in (at("series", ane.who, other.pk), at("room", ane.who), at("before", ane.who), at("talk", ane.who)):
        assert client.get(closed).status_code == 404


def test_a_reader_of_the_room_opens_the_same_pages_with_nothing_to_change(client, ane):
    goal, change = make_goal(ane.who, "Sleep"), make_change(ane.who)
    filling = make_number(goal, 7)
    reader = make_account(name="Kim", language="en")
    make_share(ane.who, reader.who, room=Room.PROGRESS)
    client.force_login(reader)

    for address in (
        at("room", ane.who), at("changes", ane.who), at("change", ane.who, change.pk), at("series", ane.who, goal.pk),
        at("filling", ane.who, goal.pk, filling.pk),
    ):  # fmt: skip
        page = client.get(address)
        assert page.status_code == 200
        assert "<form" not in page.text.partition("<main")[2].partition("</main")[0], address
    for address in (at("goal", ane.who), at("talk", ane.who), at("lay-aside", ane.who, goal.pk)):
        assert client.post(address, {"words": "x"}).status_code == 404


@pytest.mark.parametrize("page", ["room", "changes", "series"])
def test_thirty_rows_take_as_many_queries_as_one(client, ane, page):
    goal = make_goal(ane.who)
    make_number(goal, 1)
    make_change(ane.who)
    address = at(page, ane.who, goal.pk) if page == "series" else at(page, ane.who)
    client.get(address)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len([one for one in found if "SAVEPOINT" not in one["sql"]])

    few = asked()
    for number in range(29):
        make_number(make_goal(ane.who, f"Goal {number}"), 2)
        make_number(goal, number % 11)
        make_change(ane.who, f"Change {number}")

    assert asked() == few
    assert few <= 12
