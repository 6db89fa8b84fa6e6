"""What everybody reads, and the check before it."""

import re

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.acts.models import Act
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.stories import queries
from viktig.ground.stories.models import PublishedStory, Story
from viktig.ground.stories.tests.make import WORDS, make_checker, make_published, make_story

TICKS = dict.fromkeys(("names", "dates", "places", "rare", "harm"), "on")


@pytest.fixture
def checker():
    return make_checker()


@pytest.fixture
def desk(checker):
    return signed_in(checker)


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def says(text):
    with translation.override("nb"):
        return gettext(text)


def public(query=""):
    response = Client(headers={"accept-language": "nb"}).get(f"/stories/{query}")
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def now(checker, pk):
    with acting_as(checker.who, because="test"):
        story = Story.unguarded.get(pk=pk)
        _opened = story.words, story.suggested, story.reply
        return story


def test_everyone_reads_it_as_one_experience_with_help_near_and_nothing_to_rank_it_by(checker):
    one = make_published(by=checker)
    for text in (public(), Client().get(f"/stories/{one.pk}/?lang=nb").content.decode()):
        assert WORDS in text
        assert "Fjellrev" in text
        assert says("This is one person’s experience. It is not advice.") in text
        assert 'class="help"' in text
        assert "<img" not in text
    assert Client().get(f"/stories/{one.story_id}/").status_code == 404


def test_they_stand_by_area_and_kind_in_the_order_in_which_they_came(checker):
    told = [("First", "housing", "waiting", 20), ("Second", "work", "medicine", 10), ("Third", "housing", "", 0)]
    for words, area, kind, days in reversed(told):
        with clock.moved_back(days):
            make_published(words, by=checker, area=area, kind=kind)

    def shown(query=""):
        text = public(query)
        return sorted((words for words, *_rest in told if words in text), key=text.index)

    assert shown() == ["First", "Second", "Third"]
    assert shown("?area=housing") == ["First", "Third"]
    assert shown("?kind=medicine") == ["Second"]
    assert shown("?kind=waiting&area=housing") == ["First"]
    assert shown("?kind=nothing-we-know&after=x") == ["First", "Second", "Third"]
    assert shown("?kind=talking") == []
    assert says("Nothing fits what you chose. There may be more if you choose less.") in public("?kind=talking")


def test_a_long_list_is_read_page_by_page_and_each_once(checker, monkeypatch):
    monkeypatch.setattr(queries, "A_PAGE", 2)
    for number in range(5):
        make_published(f"Told {number}", by=checker)

    found, address = [], ""
    while True:
        text = public(address)
        found += re.findall(r"Told \d(?=</blockquote>)", text)
        more = re.search(r'rel="next" href="([^"]+)"', text)
        if not more:
            break
        address = more[1]
    assert sorted(found) == [f"Told {number}" for number in range(5)]


def test_nobody_has_told_anything_yet():
    assert says("Nobody has told anything yet. When someone does, and it has been checked, it stands here.") in public()


def test_it_is_published_only_when_all_was_looked_for_and_a_double_click_publishes_once(desk, checker):
    pk, _receipt = make_story()
    address = f"/system/stories/{pk}/"
    assert WORDS in desk.get(address).content.decode()

    missing = desk.post(f"{address}publish/", {"names": "on", "seen": 0})
    assert says("Look for this too. If it is there, do not publish.") in missing.content.decode()
    assert not PublishedStory.unguarded.exists()
    for _click in range(2):
        assert desk.post(f"{address}publish/", TICKS | {"seen": 0}).headers["Location"] == "/system/stories/"
    assert PublishedStory.unguarded.get().words == WORDS
    with acting_as(checker.who, because="test"):
        assert Act.unguarded.filter(done="system.stories.published", about=pk).count() == 1


def test_a_text_is_looked_at_beside_the_words_before_the_one_who_told_it_is_asked(desk, checker):
    pk, _receipt = make_story("Kari helped me.")
    address = f"/system/stories/{pk}/edit/"
    values = {"words": "Someone helped me.", "name": "", "seen": 0}

    looked_at = desk.post(address, values).content.decode()
    assert "<del>" in looked_at
    assert now(checker, pk).status == "waiting"
    assert "Someone helped me." in desk.post(address, values | {"change_more": "1"}).content.decode()
    assert desk.post(address, values | {"ask": "1"}).status_code == 302
    story = now(checker, pk)
    assert (story.status, story.suggested, story.words) == ("asked", "Someone helped me.", "Kari helped me.")
    again = desk.post(address, values | {"ask": "1", "words": "My other words"}).content.decode()
    assert "My other words" in again
    assert says("Something happened here while you were reading. Look at it once more.") in again
    assert desk.get(address).headers["Location"] == f"/system/stories/{pk}/"


