from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from viktig.ground.notify.models import Mail
from viktig.ground.people.models import Membership
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Room, Share
from viktig.person.actions import WrittenMeanwhile
from viktig.person.ombud import actions, queries
from viktig.person.ombud.models import Agreement, Assignment, AssignmentStatus, Presentation, Suggestion
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud, make_suggestion


@pytest.fixture
def ane():
    return make_account(name="Ane", email="ane@example.org")


@pytest.fixture
def kim():
    return make_ombud(email="kim@example.org")


def letters():
    return [one.letter for one in Mail.unguarded.all()]


# Agreeing


def test_a_yes_opens_the_room_to_the_ombud_and_nothing_else(ane, kim):
    make_agreement(ane, kim)

    with acting_as(kim.who, because="test"):
        shares = [(one.person_id, one.room, one.item, one.level) for one in Share.unguarded.all()]
        assert shares == [(ane.who, "ombud", None, "suggest")]
        assert Agreement.unguarded.get().wants == "A quiet flat"


def test_the_ombud_sees_it_until_thirty_days_after_the_review(ane, kim):
    agreement = make_agreement(ane, kim)

    with acting_as(ane.who, because="test"):
        until = timezone.localtime(queries.sees_until(agreement)).date()
    assert until == agreement.review_on + timedelta(days=31)
    assert agreement.review_on == timezone.localdate() + timedelta(days=182)


def test_a_review_in_a_year_gives_the_ombud_no_more_than_a_year():
    until = actions.sees_from_now_until(timezone.localdate() + timedelta(days=360))

    assert timezone.localtime(until).date() == timezone.localdate() + timedelta(days=366)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_review_must_be_from_tomorrow_on_within_a_year(ane, kim, days):
    with acting_as(ane.who, because="test"), pytest.raises(actions.DateOutOfReach):
        actions.agree(
            presentation=kim.presentation, by=ane, wants="x", review_on=timezone.localdate() + timedelta(days=days)
        )


def test_the_same_yes_twice_is_one_agreement_and_one_share(ane, kim):
    first, second = make_agreement(ane, kim), make_agreement(ane, kim)

    with acting_as(ane.who, because="test"):
        assert first == second
        assert (Agreement.unguarded.count(), Share.unguarded.count()) == (1, 1)
    assert len(letters()) == 1


def test_two_tabs_with_different_words_lose_none(ane, kim):
    make_agreement(ane, kim)

    with acting_as(ane.who, because="test"), pytest.raises(actions.HasAnOmbud):
        actions.agree(presentation=kim.presentation, by=ane, wants="Something quite different")


def test_a_person_has_one_ombud_at_a_time(ane, kim):
    make_agreement(ane, kim)
    other = make_ombud(name="Liv")

    with acting_as(ane.who, because="test"), pytest.raises(actions.HasAnOmbud):
        actions.agree(presentation=other.presentation, by=ane, wants="x")
    with acting_as(other.who, because="test"):
        assert not Share.unguarded.exists()


def test_an_ombud_who_is_full_is_not_chosen(ane):
    full = make_ombud(has_room=False)

    with acting_as(ane.who, because="test"), pytest.raises(actions.IsFull):
        actions.agree(presentation=full.presentation, by=ane, wants="x")


def test_nobody_is_their_own_ombud(kim):
    with acting_as(kim.who, because="test"), pytest.raises(actions.IsYourself):
        actions.agree(presentation=kim.presentation, by=kim.account, wants="x")


def test_an_agreement_without_a_wish_is_refused(ane, kim):
    with acting_as(ane.who, because="test"), pytest.raises(actions.NothingWritten):
        actions.agree(presentation=kim.presentation, by=ane, wants="  ")


def test_the_ombud_is_told_without_a_word_about_whom(ane, kim):
    make_agreement(ane, kim)

    [letter] = letters()
    assert letter["to"] == "kim@example.org"
    assert "/person/ombud/clients/" in letter["text"]
    assert not any(word in letter["text"] + letter["subject"] for word in ("Ane", "flat", str(ane.who)))
    assert mail.outbox == []  # it leaves with the worker


