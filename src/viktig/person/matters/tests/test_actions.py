"""What a person does with what matters to them."""

from uuid import uuid4

import pytest

from viktig.ground.access.queries import open_now
from viktig.ground.access.roles import Permission
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Share
from viktig.ground.words.areas import LifeArea
from viktig.person.matters import actions, queries
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.models import EarlierWords, Matter
from viktig.person.matters.tests.make import make_matter


@pytest.fixture
def ane():
    account = make_account(name="Ane")
    with acting_as(account.who, because="test"):
        yield account


def words_in(who, area=LifeArea.HOUSING):
    found = Matter.unguarded.filter(person_id=who, area=area, laid_aside=False).order_by("position")
    return [one.words for one in found]


def test_what_is_written_comes_last_in_its_area(ane):
    for words in ("A quiet flat", "A door I can lock"):
        make_matter(ane.who, words)
    make_matter(ane.who, "Somebody to talk with", area=LifeArea.NETWORK)

    assert words_in(ane.who) == ["A quiet flat", "A door I can lock"]


def test_empty_words_are_not_written(ane):
    with pytest.raises(actions.NothingWritten):
        make_matter(ane.who, "  \n ")


def test_the_same_form_sent_twice_is_written_once(ane):
    once = uuid4()
    for _time in range(2):
        actions.write_matter(who=ane.who, area=LifeArea.HOUSING, words="A quiet flat", new_id=once)

    assert words_in(ane.who) == ["A quiet flat"]


def test_writing_anew_keeps_what_it_said_before(ane):
    matter = make_matter(ane.who, "A flat")
    actions.rewrite_matter(matter=matter, words="A quiet flat", area=LifeArea.HOUSING)

    assert (words_in(ane.who), [one.words for one in queries.earlier_words(matter)]) == (["A quiet flat"], ["A flat"])


def test_two_tabs_lose_no_words(ane):
    one = make_matter(ane.who, "A flat")
    two = Matter.unguarded.get(pk=one.pk)
    actions.rewrite_matter(matter=one, words="A quiet flat", area=LifeArea.HOUSING)
    actions.rewrite_matter(matter=two, words="A warm flat", area=LifeArea.HOUSING)

    assert words_in(ane.who) == ["A warm flat"]
    assert [earlier.words for earlier in queries.earlier_words(one)] == ["A quiet flat", "A flat"]


def test_saving_the_same_words_makes_no_earlier_version(ane):
    matter = make_matter(ane.who)
    actions.rewrite_matter(matter=matter, words="A quiet flat", area=LifeArea.BELONGING)

    assert (queries.earlier_words(matter), words_in(ane.who, LifeArea.BELONGING)) == ([], ["A quiet flat"])


def test_the_order_is_the_persons_own(ane):
    first, _second, third = (make_matter(ane.who, words) for words in "abc")
    actions.move_matter(matter=third, steps=-1)
    assert words_in(ane.who) == ["a", "c", "b"]

    actions.move_matter(matter=first, steps=-1)
    assert words_in(ane.who) == ["a", "c", "b"]


def test_laying_aside_asks_nothing_and_can_be_taken_back(ane):
    first, _second = make_matter(ane.who, "a"), make_matter(ane.who, "b")
    actions.lay_aside(matter=first)
    assert words_in(ane.who) == ["b"]

    actions.take_back(matter=first)
    assert words_in(ane.who) == ["b", "a"]


def test_deleting_takes_earlier_words_and_shares_of_it_along(ane):
    matter, reader = make_matter(ane.who, "A flat"), make_account()
    make_share(ane.who, reader.who, item=matter.pk)
    actions.rewrite_matter(matter=matter, words="A quiet flat", area=LifeArea.HOUSING)
    actions.delete_matter(matter=matter)

    assert not Matter.unguarded.exists()
    assert not EarlierWords.unguarded.exists()
    with acting_as(reader.who, because="test"):
        assert not Share.unguarded.filter(open_now()).exists()


def test_search_finds_all_the_words_in_any_case(ane):
    matters = [make_matter(ane.who, words) for words in ("A quiet flat", "Flat and sad", "Work")]

    assert [one.words for one in queries.that_say(matters, "FLAT quiet")] == ["A quiet flat"]


def test_the_areas_come_in_the_users_order(ane):
    for area in (LifeArea.HEALTH, LifeArea.HOUSING, LifeArea.WORK):
        make_matter(ane.who, area=area)

    _person, matters = get_matters_for(ane, ane.who, Permission.PERSON_MATTERS_READ)
    shown = queries.areas_of(matters)
    assert [area.label for area in shown] == [
        str(one.label) for one in LifeArea if one in ("housing", "work", "health")
    ]
