"""Those who must answer are reminded, in letters that say nothing."""

from datetime import timedelta

import pytest

from viktig.ground import clock
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions, jobs
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import digests_of
from viktig.ground.voice.tests.make import make_voice


@pytest.fixture
def office():
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(answers_to=council)


def said(office, *, days_ago: int, days_left: int) -> None:
    with clock.moved_back(days_ago):
        _, receipt = make_voice(to=office)
    with acting_as(None, because="test", receipts=digests_of(receipt)):
        Voice.unguarded.update(next_date=clock.today() + timedelta(days=days_left))


@pytest.mark.parametrize(
    ("days_ago", "days_left", "reminded"),
    [(1, 29, True), (2, 28, False), (23, 7, True), (24, 6, False), (29, 1, True), (30, 0, True), (31, -1, False)],
)
def test_an_office_is_reminded_when_it_comes_and_before_the_date(office, days_ago, days_left, reminded):
    said(office, days_ago=days_ago, days_left=days_left)

    assert actions.to_remind(clock.today()) == ({office.pk} if reminded else set())


def test_the_day_after_a_missed_date_both_those_who_were_silent_and_those_above_are_told(office):
    with clock.moved_back(1):
        said(office, days_ago=31, days_left=-1)
        jobs.pass_dates()

    assert actions.to_remind(clock.today()) == {office.pk, office.answers_to_id}


def test_every_member_gets_one_letter_without_a_word_of_it(office):
    for address in ("jon@example.org", "ada@example.org"):
        make_member(office, account=make_account(email=address))
    make_member(office.answers_to, account=make_account(email="above@example.org"))
    for _ in range(2):
        said(office, days_ago=23, days_left=7)

    for organisation in actions.to_remind(clock.today()):
        jobs.remind_one(str(organisation))

    letters = [one.letter for one in Mail.unguarded.all()]
    assert sorted(one["to"] for one in letters) == ["ada@example.org", "jon@example.org"]
    assert not any("papers" in one["text"] for one in letters)
    assert all("/tasks/" in one["text"] for one in letters)