def test_what_is_open_comes_along_to_the_next_ombud(ane, kim):
    agreement = make_agreement(ane, kim)
    still_open, done = make_assignment(agreement), make_assignment(agreement, words="Debt")
    with acting_as(ane.who, because="test"):
        actions.move_assignment(assignment=done, to=AssignmentStatus.DONE, seen="wanted")
        actions.end(agreement=agreement)
    following = make_agreement(ane, make_ombud(name="Liv"))

    with acting_as(ane.who, because="test"):
        assert [work.assignment for work in queries.works_of(following)] == [still_open]
        assert [work.assignment for work in queries.works_of(agreement)] == [done]


# Writing the agreement anew


def written(agreement, ane, *, seen=None, **words):
    with acting_as(ane.who, because="test"):
        now = {"wants": "A flat", "where": "", "reach": "", "may_say": "", "review_on": agreement.review_on} | words
        actions.write_agreement(agreement=agreement, seen=seen or queries.fingerprint(agreement), **now)
        return Agreement.unguarded.get(pk=agreement.pk)


def test_the_person_writes_the_agreement_anew(ane, kim):
    agreement = make_agreement(ane, kim)

    assert written(agreement, ane, wants="A flat with light", where="In the park").where == "In the park"


def test_an_older_tab_does_not_write_over_a_newer_one(ane, kim):
    agreement = make_agreement(ane, kim)
    seen = queries.fingerprint(agreement)
    written(agreement, ane, wants="From the newer tab")

    with pytest.raises(WrittenMeanwhile):
        written(agreement, ane, wants="From the older tab", seen=seen)
    with acting_as(ane.who, because="test"):
        assert Agreement.unguarded.get().wants == "From the newer tab"


def test_a_new_day_moves_how_long_the_ombud_sees(ane, kim):
    agreement = make_agreement(ane, kim)
    day = timezone.localdate() + timedelta(days=20)

    written(agreement, ane, review_on=day)

    with acting_as(ane.who, because="test"):
        assert timezone.localtime(queries.sees_until(agreement)).date() == day + timedelta(days=31)


def test_a_new_day_does_not_open_what_the_person_took_back(ane, kim):
    agreement = make_agreement(ane, kim)
    take_back_share(ane)

    written(agreement, ane, review_on=timezone.localdate() + timedelta(days=20))

    with acting_as(ane.who, because="test"):
        assert queries.sees_until(agreement) is None


def take_back_share(ane):
    from viktig.ground.privacy.actions import end_shares

    with acting_as(ane.who, because="test"):
        assert end_shares(person=ane.who, room=Room.OMBUD) == 1


def test_a_share_that_was_taken_back_can_be_given_again(ane, kim, rows):
    agreement = make_agreement(ane, kim)
    take_back_share(ane)
    assert rows(kim.account, "person_agreement") == 0

    for _twice in range(2):
        with acting_as(ane.who, because="test"):
            actions.share_again(agreement=agreement)

    assert rows(kim.account, "person_agreement") == 1
    with acting_as(ane.who, because="test"):
        assert Share.unguarded.count() == 2


# Assignments


def test_a_double_click_writes_an_assignment_once(ane, kim):
    agreement, new_id = make_agreement(ane, kim), uuid4()

    with acting_as(ane.who, because="test"):
        for _twice in range(2):
            actions.add_assignment(agreement=agreement, kind="gp", theme="", words="Come with me", new_id=new_id)
        assert Assignment.unguarded.get().pk == new_id


def test_an_assignment_is_moved_and_done_in_the_persons_words(ane, kim):
    assignment = make_assignment(make_agreement(ane, kim))

    with acting_as(ane.who, because="test"):
        actions.move_assignment(assignment=assignment, to=AssignmentStatus.WAITING, seen="wanted")
        actions.move_assignment(
            assignment=assignment, to=AssignmentStatus.DONE, seen="waiting", result="I have a flat."
        )
        done = Assignment.unguarded.get()
    assert (done.status, done.result) == ("done", "I have a flat.")