def test_nothing_different_and_nothing_left_are_not_asked_about(desk, checker):
    pk, _receipt = make_story("Kari helped me.", name="")
    address = f"/system/stories/{pk}/edit/"
    same = desk.post(address, {"words": "Kari  helped\nme.", "name": "", "seen": 0, "ask": "1"}).content.decode()

    assert says("Nothing is different. Take out what someone could be known by, then ask.") in same
    assert says("Leave something of what was told.") in desk.post(address, {"words": " ", "seen": 0}).content.decode()
    assert now(checker, pk).status == "waiting"


def test_a_no_has_a_reason_and_takes_away_what_was_published(desk, checker):
    one = make_published(by=checker)
    address = f"/system/stories/{one.story_id}/refuse/"

    assert says("Write why, so that the one who told it knows.") in desk.post(address, {"seen": 1}).content.decode()
    stale = desk.post(address, {"seen": 0, "words": "Kept words"}).content.decode()
    assert "Kept words" in stale
    assert PublishedStory.unguarded.exists()
    for _click in range(2):
        assert desk.post(address, {"seen": 1, "words": "Someone was recognised."}).status_code == 302

    assert WORDS not in public()
    assert now(checker, one.story_id).reply == "Someone was recognised."


def test_only_those_who_check_in_the_place_meet_it(checker):
    pk, _receipt = make_story()
    users = make_organisation(name="Laget", kind=OrganisationKind.USER_ORGANISATION)
    others = {
        "somebody of a user organisation": make_member(users),
        "somebody at an office": make_member(make_organisation()),
        "a stranger": make_account(),
        "a checker elsewhere": make_checker(make_place(code="NO-9902", name="Fjellby"), name="Andre"),
    }

    for name, account in others.items():
        client = signed_in(account)
        for part in ("", "edit/"):
            assert client.get(f"/system/stories/{pk}/{part}").status_code == 404, name
        for part in ("publish/", "refuse/", "edit/"):
            assert client.post(f"/system/stories/{pk}/{part}", TICKS | {"seen": 0}).status_code == 404, name
        assert WORDS not in client.get("/system/stories/").content.decode()
        listed = client.get("/system/stories/").status_code
        assert listed == (200 if name == "a checker elsewhere" else 404)
    assert not PublishedStory.unguarded.exists()


def test_the_lists_ask_as_often_for_one_as_for_thirty(desk, checker):
    asked = []
    for number in (1, 29):
        for which in range(number):
            make_story(f"Waits {which}")
            make_published(f"Told {which}", by=checker)
        for show in (lambda: desk.get("/system/stories/").content.decode(), public):
            show()
            make_published("One more", by=checker)  # what is public changed: it is made anew
            with CaptureQueriesContext(connection) as queries_now:
                assert "Told 0" in show()
            asked.append(sum(one["sql"].startswith(("SELECT", "select")) for one in queries_now))

    assert asked[:2] == asked[2:]
    assert max(asked) <= 12


def test_what_waits_is_told_to_those_who_check(desk):
    make_story()

    text = desk.get("/tasks/").content.decode()

    assert "/system/stories/" in text
    assert says("A story") in text


def test_the_database_lets_nobody_publish_change_or_take_away_what_others_told_and_checked(checker):
    one, (unpublished, _receipt) = make_published(by=checker), make_story()
    others = (
        make_account(),
        make_checker(make_place(code="NO-9902", name="Elsewhere")),
        make_member(make_organisation()),
    )
    for other in others:
        with acting_as(other.who, because="test"):
            assert PublishedStory.unguarded.filter(pk=one.pk).delete()[0] == 0
            with pytest.raises(ProgrammingError), transaction.atomic():
                PublishedStory(
                    story_id=unpublished, words="Mine", area="housing", language="nb", published_on=clock.today()
                ).save(force_insert=True)
    with acting_as(checker.who, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        PublishedStory.unguarded.update(words="What nobody said")

    assert PublishedStory.unguarded.get().words == WORDS
