"""The pages of the plan, as the person, those who help, and those who may not."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.facts.models import Fact
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Draft, Level, LogEntry, Room
from viktig.person.matters.tests.make import make_matter
from viktig.person.plan import actions
from viktig.person.plan.models import Goal, Measure, Plan, PlanAsk, PlanSuggestion, Side, Subplan
from viktig.person.plan.tests.make import (
    in_days,
    make_goal,
    make_measure,
    make_plan,
    make_resident,
    make_step,
    make_suggestion,
)

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|[0-9a-f]{8}-[0-9a-f-]{27}')


@pytest.fixture
def ane(client):
    account = make_resident(email="ane@example.org")
    client.force_login(account)
    return account


@pytest.fixture
def plan(ane):
    return make_plan(ane.who)


def at(name, *which):
    return reverse(f"person:plan-{name}", args=which)


def seen_on(client, address):
    return re.search(r'name="seen" value="([^"]*)"', client.get(address).text)[1]


def rows(who, model):
    with acting_as(who, because="test"):
        return list(model.unguarded.all())


# The plan ---------------------------------------------------------------------------------------------------------------


def test_whoever_has_no_plan_reads_of_the_right_and_begins_one(client, ane):
    assert client.get("/person/plan/").url == at("room", ane.who)
    start = client.get(at("room", ane.who)).text
    assert at("begin", ane.who) in start
    assert "individuell plan" in client.get(at("about")).text

    assert client.post(at("begin", ane.who), {"kind": "coordinated"}).url == at("room", ane.who)
    assert [(one.status, one.kind) for one in rows(ane.who, Plan)] == [("wanted", "coordinated")]


def test_where_people_speak_swedish_it_is_called_and_explained_their_way(client):
    account = make_resident(country="SE", email="a@example.org", language="sv")
    client.force_login(account)
    page = client.get(at("about"), headers={"accept-language": "sv"}).text

    assert "samordnad individuell plan" in page
    assert "hälso- och sjukvårdslagen" in page
    assert "koordinator" not in page.partition("</main>")[0].partition("<main")[2]  # said only where it is known


def test_a_no_is_kept_says_what_stays_and_is_changed_again(client, ane):
    client.post(at("move", ane.who), {"to": "declined"})
    page = client.get(at("room", ane.who)).text
    assert "koordinator" in page

    client.post(at("begin", ane.who), {"kind": "own"})
    assert [(one.status, one.kind) for one in rows(ane.who, Plan)] == [("wanted", "own")]


def test_the_first_thing_in_the_plan_is_what_matters_in_ones_own_words(client, ane, plan):
    make_matter(ane.who, "A door I can lock")
    form = client.get(at("part", ane.who, "matters")).text
    assert "A door I can lock</textarea>" in form

    seen = seen_on(client, at("part", ane.who, "matters"))
    client.post(at("part", ane.who, "matters"), {"words": "A door, and calm", "seen": seen})
    page = client.get(at("room", ane.who)).text
    assert page.index("A door, and calm") < page.index('id="goals"')


def test_a_part_changed_in_two_windows_shows_both_and_keeps_both(client, ane, plan):
    address = at("part", ane.who, "how")
    seen = seen_on(client, address)
    client.post(address, {"words": "At home", "seen": seen})
    answer = client.post(address, {"words": "In a café", "seen": seen})

    assert answer.status_code == 200
    assert "At home</dd>" in answer.text
    assert "In a café</textarea>" in answer.text
    again = re.search(r'name="seen" value="([^"]*)"', answer.text)[1]
    assert client.post(address, {"words": "In a café, or at home", "seen": again}).status_code == 302


def test_what_was_written_and_not_sent_is_still_there(client, ane, plan):
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.plan.goal", words={"words": "I want to pai"})
    assert "I want to pai</textarea>" in client.get(at("goal-add", ane.who)).text

    client.post(at("goal-add", ane.who), {"words": "I want to paint", "area": "activity", "new_id": uuid4()})
    assert rows(ane.who, Draft) == []


def test_a_date_before_the_start_is_one_clear_sentence_beside_the_day(client, ane, plan):
    address = at("dates", ane.who)
    values = {"starts_on": in_days(9), "ends_on": in_days(2), "review_on": "", "seen": seen_on(client, address)}
    with translation.override("nb"):
        page = client.post(address, values).text

    assert page.count("Den siste dagen er før den første. Velg en senere dag.") == 2  # on top, and at the field
    assert in_days(9).isoformat() in page


def test_the_plan_moves_as_the_person_says_and_each_version_says_what_is_new(client, ane, plan):
    goal = make_goal(plan)
    for to in ("preparing", "active"):
        client.post(at("move", ane.who), {"to": to})
    client.post(at("goal-move-to", goal.pk), {"to": "on_the_way", "seen": "wish"})
    page = client.get(at("versions", ane.who)).text

    assert "«I want a quiet flat»" in page
    assert client.post(at("end", ane.who), {"reason": ""}).status_code == 302
    assert rows(ane.who, Plan)[0].status == "ended"
    client.post(at("move", ane.who), {"to": "revising"})
    assert rows(ane.who, Plan)[0].status == "revising"


def test_ending_and_deleting_are_asked_first(client, ane, plan):
    for name in ("end", "delete"):
        assert client.get(at(name, ane.who)).status_code == 200
    client.post(at("move", ane.who), {"to": "ended"})
    assert rows(ane.who, Plan)[0].status == "wanted"

    client.post(at("delete", ane.who))
    assert rows(ane.who, Plan) == []


def test_the_plan_comes_as_a_tagged_paper(client, ane, plan):
    goal = make_goal(plan)
    make_step(goal)
    make_measure(plan, goal=goal)
    answer = client.get(at("paper", ane.who))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in answer.content


# Goals and what is done -----------------------------------------------------------------------------------------------


def test_a_goal_is_written_changed_and_its_way_is_kept(client, ane, plan):
    values = {"words": "I want a flat", "area": "housing", "new_id": uuid4()}
    for _click in range(2):
        client.post(at("goal-add", ane.who), values)
    [goal] = rows(ane.who, Goal)
    write = at("goal-write", goal.pk)
    client.post(write, {"words": "I want a quiet flat", "area": "housing", "seen": seen_on(client, write)})
    client.post(at("goal-note", goal.pk), {"words": "I rang today", "new_id": uuid4()})
    page = client.get(at("goal", goal.pk)).text

    assert page.index("I want a quiet flat</p>") < page.index("I want a flat</p>") < page.index("I rang today</p>")


def test_what_others_must_do_without_a_day_keeps_every_word(client, ane, plan):
    values = {"words": "Answer me", "side": "system", "role": "The office", "new_id": uuid4()}
    page = client.post(at("measure-add", ane.who), values).text

    assert "Velg dagen det skal være gjort til." in page
    assert "Answer me</textarea>" in page
    assert rows(ane.who, Measure) == []
    client.post(at("measure-add", ane.who), values | {"due_on": in_days(3)})
    assert [(one.words, one.role) for one in rows(ane.who, Measure)] == [("Answer me", "The office")]


def test_what_is_overdue_stands_on_the_plan_with_the_reason_that_was_given(client, ane, plan):
    measure = make_measure(plan, days=-3)
    client.post(at("measure-late", measure.pk), {"words": "They wait for the owner"})
    page = client.get(at("room", ane.who)).text

    assert "They wait for the owner" in page
    assert "Det er ikke du som er sen." in page


def test_a_measure_whose_responsible_has_left_says_so_in_one_sentence(client, ane, plan):
    measure = make_measure(plan)
    client.post(at("measure-left", measure.pk))
    page = client.get(at("measure", measure.pk)).text

    assert page.count("har det ikke lenger. Det står fortsatt i planen") == 1


def test_a_no_leads_to_words_for_someone_who_must_answer_with_nobodys_name(client, ane, plan):
    measure = make_measure(plan, "A place to live", name="Kim Employee")
    client.post(at("measure-refused", measure.pk), {"refusal": "", "appeal_by": in_days(20), "seen": "planned"})
    page = client.get(at("measure", measure.pk)).text
    assert at("measure-say", measure.pk) in page

    said_id = uuid4()
    first = client.post(at("measure-say", measure.pk), {"said_id": said_id})
    assert first.url == reverse("person:said-write", args=[said_id])
    telling = client.get(first.url).text
    assert "A place to live" in telling
    assert "Kim Employee" not in telling


def test_asking_for_a_plan_without_an_answer_becomes_words_to_say(client, ane, plan):
    values = {"to": "The health centre", "asked_on": in_days(-40), "new_id": uuid4()}
    for _click in range(2):
        client.post(at("asked", ane.who), values)
    [ask] = rows(ane.who, PlanAsk)
    assert "40 dager uten svar" in client.get(at("asked", ane.who)).text

    telling = client.get(client.post(at("ask-say", ask.pk), {"said_id": uuid4()}).url).text
    assert "The health centre" not in telling
    assert rows(ane.who, PlanAsk)[0].answer == "none"


def test_being_sent_away_for_the_other_problem_is_a_reason_of_its_own(client, ane, plan):
    client.post(at("asked", ane.who), {"to": "The clinic", "new_id": uuid4()})
    [ask] = rows(ane.who, PlanAsk)
    client.post(at("answer", ask.pk), {"answer": "no", "reason": "wrong_door", "words": "Drink first, they said"})
    page = client.get(at("asked", ane.who)).text

    assert "på grunn av det andre problemet mitt" in page
    assert "Drink first, they said" in page


def test_plans_that_others_keep_stand_beside_and_can_be_taken_off(client, ane, plan):
    client.post(at("subplan-add", ane.who), {"kind": "treatment", "holder": "The clinic", "new_id": uuid4()})
    [other] = rows(ane.who, Subplan)
    write = at("subplan", other.pk)
    client.post(write, {"kind": "treatment", "holder": "The new clinic", "words": "", "seen": seen_on(client, write)})
    assert "The new clinic" in client.get(at("room", ane.who)).text
    client.post(at("subplan-delete", other.pk))
    assert rows(ane.who, Subplan) == []


def test_the_person_says_whether_they_decided(client, ane, plan):
    client.post(at("rate", ane.who), {"main_actor": "no", "words": "They talked about me", "new_id": uuid4()})

    assert "They talked about me" in client.get(at("rate", ane.who)).text


def test_those_who_answer_say_how_many_they_told_and_others_do_not_find_the_page(client):
    member = make_member(make_organisation())
    client.force_login(member)
    assert client.post(at("told-at-work"), {"how": "talk", "number": 2}).status_code == 302
    assert "100" in client.post(at("told-at-work"), {"how": "talk", "number": 0}).text

    client.force_login(make_member(make_organisation(name="Other"), role=OrganisationRole.OMBUD))
    assert client.get(at("told-at-work")).status_code == 404
    assert not Fact.unguarded.exists()  # it waits, sealed, for the end of the week


# Those who help -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def helper(client, ane, plan):
    """Return somebody who may suggest in Ane's plan, and is signed in."""
    account = make_account(name="Kim")
    make_share(ane.who, account.who, room=Room.PLAN, level=Level.SUGGEST)
    client.force_login(account)
    return account