def test_an_older_tab_moves_nothing(ane, kim):
    assignment = make_assignment(make_agreement(ane, kim))

    with acting_as(ane.who, because="test"):
        actions.move_assignment(assignment=assignment, to=AssignmentStatus.DONE, seen="wanted")
        actions.move_assignment(assignment=assignment, to=AssignmentStatus.DONE, seen="wanted")  # a double click
        with pytest.raises(actions.MovedMeanwhile):
            actions.move_assignment(assignment=assignment, to=AssignmentStatus.WAITING, seen="wanted")
        assert Assignment.unguarded.get().status == "done"


def test_open_assignments_stand_first(ane, kim):
    agreement = make_agreement(ane, kim)
    made = {words: make_assignment(agreement, words=words) for words in ("done", "wanted", "waiting", "dropped")}
    with acting_as(ane.who, because="test"):
        for words in ("done", "waiting", "dropped"):
            actions.move_assignment(assignment=made[words], to=AssignmentStatus(words), seen="wanted")
        assert [work.assignment.words for work in queries.works_of(agreement)] == [
            "wanted",
            "waiting",
            "done",
            "dropped",
        ]


# Suggestions


def test_the_person_sees_a_suggestion_from_the_first_letter(ane, kim):
    assignment = make_assignment(make_agreement(ane, kim))

    make_suggestion(assignment, kim.account, words="P", ready=False)

    with acting_as(ane.who, because="test"):
        seen = Suggestion.unguarded.get()
    assert (seen.words, seen.by_name, seen.load["ready"]) == ("P", "Kim", False)


def test_writing_on_changes_the_same_suggestion_and_tells_once(ane, kim):
    assignment, one = make_assignment(make_agreement(ane, kim)), uuid4()

    with acting_as(kim.who, because="test"):
        for words, ready in (("Pa", False), ("Papers", True), ("Papers", True)):
            actions.suggest(assignment=assignment, by=kim.account, suggestion_id=one, words=words, load={}, ready=ready)
    with acting_as(ane.who, because="test"):
        assert Suggestion.unguarded.get().words == "Papers"
    assert [letter["to"] for letter in letters()] == ["kim@example.org", "ane@example.org"]


def test_what_the_person_put_away_is_not_written_any_further(ane, kim):
    assignment = make_assignment(make_agreement(ane, kim))
    suggestion = make_suggestion(assignment, kim.account)
    with acting_as(ane.who, because="test"):
        actions.put_away(suggestion=suggestion)

    with acting_as(kim.who, because="test"), pytest.raises(actions.PutAway):
        actions.suggest(
            assignment=assignment, by=kim.account, suggestion_id=suggestion.pk, words="But", load={}, ready=False
        )
    with acting_as(ane.who, because="test"):
        assert Suggestion.unguarded.get().words == "Papers were lost twice."
        actions.bring_back(suggestion=suggestion)
        assert Suggestion.unguarded.get().is_open


# Ending


def test_ending_takes_everything_from_the_ombud_at_once(cast, rows):
    make_share(cast.ane.who, cast.kim.who, room=Room.MATTERS)
    tables = ("person_agreement", "person_assignment", "person_suggestion")
    assert [rows(cast.kim.account, table) for table in tables] == [2, 1, 1]

    with acting_as(cast.ane.who, because="test"):
        actions.end(agreement=cast.agreement)

    assert [rows(cast.kim.account, table) for table in tables] == [0, 0, 0]
    with acting_as(cast.kim.who, because="test"):
        assert not Share.unguarded.filter(ends_at__gt=timezone.now()).exists()
    assert [rows(cast.ane, table) for table in tables] == [2, 1, 1]


def test_the_person_may_let_a_share_in_another_room_last(cast):
    kept = make_share(cast.ane.who, cast.kim.who, room=Room.MATTERS)
    make_share(cast.ane.who, cast.kim.who, room=Room.SAID)

    with acting_as(cast.ane.who, because="test"):
        actions.end(agreement=cast.agreement, keep=[kept.pk])
        assert queries.other_shares(cast.agreement) == [kept]


