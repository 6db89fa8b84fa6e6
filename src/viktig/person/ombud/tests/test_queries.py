import base64
import json

import pytest

from viktig.ground.notify.tasks import tasks_for
from viktig.ground.people.tests.make import make_account, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.person.ombud import access, actions, choices, queries
from viktig.person.ombud.models import Choice, ChoiceList, Paper
from viktig.person.ombud.tests.make import make_agreement, make_assignment, make_ombud, make_suggestion

KINDS = ChoiceList.ASSIGNMENT_TYPE


def test_the_overview_says_who_and_how_much_is_open(cast):
    make_assignment(cast.agreement)
    with acting_as(cast.ane.who, because="test"):
        overview = queries.ombud_overview(cast.ane.who)

    assert overview is not None
    assert (overview.ombud_name, overview.open_assignments, overview.open_suggestions) == ("Kim", 2, 1)
    assert overview.agreement == cast.agreement
    assert overview.sees_until is not None


def test_there_is_no_overview_without_an_ombud(cast):
    with acting_as(cast.stranger.who, because="test"):
        assert queries.ombud_overview(cast.stranger.who) is None
        assert queries.receivers_for_share(cast.stranger.who) == []


def test_the_ombud_is_the_one_to_share_with(cast):
    with acting_as(cast.ane.who, because="test"):
        assert queries.receivers_for_share(cast.ane.who) == [(cast.kim.who, "Kim")]


def test_my_data_holds_all_that_lies_in_the_room(cast):
    with acting_as(cast.ane.who, because="test"):
        data = json.loads(json.dumps(queries.export_ombud(cast.ane.who)))

    assert sorted((one["ombud"], one["status"], one["wants"]) for one in data["agreements"]) == [
        ("Kim", "active", "A quiet flat"),
        ("Per", "ended", "Debt"),
    ]
    assert [(one["words"], one["status"]) for one in data["assignments"]] == [("My papers were lost twice.", "wanted")]
    assert [(one["words"], one["by"]) for one in data["suggestions"]] == [("Papers were lost twice.", "Kim")]
    with acting_as(cast.ane.who, because="test"):
        assert [(one["title"], one["by"], base64.b64decode(one["picture"])) for one in data["papers"]] == [
            ("The receipt", "", Paper.unguarded.get().large)
        ]


def test_somebody_else_exports_nothing(cast):
    with acting_as(cast.stranger.who, because="test"):
        assert queries.export_ombud(cast.ane.who) == {
            "agreements": [],
            "assignments": [],
            "suggestions": [],
            "papers": [],
        }


def test_a_suggestion_waits_for_the_person_when_it_is_ready(cast):
    with acting_as(cast.ane.who, because="test"):
        assert [task.address for task in tasks_for(cast.ane)] == [f"/person/ombud/assignment/{cast.assignment.pk}/"]
        actions.put_away(suggestion=cast.suggestion)
        assert tasks_for(cast.ane) == []
    make_suggestion(cast.assignment, cast.kim.account, ready=False)
    with acting_as(cast.ane.who, because="test"):
        assert tasks_for(cast.ane) == []


def test_somebody_who_reads_has_no_task_from_it(cast):
    with acting_as(cast.reader.who, because="test"):
        assert tasks_for(cast.reader) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_room_costs_the_same_however_much_is_in_it(django_assert_num_queries, number):
    ane = make_account()
    agreement = make_agreement(ane, make_ombud())
    for _each in range(number):
        make_suggestion(make_assignment(agreement), ane)

    with acting_as(ane.who, because="test"), django_assert_num_queries(3):
        assert len(queries.works_of(agreement)) == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_of_ombuds_costs_the_same_however_long(django_assert_num_queries, number):
    for each in range(number):
        make_ombud(name=f"Kim {each}")

    with acting_as(make_account().who, because="test"), django_assert_num_queries(1, using="keys"):
        assert [one.name for one in access.presentations()] == [f"Kim {each}" for each in range(number)]


def test_ombuds_of_the_country_whose_language_one_reads_stand_first():
    far = make_organisation(name="Tillsammans", place=make_place(code="SE-9901", name="Sjöstad", country="SE"))
    make_ombud(name="Astrid")
    make_ombud(name="Noor", organisation=far)

    with acting_as(make_account().who, because="test"):
        orders = [[one.name for one in access.presentations(country=code)] for code in ("", "NO", "SE")]

    assert orders == [["Astrid", "Noor"], ["Astrid", "Noor"], ["Noor", "Astrid"]]


# Choices


def test_our_own_choices_stand_where_none_were_brought_along():
    assert choices.choices(KINDS, "nb")[0][0] == "nav_meeting"
    assert choices.label(KINDS, "gp") == str(choices.OURS[KINDS]["gp"])


def bring(code, label, *, language="nb", position=0):
    Choice(list=KINDS, code=code, label=label, language=language, source="oslo", position=position).save()


def test_the_installations_own_choices_replace_ours_but_nobody_must_fit_into_them():
    bring("til_legen", "Følge til lege", position=1)
    bring("nav", "Møter med NAV")

    assert choices.choices(KINDS, "nb") == [
        ("nav", "Møter med NAV"),
        ("til_legen", "Følge til lege"),
        ("other", "Noe annet"),
    ]
    assert choices.label(KINDS, "nav") == "Møter med NAV"


def test_a_choice_speaks_the_readers_language_where_it_can():
    bring("gp", "Følge til lege")
    bring("nav", "Møter med NAV", position=1)
    bring("nav", "Möten med NAV", language="sv", position=1)
    bring("bare_norsk", "Bare norsk", position=2)

    labels = dict(choices.choices(KINDS, "sv"))
    assert labels["nav"] == "Möten med NAV"
    assert labels["bare_norsk"] == "Bare norsk"
    assert labels["gp"] != "Følge til lege"  # our own words for the code that we know


def test_a_code_that_left_the_list_still_has_words():
    bring("nav", "Møter med NAV")

    assert choices.label(KINDS, "gp") == str(choices.OURS[KINDS]["gp"])
    assert choices.label(KINDS, "unknown") == "unknown"


def test_every_theme_of_ours_has_a_life_area():
    assert set(choices.AREAS) == set(choices.OURS[ChoiceList.THEME])
