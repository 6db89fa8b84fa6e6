"""What other rooms read of what was said."""

import pytest

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.models import Voice
from viktig.ground.voice.publishing import Text
from viktig.ground.voice.states import Outcome
from viktig.person.said import queries
from viktig.person.said.tests.make import make_said
from viktig.person.said.tests.pages import answer


def test_the_overview_says_where_each_stands_news_first(office, ane):
    quiet = make_said(who=ane.who, to=office, words="Det stille.")
    on_its_way = make_said(who=ane.who, to=office, words="På vei.", arrived=False)
    with acting_as(make_member(office).who, because="test"):
        voices.answer(voice=Voice.unguarded.get(), outcome=Outcome.EXPLAINED, words="Slik.")

    with acting_as(ane.who, because="test"):
        lines = queries.said_overview(ane.who)

    assert [(line.id, line.first_words, line.has_news, line.may_judge) for line in lines] == [
        (quiet.pk, "Det stille.", True, True),
        (on_its_way.pk, "På vei.", False, False),
    ]


def test_the_lists_say_that_one_is_asked_about_a_text_until_one_has_answered(office, ane, as_ane):
    said = make_said(who=ane.who, to=office, words="Kari mistet papirene.")
    answer(office)
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    with acting_as(make_member(users, role=OrganisationRole.MODERATOR).who, because="test"):
        voice = Voice.unguarded.select_related("held_by", "to__place").get()
        [given] = voice.turns.filter(act="answered")
        voices.ask_about(voice=voice, text=Text("De mistet papirene.", given.words, ""))

    assert "You are asked whether it may be published." in as_ane.get("/person/said/?lang=en").content.decode()
    assert f"/person/said/{said.pk}/#publishing" in as_ane.get("/me/").content.decode()

    as_ane.post(f"/person/said/{said.pk}/publishing/", {"says": "agreed", "version": 1, "once": "once"})
    assert "You are asked" not in as_ane.get("/person/said/?lang=en").content.decode()
    assert "#publishing" not in as_ane.get("/me/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(office, ane, as_ane, number, django_assert_max_num_queries):
    for _each in range(number):
        make_said(who=ane.who, to=office)

    with django_assert_max_num_queries(26):
        as_ane.get("/person/said/")


def test_the_export_holds_words_talk_and_receipt(office, ane):
    said = make_said(who=ane.who, to=office)
    answer(office)

    with acting_as(ane.who, because="test"):
        [exported] = queries.export_said(ane.who)

    assert (exported["words"], exported["to"], exported["receipt"]) == (
        "My papers were lost twice.",
        "Boligkontoret",
        said.receipt,
    )
    assert [turn["words"] for turn in exported["talk"]] == ["My papers were lost twice.", "Slik er det."]
    assert exported["said_on"] == clock.today().isoformat()
