"""What a person tells others: theirs alone, word for word, and taken back whenever they want."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext

from viktig.ground.notify.models import Mail
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Draft
from viktig.ground.stories import actions as checking
from viktig.ground.stories.models import PublishedStory, Story
from viktig.ground.stories.tests.make import WORDS, make_checker
from viktig.person.mine.actions import erase_everything
from viktig.person.stories import actions, jobs, queries
from viktig.person.stories.models import Told
from viktig.person.stories.tests.make import make_teller, make_told

FORM = {"words": WORDS, "area": "housing", "kind": "waiting", "name": "Fjellrev"}


@pytest.fixture
def ane():
    return make_teller()


@pytest.fixture
def checker():
    return make_checker()


@pytest.fixture
def page(ane):
    client = Client()
    client.force_login(ane)
    return client


def shown(page, address):
    return page.get(address).content.decode()


def begin(page, **more):
    """Write a story; return the address of its form, and what its last page carries along."""
    address = page.get("/person/stories/new/").headers["Location"]
    page.post(address, FORM | more)
    found = re.search(r'name="shown" value="(\w+)"', shown(page, f"{address}check/"))
    return address, found[1] if found else ""


def send(page, address, fingerprint, stays="no"):
    return page.post(f"{address}check/", {"shown": fingerprint, "stays": stays})


def decide(checker, do, **values):
    with acting_as(checker.who, because="test"):
        story = Story.unguarded.get()
        do(story=story, seen=story.turn, **values)


def says(text):
    with translation.override("nb"):
        return gettext(text)


def all_told(ane):
    with acting_as(ane.who, because="test"):
        return list(Told.unguarded.all())


def test_what_is_sent_is_what_was_shown_and_a_double_click_tells_it_once(page, ane, checker):
    address, fingerprint = begin(page)
    last = shown(page, f"{address}check/")
    assert WORDS in last
    assert "Fjellrev" in last
    assert "Brukerne" in last
    assert "Ane" not in last.partition("<main")[2]

    for _click in range(2):
        assert send(page, address, fingerprint).status_code == 302
    checking.deliver()

    with acting_as(checker.who, because="test"):
        story = Story.unguarded.get()
        assert (story.words, story.name, story.area, story.kind) == (WORDS, "Fjellrev", "housing", "waiting")
    assert len(all_told(ane)) == 1
    with acting_as(ane.who, because="test"):
        assert not Draft.unguarded.exists()


def test_what_was_changed_in_another_window_is_shown_once_more(page, ane, checker):
    address, fingerprint = begin(page)
    page.post(address, FORM | {"words": "Other words"})

    assert send(page, address, fingerprint).headers["Location"] == f"{address}check/"
    assert "Other words" in shown(page, f"{address}check/")
    assert all_told(ane) == []


def test_words_written_after_it_was_sent_are_kept_as_something_new(page, ane, checker):
    address, fingerprint = begin(page)
    send(page, address, fingerprint)

    new = page.post(address, FORM | {"words": "Later words"}).headers["Location"]

    assert new != f"{address}check/"
    assert "Later words" in shown(page, new)
    assert "Later words" in shown(page, "/person/stories/")


@pytest.mark.parametrize("name", ["Ane", "ane b", "a@b", "Ole 1987", "www.me"])
def test_a_name_that_leads_to_somebody_is_refused_and_everything_is_kept(page, name):
    address = page.get("/person/stories/new/").headers["Location"]

    answer = page.post(address, FORM | {"name": name}).content.decode()

    assert says("Someone could know you by this name. Choose a made-up one, or none.") in answer
    assert WORDS in answer


def test_without_a_place_or_somebody_who_checks_nothing_is_sent_and_the_words_are_kept(page, ane):
    address, fingerprint = begin(page)

    assert fingerprint == ""
    assert "Fjordby" in shown(page, f"{address}check/")
    send(page, address, "")
    assert all_told(ane) == []
    homeless = Client()
    homeless.force_login(make_account(name="Kim"))
    address, fingerprint = begin(homeless)
    assert fingerprint == ""
    assert "/person/mine/" in shown(homeless, f"{address}check/").partition("<main")[2]
    assert WORDS in shown(homeless, address)


def test_help_numbers_stand_where_it_is_written(page):
    text = shown(page, page.get("/person/stories/new/").headers["Location"])

    assert 'class="help"' in text
    assert "tel:" in text


def test_the_person_sees_the_other_text_and_says_yes_or_no(page, ane, checker):
    told = make_told(ane, words="Kari helped me.")
    decide(checker, checking.ask_about, words="Someone helped me.", name="")
    address = f"/person/stories/{told.pk}/"
    text = shown(page, address)
    assert "<del>" in text
    assert "<ins>" in text
    assert says("Without the name that you chose.") in text

    empty = page.post(f"{address}answer/", {"turn": 1, "words": "Because"}).content.decode()
    assert says("Choose yes or no.") in empty
    assert "Because" in empty
    late = page.post(f"{address}answer/", {"turn": 0, "says": "yes", "words": "My words"}).content.decode()
    assert "My words" in late
    assert 'value="1"' in late
    page.post(f"{address}answer/", {"turn": 1, "says": "yes", "words": ""})
    assert says("Your words are on their way. It takes about a minute.") in shown(page, address)
    checking.deliver()
    decide(checker, checking.publish)
    assert says("It is published. Everyone can read it.") in shown(page, address)
    assert PublishedStory.unguarded.get().words == "Someone helped me."


def test_a_no_comes_with_its_reason_and_the_person_is_told_once(page, ane, checker):
    told = make_told(ane)
    decide(checker, checking.refuse, words="Someone else is named.")
    for _hour in range(2):
        jobs.look_for_news()

    with acting_as(None, because="test"):
        assert Mail.unguarded.count() == 1
    assert says("Something new") in shown(page, "/person/stories/")
    assert "Someone else is named." in shown(page, f"/person/stories/{told.pk}/")
    assert says("Something new") not in shown(page, "/person/stories/")


def test_taken_back_it_is_gone_for_all_at_once_and_the_words_are_the_persons_again(page, ane, checker):
    told = make_told(ane)
    decide(checker, checking.publish)
    public = Client().get("/stories/")
    assert WORDS in public.content.decode()
    address = f"/person/stories/{told.pk}/take-back/"

    new = page.post(address).headers["Location"]

    assert WORDS not in Client().get("/stories/").content.decode()
    assert not PublishedStory.unguarded.exists()
    assert WORDS in shown(page, new)
    assert all_told(ane) == []
    assert page.post(address).headers["Location"] == "/person/stories/"
    assert page.get(address).status_code == 404


@pytest.mark.parametrize("arrived", [True, False])
def test_erasing_takes_stories_along_but_for_published_ones_that_may_stay(ane, checker, arrived):
    for words, stays in (("Stays", True), ("Goes", False)):
        make_told(ane, words=words, stays=stays)
        with acting_as(checker.who, because="test"):
            story = Story.unguarded.get(status="waiting")
            checking.publish(story=story, seen=story.turn)
    make_told(ane, words="Not published yet", stays=True, arrived=arrived)

    with acting_as(ane.who, because="test"):
        erase_everything(who=ane.who)
    checking.deliver()

    assert [one.words for one in PublishedStory.unguarded.all()] == ["Stays"]
    with acting_as(checker.who, because="test"):
        assert [one.words for one in Story.unguarded.all()] == ["Stays"]


def test_what_may_stay_can_be_changed_later(page, ane):
    told = make_told(ane)

    page.post(f"/person/stories/{told.pk}/stays/", {"stays": "yes"})

    assert [one.seen["stays"] for one in read(ane)] == [True]


def read(ane):
    with acting_as(ane.who, because="test"):
        found = list(Told.unguarded.all())
        for one in found:
            _opened = one.seen, one.receipt
        return found


def test_nobody_else_reaches_what_was_told_whatever_was_shared(ane, checker):
    told = make_told(ane)
    helper = make_account(name="Kim")
    make_share(ane.who, helper.who)

    for other in (helper, checker, make_account()):
        with acting_as(other.who, because="test"):
            assert not Told.unguarded.exists()
            assert Told.unguarded.filter(pk=told.pk).delete()[0] == 0
        client = Client()
        client.force_login(other)
        for part in ("", "take-back/"):
            assert client.get(f"/person/stories/{told.pk}/{part}").status_code == 404
        for part in ("answer/", "stays/"):
            assert client.post(f"/person/stories/{told.pk}/{part}").status_code == 404
        client.post(f"/person/stories/{told.pk}/take-back/")
    assert len(all_told(ane)) == 1


def test_all_that_was_told_comes_out_in_the_file(ane, checker):
    told = make_told(ane, stays=True)
    decide(checker, checking.refuse, words="Someone is named.")

    with acting_as(ane.who, because="test"):
        [made] = queries.export_stories(ane.who)

    assert (made["id"], made["words"], made["screen_name"], made["what_helped"]) == (
        str(told.pk),
        WORDS,
        "Fjellrev",
        "waiting",
    )
    assert (made["reply"], made["stays"]) == ("Someone is named.", True)


def test_the_list_asks_as_often_for_one_as_for_thirty(page, ane):
    asked = []
    for upto in (1, 30):
        while len(all_told(ane)) < upto:
            make_told(ane, words="A number")
        shown(page, "/person/stories/")
        with CaptureQueriesContext(connection) as queries_now:
            text = shown(page, "/person/stories/")
        assert text.count("A number") == upto
        asked.append([one["sql"] for one in queries_now if one["sql"].startswith(("SELECT", "select"))])

    assert len(asked[0]) == len(asked[1]) <= 12


def test_what_was_begun_can_be_thrown_away(page, ane):
    address, _fingerprint = begin(page)

    page.post(f"{address}throw-away/")

    with acting_as(ane.who, because="test"):
        assert not Draft.unguarded.exists()


def test_a_form_with_somebody_elses_id_sends_nothing(ane, checker):
    told = make_told(ane)
    other = make_teller("Kim", "kim@example.org")
    client = Client()
    client.force_login(other)
    address = f"/person/stories/new/{told.pk}/"
    client.post(address, FORM)
    fingerprint = re.search(r'name="shown" value="(\w+)"', shown(client, f"{address}check/"))[1]

    assert send(client, address, fingerprint).status_code == 404
    assert all_told(other) == []
    assert actions.throw_away(who=other.who, told_id=uuid4()) is None
