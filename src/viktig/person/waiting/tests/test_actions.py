"""Waiting, being told, and ending: what the person sees, and what the service sees of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.notify.models import Mail
from viktig.ground.people.tests.make import make_account, make_member
from viktig.ground.privacy.acting import acting_as
from viktig.person.mine.actions import erase_everything
from viktig.person.ombud import actions as ombuds
from viktig.person.ombud.models import Presentation
from viktig.person.ombud.tests.make import make_agreement, make_ombud
from viktig.person.waiting import actions, jobs, queries
from viktig.person.waiting.tests.make import make_wait, wait_now


def seen_by(account, organisation):
    """Return what the database gives out: (what, value, number), whatever the code would have shown."""
    with acting_as(account.who, because="test"), connection.cursor() as cursor:
        cursor.execute("select what, value, number from count_tickets(%s)", [organisation.pk])
        return sorted(cursor.fetchall())


def number_seen(ombud):
    actions.deliver()
    with acting_as(ombud.who, because="test"):
        return queries.queue_of(ombud.presentation.organisation).number


def set_room(ombud, *, has_room):
    with acting_as(ombud.who, because="test"):
        Presentation.unguarded.filter(who=ombud.who).update(has_room=has_room)


def month():
    return clock.today().strftime("%Y-%m")


def test_the_person_sees_that_they_wait_since_when_and_where(full):
    ane = make_wait(full.presentation.organisation, flags=["no_home"])

    with acting_as(ane.who, because="test"):
        found = queries.waiting_overview(ane.who)
    assert found == queries.Waiting(
        organisation=full.presentation.organisation,
        since=clock.today().replace(day=1),
        flags=[gettext("I have no place to live")],
        has_room=False,
        months=None,
    )


def test_sent_twice_it_is_one_wait_in_the_place_it_had(full):
    organisation = full.presentation.organisation
    for _number in range(4):
        make_wait(organisation)
    with clock.moved_back(40):
        ane = make_wait(organisation)
        first = wait_now(ane)
    make_wait(make_ombud().presentation.organisation, account=ane)

    assert wait_now(ane) == first
    assert wait_now(ane).load == first.load
    assert number_seen(full) == 5


@pytest.mark.parametrize(("number", "seen"), [(0, []), (4, []), (5, [("all", "", 5), ("month", month(), 5)])])
def test_those_who_work_there_see_no_number_below_five(full, number, seen):
    for _number in range(number):
        make_wait(full.presentation.organisation)

    assert seen_by(full.account, full.presentation.organisation) == seen


@pytest.mark.parametrize(
    ("marked", "others", "is_seen"), [(4, 6, False), (5, 5, True), (5, 3, False), (6, 0, True), (9, 4, False)]
)
def test_a_flag_is_seen_when_five_share_it_and_its_number_tells_of_no_smaller_rest(full, marked, others, is_seen):
    for one in range(marked + others):
        make_wait(full.presentation.organisation, flags=["children"] if one < marked else [])

    flags = [row for row in seen_by(full.account, full.presentation.organisation) if row[0] == "flag"]
    assert flags == ([("flag", "children", marked)] if is_seen else [])


def test_a_month_whose_number_would_tell_of_a_small_rest_is_not_seen(full):
    for days, number in [(0, 5), (60, 6), (150, 2)]:
        with clock.moved_back(days):
            for _number in range(number):
                make_wait(full.presentation.organisation)
            that_month = month()
        if days == 60:
            seen_month = that_month

    rows = seen_by(full.account, full.presentation.organisation)
    assert rows == [("all", "", 13), ("month", seen_month, 6)]


@pytest.mark.parametrize("who", ["other_ombud", "member", "person"])
def test_nobody_else_gets_any_number(full, who):
    organisation = full.presentation.organisation
    waits = [make_wait(organisation) for _number in range(6)]
    account = {
        "other_ombud": lambda: make_ombud().account,
        "member": lambda: make_member(organisation, role=OrganisationRole.MEMBER),
        "person": lambda: waits[0],
    }[who]()

    assert seen_by(account, organisation) == []
    assert len(seen_by(make_member(organisation, role=OrganisationRole.ADMINISTRATOR), organisation)) == 2


def test_stopping_takes_the_ticket_too_and_can_be_done_twice(full):
    waits = [make_wait(full.presentation.organisation) for _number in range(6)]
    assert number_seen(full) == 6

    for _time in range(2):
        with acting_as(waits[0].who, because="test"):
            actions.stop(who=waits[0].who)

    assert wait_now(waits[0]) is None
    assert number_seen(full) == 5


def test_stopping_before_the_ticket_is_written_leaves_none(full):
    for _number in range(5):
        make_wait(full.presentation.organisation)
    ane = make_account()
    with acting_as(ane.who, because="test"):
        actions.wait(who=ane.who, organisation=full.presentation.organisation, flags=[])
        actions.stop(who=ane.who)

    assert number_seen(full) == 5


def test_choosing_an_ombud_ends_it(full):
    waits = [make_wait(full.presentation.organisation) for _number in range(6)]

    make_agreement(waits[0], make_ombud())

    assert wait_now(waits[0]) is None
    assert number_seen(full) == 5


def test_erasing_everything_takes_the_ticket(full, django_capture_on_commit_callbacks):
    waits = [make_wait(full.presentation.organisation) for _number in range(6)]

    with django_capture_on_commit_callbacks(execute=True), acting_as(waits[0].who, because="test"):
        erase_everything(who=waits[0].who)

    assert number_seen(full) == 5


def test_what_they_may_know_can_be_changed_and_the_place_stays(full):
    organisation = full.presentation.organisation
    with clock.moved_back(60):
        waits = [make_wait(organisation, flags=["no_home"]) for _number in range(5)]
        since = month()
    assert seen_by(full.account, organisation) == [("all", "", 5), ("flag", "no_home", 5), ("month", since, 5)]

    for one in waits:
        with acting_as(one.who, because="test"):
            actions.allow(wait=wait_now(one), flags=["children"])
    actions.deliver()

    assert seen_by(full.account, organisation) == [("all", "", 5), ("flag", "children", 5), ("month", since, 5)]


# How long it takes ------------------------------------------------------------------------------------------------------


def waited(ombud, months):
    """Let somebody wait so many months, and then choose this ombud."""
    first = clock.today().replace(day=1)
    begun = first
    for _month in range(months):
        begun = (begun - timedelta(days=1)).replace(day=1)
    with clock.moved_back((clock.today() - begun).days):
        account = make_wait(ombud.presentation.organisation)
    make_agreement(account, ombud)
    actions.deliver()


def estimate(ombud):
    with acting_as(None, because="test"):
        return queries.half_waited(ombud.presentation.organisation.pk)


def test_how_long_it_takes_is_said_from_five_up_in_whole_months():
    ombud = make_ombud()
    for months in (1, 2, 4, 9):
        waited(ombud, months)
    assert estimate(ombud) is None

    waited(ombud, 3)

    assert estimate(ombud) == 3


def test_only_those_count_who_chose_an_ombud_of_the_place_where_they_waited(full):
    other = make_ombud()
    for _number in range(3):
        waited(other, 2)
        make_agreement(make_wait(full.presentation.organisation), other)
        gave_up = make_wait(other.presentation.organisation)
        with acting_as(gave_up.who, because="test"):
            actions.stop(who=gave_up.who)
    actions.deliver()

    assert (estimate(full), estimate(other)) == (None, None)


# Room again -------------------------------------------------------------------------------------------------------------


def letters():
    return [mail.letter["text"] for mail in Mail.unguarded.all()]


def test_those_who_wait_are_told_once_that_there_is_room_and_nobody_is_matched(full):
    ane, ola = (make_wait(full.presentation.organisation, account=make_account(email=f"{name}@example.org"))
                for name in ("ane", "ola"))  # fmt: skip
    jobs.look_for_room()
    assert letters() == []

    set_room(full, has_room=True)
    for _hour in range(2):
        jobs.look_for_room()

    assert len(letters()) == 2
    assert all(text.rstrip().endswith("/person/waiting/") for text in letters())
    for account in (ane, ola):
        assert wait_now(account).load["told"] is True
        with acting_as(account.who, because="test"):
            assert queries.waiting_overview(account.who).has_room


def test_full_again_and_room_again_is_told_again(full):
    make_wait(full.presentation.organisation, account=make_account(email="ane@example.org"))
    for has_room in (True, False, True):
        set_room(full, has_room=has_room)
        jobs.look_for_room()

    assert len(letters()) == 2


def test_an_ombud_who_presents_themselves_as_full_while_others_have_room_still_leaves_room(full):
    other = make_ombud(organisation=full.presentation.organisation)
    ane = make_wait(full.presentation.organisation)

    with acting_as(ane.who, because="test"):
        assert queries.has_room(full.presentation.organisation.pk)
        ombuds.agree(presentation=other.presentation, by=ane, wants="A flat")
    assert wait_now(ane) is None


def test_dates_of_a_queue_are_days(full):
    for _number in range(5):
        make_wait(full.presentation.organisation, flags=["no_income"])
    with acting_as(full.who, because="test"):
        queue = queries.queue_of(full.presentation.organisation)

    this_month = clock.today().replace(day=1)
    assert queue == queries.Queue(
        full.presentation.organisation, 5, [(this_month, 5)], [(gettext("I have no income"), 5)]
    )
    assert isinstance(queue.months[0][0], date)
