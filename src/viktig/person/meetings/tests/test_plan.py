"""What was decided flows into the person's plan, and the days of the plan into their calendar."""

from datetime import timedelta

import pytest
from django.urls import reverse

from viktig.ground import clock
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.ground.rules import RuleBroken
from viktig.person.meetings import actions, queries
from viktig.person.meetings.models import MeetingDecision
from viktig.person.meetings.tests.make import make_decision, make_meeting
from viktig.person.plan.actions import begin_plan
from viktig.person.plan.models import Measure, Side


@pytest.fixture
def ane(client):
    account = make_account(name="Ane")
    client.force_login(account)
    with acting_as(account.who, because="test"):
        yield account


def decided(ane, **new):
    decision = make_decision(make_meeting(ane.who), ane)
    values = {"words": decision.words, "who_does": "Kim", "by_when": clock.today() + timedelta(days=9)} | new
    actions.write_decision(decision=decision, seen=queries.words_fingerprint(decision), **values)
    decision = MeetingDecision.unguarded.get(pk=decision.pk)
    actions.fix(decision=decision, seen=queries.words_fingerprint(decision))
    return decision


def test_who_does_what_by_when_stands_once_in_the_plan_when_the_person_wants_it(ane):
    begin_plan(who=ane.who)
    decision = decided(ane)
    assert not Measure.unguarded.exists()
    for _twice in range(2):
        actions.put_in_plan(decision=decision, side=Side.SYSTEM)

    measure = Measure.unguarded.get()
    assert (measure.words, measure.name, measure.due_on) == (decision.words, "Kim", decision.by_when)
    assert MeetingDecision.unguarded.get().in_plan == measure.pk


def test_without_a_plan_or_a_day_it_stays_where_it_is(ane):
    decision = decided(ane, by_when=None)
    for begin in (False, True):
        if begin:
            begin_plan(who=ane.who)
        with pytest.raises(RuleBroken):
            actions.put_in_plan(decision=decision, side=Side.SYSTEM)
    assert (Measure.unguarded.count(), MeetingDecision.unguarded.get().in_plan) == (0, None)


def test_the_page_leads_from_a_decision_to_the_plan(client, ane):
    begin_plan(who=ane.who)
    decision = decided(ane)
    do, page = (reverse(f"person:meetings-decision{one}", args=[decision.pk]) for one in ("-do", ""))
    client.post(do, {"do": "plan", "side": "system"})

    assert reverse("person:plan-measure", args=[Measure.unguarded.get().pk]) in client.get(page).text


def test_the_calendar_of_the_plan_holds_the_meetings_and_the_days_of_what_is_to_be_done(client, ane):
    begin_plan(who=ane.who)
    decision = decided(ane)
    actions.put_in_plan(decision=decision, side=Side.SYSTEM)
    text = client.get(reverse("person:meetings-calendar")).text

    assert text.count("BEGIN:VEVENT") == 2
    assert f"DTSTART;VALUE=DATE:{decision.by_when:%Y%m%d}" in text
    assert "housing" not in text
