"""A story on its way: where it can go, who reaches it, and that nothing of it leads to anybody."""

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from hypothesis import given
from hypothesis import strategies as st

from viktig.ground import clock
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import KeyGone, create_key, key_of
from viktig.ground.stories import actions, states
from viktig.ground.stories.models import PublishedStory, Story, StoryStatus
from viktig.ground.stories.queries import checkers_in
from viktig.ground.stories.tests.make import WORDS, make_checker, make_published, make_story
from viktig.ground.voice import waiting
from viktig.ground.voice.queries import digests_of
from viktig.ground.words.receipt import mint


@given(st.lists(st.sampled_from(StoryStatus), max_size=8))
def test_nothing_is_published_against_a_no_or_before_an_answer(wanted):
    now, answered_no = StoryStatus.WAITING, False
    for then in wanted:
        if not states.may_become(now, then):
            continue
        answered_no = then == StoryStatus.DECLINED or (answered_no and then not in {StoryStatus.AGREED})
        assert not (then == StoryStatus.PUBLISHED and answered_no)
        assert not (then == StoryStatus.PUBLISHED and now == StoryStatus.ASKED)
        now = then


def held(receipt):
    return acting_as(None, because="test", receipts=digests_of(receipt))


def as_checker(by, pk):
    with acting_as(by.who, because="test"):
        return Story.unguarded.filter(pk=pk).first()


def test_a_story_is_seen_by_who_told_it_and_by_those_who_check_in_its_place_or_above():
    county = make_place(code="NO-99", name="Fjordfylke")
    town = make_place(parent=county)
    elsewhere = make_place(code="NO-9902", name="Fjellby")
    pk, receipt = make_story(place=town)
    people = {
        "there": (make_checker(town), True),
        "above": (make_checker(county, name="Fylket"), True),
        "elsewhere": (make_checker(elsewhere, name="Andre"), False),
        "a member there": (
            make_member(make_organisation(name="Laget", kind=OrganisationKind.USER_ORGANISATION)),
            False,
        ),
        "somebody at an office": (make_member(make_organisation()), False),
        "a stranger": (make_account(), False),
    }

    assert {name: as_checker(one, pk) is not None for name, (one, _sees) in people.items()} == {
        name: sees for name, (_one, sees) in people.items()
    }
    with held(receipt):
        assert Story.unguarded.get().words == WORDS
    with acting_as(None, because="test"):
        assert not Story.unguarded.exists()
    assert checkers_in(town) == ["Brukerne", "Fylket"]
    assert checkers_in(elsewhere) == ["Andre"]


def test_the_same_receipt_twice_is_one_story():
    pk, receipt = make_story()
    tale = actions.Tale(WORDS, "", "housing", "", "nb", make_place().pk)
    with acting_as(None, because="test"):
        actions.tell(tale, receipt=receipt)
    actions.deliver()

    with held(receipt):
        assert Story.unguarded.get().pk == pk


def test_publishing_makes_it_readable_for_all_and_counts_one_with_nobody_in_it():
    checker = make_checker()
    published = make_published(by=checker)

    assert (published.words, published.name, published.area, published.kind) == (
        WORDS,
        "Fjellrev",
        "housing",
        "waiting",
    )
    with acting_as(None, because="test"):
        [parcel] = waiting.take("fact")
    assert parcel.load["kind"] == "ground.stories.published"
    assert parcel.load["attributes"] == {"area": "housing"}
    assert WORDS not in str(parcel.load)


def test_another_text_is_published_only_with_a_yes_and_then_it_alone():
    checker = make_checker()
    pk, receipt = make_story("Kari helped me.")
    with acting_as(checker.who, because="test"):
        actions.ask_about(story=Story.unguarded.get(pk=pk), seen=0, words="Someone helped me.", name="")
        story = Story.unguarded.get(pk=pk)
        with pytest.raises(actions.NotNow):
            actions.publish(story=story, seen=story.turn)
        with pytest.raises(actions.NotNow):  # shown before the text was suggested
            actions.refuse(story=story, seen=0, words="No")
    with held(receipt):
        actions.answer(receipt=receipt, turn=1, says_yes=True)
        actions.answer(receipt=receipt, turn=1, says_yes=False)  # a second click: the first counts
    actions.deliver()

    with acting_as(checker.who, because="test"):
        story = Story.unguarded.get(pk=pk)
        assert (story.status, story.words, story.name) == ("agreed", "Someone helped me.", "")
        assert actions.publish(story=story, seen=story.turn).words == "Someone helped me."


def test_after_a_no_it_is_asked_again_or_let_be_and_the_no_can_say_why():
    checker = make_checker()
    pk, receipt = make_story("Kari helped me.")
    with acting_as(checker.who, because="test"):
        actions.ask_about(story=Story.unguarded.get(pk=pk), seen=0, words="Someone helped me.", name="")
    with held(receipt):
        actions.answer(receipt=receipt, turn=1, says_yes=False, words="She wants to be named.")
    actions.deliver()

    with acting_as(checker.who, because="test"):
        story = Story.unguarded.get(pk=pk)
        assert (story.status, story.words, story.answer) == ("declined", "Kari helped me.", "She wants to be named.")
        with pytest.raises(actions.NotNow):
            actions.publish(story=story, seen=story.turn)
        actions.refuse(story=story, seen=story.turn, words="We may not name anyone. Thank you.")
    with held(receipt):
        assert Story.unguarded.get().reply == "We may not name anyone. Thank you."


def test_who_checks_changes_no_word_and_says_yes_for_nobody():
    checker = make_checker()
    pk, _receipt = make_story()
    for change in ({"area": "work"}, {"status": "agreed"}, {"receipt_digest": "x"}, {"told_on": "2020-01-01"}):
        with (
            pytest.raises((ProgrammingError, InternalError)),
            acting_as(checker.who, because="test"),
            transaction.atomic(),
        ):
            Story.unguarded.filter(pk=pk).update(**change)
    with acting_as(checker.who, because="test"):
        assert Story.unguarded.filter(pk=pk).delete()[0] == 0
        mine = Story(area="work", language="nb", words="Mine", place=make_place(), told_on=clock.today())
        create_key(mine.pk)
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            mine.save(force_insert=True)


def test_taken_back_it_is_gone_at_once_wherever_it_was(django_capture_on_commit_callbacks):
    checker = make_checker()
    published = make_published(by=checker)
    pk, receipt = make_story("Another one")
    underway = actions.Tale("On its way", "", "work", "", "nb", make_place().pk)
    other = mint("nb")

    with acting_as(None, because="test"):
        actions.tell(underway, receipt=other)
    with django_capture_on_commit_callbacks(execute=True):
        for one in (receipt, other, receipt):
            with acting_as(None, because="test"):
                actions.take_back(one)
    actions.deliver()

    assert as_checker(checker, pk) is None
    assert as_checker(checker, published.story_id) is not None  # somebody else's stays
    with acting_as(None, because="test"):
        assert waiting.take("story") == []
        with pytest.raises(KeyGone):
            key_of(pk)
    with acting_as(checker.who, because="test"):
        assert Story.unguarded.count() == PublishedStory.unguarded.count() == 1