def test_a_suggestion_is_seen_from_the_first_letter_and_becomes_what_the_person_makes_of_it(client, ane, plan, helper):
    write = client.post(at("suggest-goal", ane.who)).url
    [suggestion] = rows(ane.who, PlanSuggestion)
    kept = client.post(at("suggestion-draft", suggestion.pk), {"key": suggestion.pk, "words": '{"words": "Y"}'})
    assert kept.json() == {"kept": True}
    client.force_login(ane)
    assert "Y</p>" in client.get(at("room", ane.who)).text

    client.force_login(helper)
    client.post(write, {"words": "You want to sing"})
    assert rows(ane.who, Goal) == []

    client.force_login(ane)
    take = at("suggestion", suggestion.pk)
    assert "You want to sing</textarea>" in client.get(take).text
    for _click in range(2):
        client.post(take, {"words": "I want to sing", "area": "activity", "new_id": suggestion.pk})
    assert [one.words for one in rows(ane.who, Goal)] == ["I want to sing"]
    assert "You want to sing" not in client.get(at("room", ane.who)).text


def test_a_suggested_step_is_laid_aside_and_brought_back(client, ane, plan, helper):
    goal = make_goal(plan)
    suggestion = make_suggestion(goal, helper, "Ring them")
    client.force_login(ane)
    client.post(at("suggestion-let-be", suggestion.pk))
    assert rows(ane.who, Measure) == []
    client.post(at("suggestion-bring-back", suggestion.pk))
    client.post(at("suggestion", suggestion.pk), {"words": "I ring them", "new_id": suggestion.pk})
    assert [(one.words, one.side) for one in rows(ane.who, Measure)] == [("I ring them", Side.ME)]


