"""Only what matters: which questions a person is asked, and which an answer opens."""

from uuid import uuid4

import pytest
from django.test import override_settings
from django.urls import reverse

from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Room
from viktig.person.progress import packs, queries
from viktig.person.progress.models import Filling, Series
from viktig.person.progress.tests.make import make_filled
from viktig.person.progress.tests.test_opening import make_folder

DAY = "2026-03-02"


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", language="en")
    client.force_login(account)
    client.defaults.update({"HTTP_ACCEPT_LANGUAGE": "en"})
    return account


def at(name, *args):
    return reverse(f"person:progress-{name}", args=args)


def choose(client, who, *items):
    address = at("choose", who, "viktig-meeting")
    seen = client.get(address).context["form"].initial["seen"]
    return client.post(address, {"asked": list(items), "seen": seen})


def the_filling(who):
    with acting_as(who, because="test"):
        filling = Filling.unguarded.get()
        return filling, [one["item"] for one in filling.answers]


def test_from_now_on_only_what_matters_is_asked_and_nothing_is_missing(client, ane):
    assert choose(client, ane.who, "heard", "otherwise").url == at("fill", ane.who, "viktig-meeting")

    page = client.get(at("fill", ane.who, "viktig-meeting")).text
    assert ("q-heard" in page, "q-otherwise" in page, "q-left" in page, "q-next" in page) == (True, True, False, False)
    assert "You are asked only what you chose." in page
    assert "q-left" not in client.get(at("paper", ane.who)).text
    answer = client.post(at("fill", ane.who, "viktig-meeting"), {"q-heard": "2", "q-left": "0", "on": DAY})
    filling, items = the_filling(ane.who)
    assert answer.url == at("series", ane.who, filling.series_id)
    assert items == ["heard", "otherwise"]
    assert client.get(at("filling", ane.who, filling.series_id, filling.pk)).text.count("Not answered") == 1


def test_one_changes_ones_mind_whenever_one_wants(client, ane):
    choose(client, ane.who, "heard")
    choose(client, ane.who, "heard", "left", "next", "otherwise")

    page = client.get(at("fill", ane.who, "viktig-meeting")).text

    assert "q-next" in page
    assert "You are asked only what you chose." not in page


def test_leaving_everything_out_is_refused_in_one_sentence(client, ane):
    answer = choose(client, ane.who)

    assert "Choose one question at least." in answer.text
    with acting_as(ane.who, because="test"):
        assert not Series.unguarded.exists()


def test_two_tabs_see_each_others_choice_before_one_wins(client, ane):
    address = at("choose", ane.who, "viktig-meeting")
    seen = client.get(address).context["form"].initial["seen"]
    client.post(address, {"asked": ["heard"], "seen": seen})

    answer = client.post(address, {"asked": ["next"], "seen": seen})

    assert "This is asked now" in answer.text
    assert "Were you heard?</li>" in answer.text
    again = answer.context["form"].data["seen"]
    client.post(address, {"asked": ["next"], "seen": again})
    with acting_as(ane.who, because="test"):
        assert Series.unguarded.get().left_out == ["heard", "left", "otherwise"]


def test_a_form_with_a_number_is_asked_whole_and_says_why(client, ane):
    page = client.get(at("fill", ane.who, "gad-7")).text

    assert "its number is right only with all the questions" in page
    assert client.get(at("choose", ane.who, "gad-7")).status_code == 404
    assert packs.forms()["gad-7"]["en"].without(["1", "2"]) == packs.forms()["gad-7"]["en"]


def test_whoever_reads_may_choose_nothing_and_sees_no_gap(client, ane):
    choose(client, ane.who, "heard")
    filling = make_filled(ane, "viktig-meeting", {"heard": 1})
    reader = make_account(name="Kim", language="en")
    make_share(ane.who, reader.who, room=Room.PROGRESS)
    client.force_login(reader)

    assert client.get(at("choose", ane.who, "viktig-meeting")).status_code == 404
    assert at("choose", ane.who, "viktig-meeting") not in client.get(at("series", ane.who, filling.series_id)).text


def test_what_was_left_out_is_in_the_file_with_everything(client, ane):
    choose(client, ane.who, "heard", "left", "next")

    with acting_as(ane.who, because="test"):
        [series] = queries.export_progress(ane.who)["series"]

    assert series["left_out"] == ["otherwise"]


def test_a_question_of_a_later_version_is_asked(client, ane):
    choose(client, ane.who, "heard")
    form = packs.forms()["viktig-meeting"]["en"]

    kept = form.without(["left", "next", "otherwise", "was there once"])

    assert [one.id for one in kept.questions] == ["heard"]
    assert form.without([one.id for one in form.questions]) == form


@pytest.fixture
def night(tmp_path):
    make_folder(tmp_path)
    with override_settings(VIKTIG_INSTRUMENTS=str(tmp_path)):
        yield


def test_an_answer_opens_a_question_without_a_script(client, ane, night):
    address = at("fill", ane.who, "night")
    page = client.get(address).text
    assert ("Did you sleep?" in page, "What kept you awake?" in page) == (True, False)

    sent = {"q-slept": "0", "words": "Long", "on": DAY, "new_id": uuid4()}
    answer = client.post(address, sent)
    assert "Your answer leads to one more thing" in answer.text
    assert ("About the night" in answer.text, "Since when?" in answer.text) == (True, False)
    assert "Long</textarea>" in answer.text

    sent |= {"shown": answer.context["form"].data["shown"], "q-why": "Noise"}
    answer = client.post(address, sent)
    assert "Since when?" in answer.text
    sent |= {"shown": answer.context["form"].data["shown"], "q-since": ""}
    client.post(address, sent)
    assert the_filling(ane.who)[1] == ["slept", "why", "since"]


def test_what_an_answer_closed_is_neither_asked_nor_kept(client, ane, night):
    client.post(at("fill", ane.who, "night"), {"q-slept": "1", "q-why": "Noise", "on": DAY})

    assert the_filling(ane.who)[1] == ["slept"]