def test_no_share_in_the_room_of_the_ombud_outlives_the_agreement(cast):
    with acting_as(cast.ane.who, because="test"):
        mine = Share.unguarded.get(receiver=cast.kim.who, room=Room.OMBUD)
        actions.end(agreement=cast.agreement, keep=[mine.pk])
        assert queries.sees_until(cast.agreement) is None


def test_shares_with_others_stay(cast, rows):
    with acting_as(cast.ane.who, because="test"):
        actions.end(agreement=cast.agreement)

    assert rows(cast.reader, "person_agreement") == 2


def test_ending_twice_ends_once_and_tells_once(ane, kim):
    agreement = make_agreement(ane, kim)

    with acting_as(ane.who, because="test"):
        for _twice in range(2):
            actions.end(agreement=agreement)
        assert Agreement.unguarded.get().ended_on == timezone.localdate()
    assert len(letters()) == 2  # chosen, ended


def test_the_ombud_gives_the_work_back_and_the_person_is_told(ane, kim, rows):
    agreement = make_agreement(ane, kim)

    with acting_as(kim.who, because="test"):
        for _twice in range(2):
            actions.end_by_ombud(person_id=ane.who)

    assert rows(kim.account, "person_agreement") == 0
    with acting_as(ane.who, because="test"):
        agreement.refresh_from_db()
        assert (agreement.status, agreement.ended_on) == ("ended", timezone.localdate())
    assert [letter["to"] for letter in letters()] == ["kim@example.org", "ane@example.org"]


@pytest.mark.parametrize("name", ["stranger", "other_ombud", "former_ombud", "reader", "administrator"])
def test_nobody_else_can_end_it_by_giving_back(cast, rows, name):
    with acting_as(cast.account(name).who, because="test"):
        actions.end_by_ombud(person_id=cast.ane.who)

    assert rows(cast.kim.account, "person_assignment") == 1
    assert rows(cast.reader, "person_assignment") == 1
    with acting_as(cast.ane.who, because="test"):
        assert queries.active_agreement(cast.ane.who) == cast.agreement


def test_an_ended_agreement_is_erased_with_all_that_hangs_on_it(cast, rows):
    with acting_as(cast.ane.who, because="test"):
        actions.erase_agreement(agreement=cast.agreement)  # still active: nothing happens
        assert Agreement.unguarded.count() == 2
        actions.end(agreement=cast.agreement)
        actions.erase_agreement(agreement=cast.agreement)
        assert list(Agreement.unguarded.all()) == [cast.ended]

    assert [rows(cast.ane, table) for table in ("person_assignment", "person_suggestion")] == [0, 0]


def test_an_ombud_with_clients_can_erase_themselves(cast, rows):
    with acting_as(cast.kim.who, because="test"), connection.cursor() as cursor:
        cursor.execute("select erase_person(%s)", [cast.kim.who])
        cursor.execute("set constraints all immediate")

    assert rows(cast.ane, "person_agreement") == 2
    with acting_as(cast.ane.who, because="test"):
        assert not Presentation.unguarded.filter(who=cast.kim.who).exists()
        assert queries.sees_until(cast.agreement) is None


# Presentations


def test_who_is_no_ombud_any_more_is_out_of_sight_and_cannot_be_chosen(ane, kim):
    with acting_as(kim.who, because="test"):
        Membership.unguarded.filter(who=kim.who).delete()

    with acting_as(ane.who, because="test"):
        assert not Presentation.unguarded.exists()


def test_an_ombud_presents_themselves_once(kim):
    with acting_as(kim.who, because="test"):
        actions.present(
            by=kim.account,
            organisation=kim.presentation.organisation,
            name="Kim",
            words="New words.",
            good_at="",
            languages="",
            has_room=False,
        )
        assert [(one.words, one.has_room) for one in Presentation.unguarded.all()] == [("New words.", False)]