def test_why_it_is_late_comes_from_whoever_answers(client, ane, plan, helper):
    measure = make_measure(plan, days=-1, by=helper.who)
    assert at("suggest-why-late", measure.pk) in client.get(at("measure", measure.pk)).text
    suggestion = make_suggestion(measure, helper, "We wait for the owner")

    client.force_login(ane)
    client.post(at("suggestion", suggestion.pk), {"words": "We wait for the owner"})
    assert rows(ane.who, Measure)[0].late_because == "We wait for the owner"


def test_a_guest_opens_the_same_address_and_gets_nothing_to_change(client, ane, plan, helper):
    goal = make_goal(plan)
    make_measure(plan, goal=goal)
    for address in (at("room", ane.who), at("goal", goal.pk), at("versions", ane.who), at("asked", ane.who)):
        page = client.get(address).text
        assert "<textarea" not in page
        for verb in ("write", "move", "delete", "part", "days", "begin", "rate"):
            assert f"/{verb}/" not in page.partition("</main>")[0].partition("<main")[2], verb


@pytest.mark.parametrize(
    "name", ["goal-write", "goal-move", "goal-move-to", "goal-note", "goal-delete", "step-add", "measure-add-for-goal"]
)
def test_a_helper_who_tries_to_change_meets_not_found_and_the_person_sees_the_try(client, ane, plan, helper, name):
    goal = make_goal(plan)

    assert client.post(at(name, goal.pk), {"words": "x", "to": "reached", "seen": "wish"}).status_code == 404
    assert [one.words for one in rows(ane.who, Goal)] == ["I want a quiet flat"]
    assert [(one.action, one.granted) for one in rows(ane.who, LogEntry)] == [("person.plan.edit", False)]


