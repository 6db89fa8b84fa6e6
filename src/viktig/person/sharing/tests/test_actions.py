"""Sharing and taking back, being found by words, asking why."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from viktig.ground.access.queries import last_day, open_now
from viktig.ground.access.roles import Permission
from viktig.ground.clock import months_after
from viktig.ground.notify.models import Mail
from viktig.ground.notify.tasks import tasks_for
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, LogQuestion, Room, Share
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.models import Matter
from viktig.person.matters.tests.make import make_matter
from viktig.person.sharing import actions, queries
from viktig.person.sharing.models import ContactWords


@pytest.fixture
def ane():
    account = make_account(name="Ane", email="ane@example.org")
    make_matter(account.who)
    return account


@pytest.fixture
def kim():
    return make_account(name="Kim", email="kim@example.org")


def share(ane, kim, **changed):
    asked = {"room": Room.MATTERS, "item": None, "level": Level.READ, "purpose": "to help me"}
    asked |= {"until": timezone.localdate() + timedelta(days=30)} | changed
    with acting_as(ane.who, because="test"):
        return actions.share(person=ane.who, receiver=queries.Receiver(kim.who, "Kim"), **asked)


def sees(account):
    with acting_as(account.who, because="test"):
        return Matter.unguarded.exists()


def test_a_share_opens_at_once_and_ends_at_once(ane, kim):
    given = share(ane, kim)
    assert sees(kim)

    with acting_as(ane.who, because="test"):
        actions.withdraw(share=given)
    assert not sees(kim)


def test_a_share_ends_with_its_last_day(ane, kim):
    day = timezone.localdate() + timedelta(days=5)
    given = share(ane, kim, until=day)

    assert (last_day(given), timezone.localtime(given.ends_at).hour) == (day, 0)


def test_what_was_withdrawn_can_be_given_again(ane, kim):
    with acting_as(ane.who, because="test"):
        actions.withdraw(share=share(ane, kim))
    share(ane, kim)

    assert sees(kim)


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": "  "},
        {"until": timezone.localdate() - timedelta(days=1)},
        {"until": timezone.localdate() + timedelta(days=800)},
        {"level": Level.SUGGEST},
    ],
)
def test_what_does_not_fit_is_not_shared(ane, kim, changed):
    with pytest.raises(actions.CannotShare):
        share(ane, kim, **changed)
    assert not sees(kim)


def test_nobody_shares_with_themselves(ane):
    with pytest.raises(actions.CannotShare):
        share(ane, ane)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 24))
def test_months_ahead_keep_the_day_or_the_last_of_the_month(day, months):
    later = months_after(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


# Being found by words ---------------------------------------------------------------------------------------------------


def test_whoever_is_told_the_words_finds_the_name_and_nobody_else_does(ane, kim):
    with acting_as(kim.who, because="test"):
        words, _ends = actions.mint_contact_words(who=kim.who, name="Kim from the café", language="nb")

    with acting_as(ane.who, because="test"):
        assert actions.find_by_words(words=words.upper(), by=ane.who) == queries.Receiver(kim.who, "Kim from the café")
        assert not ContactWords.unguarded.exists()
        with pytest.raises(actions.WordsUnknown):
            actions.find_by_words(words="four words of mine", by=ane.who)
    with acting_as(None, because="test"):
        assert queries.who_has(words) is None
    assert len(words.split()) == 4


def test_new_words_end_the_earlier_ones(ane, kim):
    with acting_as(kim.who, because="test"):
        earlier, _ends = actions.mint_contact_words(who=kim.who, name="Kim", language="nb")
        actions.mint_contact_words(who=kim.who, name="Kim", language="nb")

    with acting_as(ane.who, because="test"), pytest.raises(actions.WordsUnknown):
        actions.find_by_words(words=earlier, by=ane.who)


def test_words_end_after_an_hour(ane, kim, monkeypatch):
    monkeypatch.setattr(actions, "CONTACT_TIME", timedelta(seconds=-1))
    with acting_as(kim.who, because="test"):
        words, _ends = actions.mint_contact_words(who=kim.who, name="Kim", language="nb")

    with acting_as(ane.who, because="test"), pytest.raises(actions.WordsUnknown):
        actions.find_by_words(words=words, by=ane.who)


def test_ones_own_words_are_told_from_unknown_ones(kim):
    with acting_as(kim.who, because="test"):
        words, _ends = actions.mint_contact_words(who=kim.who, name="Kim", language="nb")
        with pytest.raises(actions.CannotShare):
            actions.find_by_words(words=words, by=kim.who)


# Asking why -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def look(ane, kim):
    make_share(ane.who, kim.who)
    with acting_as(kim.who, because="test"):
        get_matters_for(kim, ane.who, Permission.PERSON_MATTERS_READ)
    with acting_as(ane.who, because="test"):
        return LogEntry.unguarded.get()


def test_the_person_asks_why_and_the_reader_answers(ane, kim, look):
    with acting_as(ane.who, because="test"):
        actions.ask_why(entry=look, asked_by="Ane")
        actions.ask_why(entry=look, asked_by="Ane")
        assert [mail.letter["to"] for mail in Mail.unguarded.all()] == ["kim@example.org"]

    with acting_as(kim.who, because="test"):
        [question] = queries.asked(kim.who)
        assert (queries.about_of(question).name, question.about["room"]) == ("Ane", "matters")
        assert len(tasks_for(kim)) == 1
        actions.answer_why(question=question, answer="You asked me to.")
        assert not tasks_for(kim)

    with acting_as(ane.who, because="test"):
        [line] = queries.looked(ane.who).looks
        assert line.question.answer == "You asked me to."
        assert [mail.letter["to"] for mail in Mail.unguarded.all()] == ["kim@example.org", "ane@example.org"]


def test_the_reader_answers_also_when_the_share_has_ended(ane, kim, look):
    with acting_as(ane.who, because="test"):
        actions.ask_why(entry=look, asked_by="Ane")
        actions.withdraw(share=Share.unguarded.get())

    with acting_as(kim.who, because="test"):
        actions.answer_why(question=queries.asked(kim.who)[0], answer="You asked me to.")
    with acting_as(ane.who, because="test"):
        assert LogQuestion.unguarded.get().answer == "You asked me to."


def test_an_empty_answer_is_none(ane, kim, look):
    with acting_as(ane.who, because="test"):
        question = actions.ask_why(entry=look, asked_by="")
    with acting_as(kim.who, because="test"), pytest.raises(actions.NothingAnswered):
        actions.answer_why(question=question, answer=" ")


def test_the_log_is_read_page_by_page_newest_first(ane, kim, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    given = make_share(ane.who, kim.who)
    for hours in range(5):
        with acting_as(kim.who, because="test"):
            LogEntry(
                person_id=ane.who,
                reader=kim.who,
                reader_name=f"{hours}",
                role="read",
                room="matters",
                item=ane.who,
                action="person.matters.read",
                because=given.purpose,
                half_hour=timezone.now() - timedelta(hours=hours),
            ).save(force_insert=True)

    names, before = [], ""
    with acting_as(ane.who, because="test"):
        for _page in range(3):
            page = queries.looked(ane.who, before=before)
            names.append([look.entry.reader_name for look in page.looks])
            before = page.older
        assert queries.looked(ane.who, before="nonsense").looks[0].entry.reader_name == "0"
    assert (names, before) == ([["0", "1"], ["2", "3"], ["4"]], "")


def test_the_list_says_who_can_see_what_and_what_has_ended(ane, kim):
    make_share(ane.who, kim.who, days=-2)
    with acting_as(ane.who, because="test"):
        item = Matter.unguarded.get().pk
    share(ane, kim, item=item)

    with acting_as(ane.who, because="test"):
        now, ended = queries.given(ane.who)
        assert Share.unguarded.filter(open_now()).count() == 1
    assert [(one.name, one.words) for one in now] == [("Kim", "A quiet flat")]
    assert [(one.name, one.words) for one in ended] == [("Kim", "")]
    with acting_as(kim.who, because="test"):
        assert [(got.name, got.share.item) for got in queries.shared_with(kim.who)] == [("Ane", item)]
