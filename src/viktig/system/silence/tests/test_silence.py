"""Who does not answer: everybody sees it once a month, from five on; those whom it concerns see it before."""

from datetime import date

import pytest
from django.test import Client

from viktig.ground import clock
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.jobs import pass_dates
from viktig.ground.voice.states import Outcome
from viktig.ground.voice.tests.make import found, make_voice
from viktig.system.silence.jobs import count
from viktig.system.silence.models import Silence, SilentMonth
from viktig.system.silence.queries import next_count


@pytest.fixture
def office():
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(name="Kontoret", answers_to=council)


def let_pass(office, number: int) -> list[str]:
    receipts = [make_voice(to=office, words=f"Secret words {one}", levels=1)[1] for one in range(number)]
    with clock.moved_back(-31):
        pass_dates()
    return receipts


def see(account=None, path="/changes/silent/"):
    client = Client(headers={"Accept-Language": "nb"})
    if account:
        client.force_login(account)
    return client.get(path)


def test_five_are_shown_and_four_look_like_none(office):
    let_pass(office, 4)
    with clock.moved_back(-40):
        count()
    assert "Kontoret" not in see().content.decode()

    let_pass(office, 1)
    with clock.moved_back(-75):
        count()
    page = see().content.decode()
    assert "Kontoret" in page
    assert "<b>5</b> venter på svar" in page
    assert "Secret" not in page


def test_a_month_is_counted_once_and_never_again(office):
    with clock.moved_back(-40):
        count()
    let_pass(office, 6)
    with clock.moved_back(-41):
        count()

    assert SilentMonth.unguarded.count() == 1
    assert not Silence.unguarded.exists()


def test_what_is_answered_late_is_late_no_more(office):
    receipts = let_pass(office, 6)
    member = make_member(office)
    with acting_as(member.who, because="test"):
        for receipt in receipts[:2]:
            actions.answer(voice=found(receipt), outcome=Outcome.EXPLAINED, words="So it is.")
    with clock.moved_back(-75):
        count()

    assert not Silence.unguarded.exists()


def test_a_body_that_never_got_it_does_not_stand_there(office):
    unreached = make_organisation(name="Uten noen", answers_here=False)
    let_pass(unreached, 6)
    with clock.moved_back(-75):
        count()

    assert not Silence.unguarded.exists()


def test_the_office_and_the_one_above_see_it_first_and_nobody_else(office):
    let_pass(office, 6)
    member, above = make_member(office), make_member(office.answers_to)
    elsewhere = make_member(make_organisation(name="Biblioteket"))

    for account in (member, above):
        assert "Kontoret" in see(account, "/system/silence/").content.decode()
        assert "/system/silence/" in see(account, "/tasks/").content.decode()
        assert "Secret" not in see(account, "/system/silence/").content.decode()
    assert "Kontoret" not in see(elsewhere, "/system/silence/").content.decode()
    assert see(make_account(), "/system/silence/").status_code == 404


def test_the_one_above_is_told_of_one_too_and_the_office_has_it_among_its_tasks(office):
    let_pass(office, 1)

    assert "/system/silence/" not in see(make_member(office), "/tasks/").content.decode()
    assert "/system/silence/" in see(make_member(office.answers_to), "/tasks/").content.decode()


@pytest.mark.parametrize(
    ("today", "then"), [(date(2026, 3, 4), date(2026, 4, 1)), (date(2026, 12, 31), date(2027, 1, 1))]
)
def test_it_is_counted_again_when_the_next_month_begins(monkeypatch, today, then):
    monkeypatch.setattr(clock, "today", lambda: today)

    assert next_count() == then
