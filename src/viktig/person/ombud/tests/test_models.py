"""No journal: what the tables themselves do not let happen, whatever the code forgets."""

import os
import re
from urllib.parse import urlsplit

import psycopg
from django.db.models import Model, UUIDField
from psycopg import sql

from viktig.demo import life, story, town
from viktig.ground.people.models import Person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.guards import guard_of, own_models
from viktig.ground.privacy.models import Level, LogEntry, LogQuestion
from viktig.person.choices.models import Proposal
from viktig.person.group.models import Message, SuggestedAnswer
from viktig.person.meetings.models import MeetingDecision, MeetingPaper, MeetingPoint
from viktig.person.ombud.models import Paper, Suggestion
from viktig.person.plan.models import PlanSuggestion
from viktig.person.well.models import WordSuggestion

ABOUT_PEOPLE = [model for model in own_models() if guard_of(model).kind == "person"]


def lets_others_write(model: type[Model]) -> bool:
    """Say whether anybody but the person may add or change a row. No share lets anybody write, so `write` is the person."""
    guard = guard_of(model)
    own = (
        rf"{guard.owner} = acting_who\(\)( and organisation_id = any\(array\(select open_organisations\('ombud'\)\)\))?"
        rf"|{guard.owner} = any\(array\(select open_people\('[a-z*]+', 'write'\)\)\)"
        r"|\w+ = any\(array\(select open_items\('[a-z*]+', 'write'\)\)\)"
    )
    parts = [part for verb in (guard.insert, guard.update, guard.delete) if verb for part in verb.split(" or ")]
    return any(not re.fullmatch(own, part) for part in parts)


def test_all_that_others_can_write_about_a_person_are_suggestions_papers_and_the_log():
    # A message is addressed to the person and to those who were shown; a suggested answer lies on the person's page.
    assert set(Level.values) == {"read", "suggest"}
    assert {model for model in ABOUT_PEOPLE if lets_others_write(model)} == {
        Suggestion,
        Paper,
        WordSuggestion,
        MeetingPoint,
        MeetingPaper,
        MeetingDecision,
        Proposal,
        Message,
        SuggestedAnswer,
        PlanSuggestion,
        LogEntry,
        LogQuestion,
    }


def test_no_table_shows_a_row_to_somebody_else_and_hides_it_from_the_person():
    for model in ABOUT_PEOPLE:
        guard = guard_of(model)
        ways = guard.select.split(" or ")
        reads_own = f"{guard.owner} = any(array(select open_people('{guard.room}', 'read')))"
        assert {reads_own, f"{guard.owner} = acting_who()"} & set(ways), (
            f"{model._meta.label} is hidden from the person."
        )


def test_no_other_table_points_to_a_person():
    pointing = {
        f"{model.__name__}.{field.name}"
        for model in own_models()
        if model not in ABOUT_PEOPLE
        for field in model._meta.concrete_fields
        if field.related_model is Person or (isinstance(field, UUIDField) and field.name != "id")
    }

    # That somebody works somewhere and is away there, what they did there, whom they invited, which keys they turned.
    assert pointing == {
        "Membership.who",
        "Absence.who",
        "Absence.looked_after_by",
        "Invitation.by",
        "TurnedKey.who",
        "Act.who",
        "Act.about",  # a voice, a barrier or a proposal; never a person's row
    }


def test_the_person_sees_every_row_that_is_stored_about_them(own_database):
    town.make_town()
    for ombud in life.OMBUDS:
        life.present(ombud)
    for one in life.LIVES:
        life.live(one)
    url = urlsplit(os.environ["VIKTIG_TEST_ADMIN"])._replace(path=f"/{own_database['default']}").geturl()

    for one in life.LIVES:
        who = story.who(one.key).who
        stored, seen = {}, {}
        with psycopg.connect(url) as everything:
            for model in ABOUT_PEOPLE:
                find = sql.SQL("select count(*) from {} where {} = %s").format(
                    sql.Identifier(model._meta.db_table), sql.Identifier(guard_of(model).owner)
                )
                stored[model.__name__] = everything.execute(find, [who]).fetchone()[0]
        with acting_as(who, because="test"):
            for model in ABOUT_PEOPLE:
                seen[model.__name__] = model._default_manager.filter(**{guard_of(model).owner: who}).count()
        assert seen == stored
        written = {name for name in stored if stored[name]}
        assert {"Agreement", "Assignment", "Suggestion", "Paper", "Matter", "Share"} <= written