def test_one_goal_is_shared_with_one_person_and_nothing_else_is_seen(client, ane, plan):
    goal, other = make_goal(plan), make_goal(plan, "I want to paint")
    reader = make_account(name="Kim")
    make_share(ane.who, reader.who, room=Room.PLAN, item=goal.pk)
    client.force_login(reader)

    page = client.get(at("goal", goal.pk))
    assert (page.status_code, client.get(at("goal", other.pk)).status_code) == (200, 404)
    assert client.get(at("room", ane.who)).status_code == 404
    assert at("room", ane.who) not in page.text


def test_the_page_before_sharing_shows_the_plan_as_the_other_will_see_it(client, ane, plan):
    goal = make_goal(plan)
    reader = make_account(name="Kim")
    make_share(ane.who, reader.who)
    for which in (["plan"], ["plan", goal.pk]):
        page = client.get(reverse("person:sharing-preview", args=[reader.who, *which])).text
        assert "I want a quiet flat" in page


def test_missing_and_not_yours_give_the_same_bytes(client, ane, plan):
    goal = make_goal(plan)
    client.force_login(make_account())

    pages = [TOKEN.sub("", client.get(at("goal", which)).text) for which in (goal.pk, uuid4())]
    assert pages[0] == pages[1]


# Many -------------------------------------------------------------------------------------------------------------------


def test_a_plan_with_three_hundred_measures_asks_the_database_as_much_as_one_with_one(client, ane, plan):
    goals = [make_goal(plan, f"I want {number}") for number in range(10)]
    make_measure(plan, goal=goals[0])
    client.get(at("room", ane.who))
    with CaptureQueriesContext(connection) as for_one:
        client.get(at("room", ane.who))
    with acting_as(ane.who, because="test"):
        for number in range(299):
            measure = actions.add_measure(
                plan=plan, goal=goals[number % 10], words=f"Thing {number}", role="The office", due_on=in_days(number)
            )
            if number % 3:
                Measure.unguarded.filter(pk=measure.pk).update(status="done")
    with CaptureQueriesContext(connection) as for_many:
        page = client.get(at("room", ane.who)).text

    assert len(for_many) == len(for_one) <= 16  # of which 6 open and close the transaction
    assert page.count("<details") >= 10  # what is done is folded together, goal by goal
