"""Everything about a person in one file, as its schema says."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from viktig.ground.access.roles import Permission
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.guards import guard_of, own_models
from viktig.ground.privacy.models import LogEntry
from viktig.ground.voice.tests.make import make_voice
from viktig.ground.words.areas import LifeArea
from viktig.person.matters import actions as matters
from viktig.person.matters.access import get_matters_for
from viktig.person.matters.tests.make import make_matter
from viktig.person.mine import actions, labels, queries
from viktig.person.mine.models import Purpose
from viktig.person.mine.tests.schema import faults
from viktig.person.said.models import Said
from viktig.person.sharing.actions import ask_why
from viktig.person.waiting.actions import wait

SCHEMA = json.loads((Path(queries.__file__).parent / "my-data.schema.json").read_text(encoding="utf-8"))
# Where each table about a person comes out in the file. What is only a means to something is left out, and says why.
TABLES = {
    "person_matter": "matters",
    "person_earlierwords": "matters",
    "person_plan": "plan",
    "person_goal": "plan",
    "person_moment": "plan",
    "person_measure": "plan",
    "person_subplan": "plan",
    "person_planask": "plan",
    "person_planrating": "plan",
    "person_planversion": "plan",
    "person_plansuggestion": "plan",
    "person_agreement": "ombud",
    "person_assignment": "ombud",
    "person_suggestion": "ombud",
    "person_paper": "ombud",
    "person_series": "progress",
    "person_slip": "progress",
    "person_filling": "progress",
    "person_change": "progress",
    "person_participant": "group",
    "person_circle": "group",
    "person_asked": "group",
    "person_message": "group",
    "person_transition": "group",
    "person_line": "group",
    "person_suggestedanswer": "group",
    "person_checkin": "group",
    "person_meeting": "meetings",
    "person_meetingguest": "meetings",
    "person_meetingaddress": "meetings",
    "person_meetingpoint": "meetings",
    "person_meetingpaper": "meetings",
    "person_meetingdecision": "meetings",
    "person_meetingpreparation": "meetings",
    "person_meetinganswers": "meetings",
    "person_said": "said",
    "person_told": "stories",
    "person_wait": "waiting",
    "person_note": "well",
    "person_crisiscard": "well",
    "person_tracker": "well",
    "person_daymark": "well",
    "person_diarypage": "well",
    "person_wordsuggestion": "well",
    "person_mandate": "mandates",
    "person_signature": "mandates",
    "person_consent": "mandates",
    "person_passed": "mandates",
    "person_demand": "mandates",
    "person_choosing": "choices",
    "person_option": "choices",
    "person_concern": "choices",
    "person_choosingstep": "choices",
    "person_proposal": "choices",
    "ground_share": "sharing",
    "ground_logentry": "sharing",
    "ground_logquestion": "sharing",
    "ground_block": "sharing",
    "ground_ownnote": "own_notes",
    "ground_draft": "drafts",
    "ground_person": "person",
    "person_contactwords": "",  # a digest, for one hour
    "person_onetimewords": "",  # a digest, for one hour
    "person_presentation": "",  # an ombud's own page, open to everybody who is signed in
}


@pytest.fixture
def ane():
    """Return somebody of whom every part of the file has something to say."""
    account, reader = make_account(name="Ane", email="ane@example.org"), make_account(name="Kim")
    make_member(make_organisation(), account=account, known_as="Ane at work")
    matter = make_matter(account.who, "A flat")
    _voice, receipt = make_voice(to=make_organisation(name="Nav"))
    make_share(account.who, reader.who)
    make_share(reader.who, account.who)
    with acting_as(reader.who, because="test"):
        get_matters_for(reader, account.who, Permission.PERSON_MATTERS_READ)
    with acting_as(account.who, because="test"):
        matters.rewrite_matter(matter=matter, words="A quiet flat", area=LifeArea.HOUSING)
        drafts.keep(who=account.who, form="person.matters.new", words={"words": "Some", "area": ""})
        Said(person_id=account.who, receipt=receipt, seen={"turns": 1, "told": 1, "assignment": None}).save()
        ask_why(entry=LogEntry.unguarded.get(), asked_by="Ane")
        wait(who=account.who, organisation=make_organisation(name="Ombudene"), flags=["no_home"])
    return account


def test_the_file_is_as_its_schema_says(ane):
    with acting_as(ane.who, because="test"):
        made = json.loads(json.dumps(queries.everything(ane.who)))

    assert faults(made, SCHEMA, SCHEMA) == []
    assert made["account"] == {"email": "ane@example.org", "language": "nb", "key_card_on": None}
    assert [one["known_as"] for one in made["work"]] == ["Ane at work"]
    assert [(one["words"], one["earlier"][0]["words"]) for one in made["matters"]] == [("A quiet flat", "A flat")]
    assert [(one["with"], one["purpose"]) for one in made["sharing"]["shares"]] == [("Kim", "to help me")]
    assert [(one["name"], one["asked_on"] is not None) for one in made["sharing"]["looked"]] == [("Kim", True)]
    assert [one["name"] for one in made["sharing"]["shared_with_me"]] == ["Kim"]
    assert [one["words"] for one in made["drafts"]] == [{"words": "Some", "area": ""}]
    assert [one["words"] for one in made["said"]] == ["My papers were lost twice."]
    assert [(one["organisation"], len(one["flags"])) for one in made["waiting"]] == [("Ombudene", 1)]


def test_the_schema_refuses_what_it_does_not_know(ane):
    with acting_as(ane.who, because="test"):
        made = json.loads(json.dumps(queries.everything(ane.who)))
    made["matters"][0] |= {"diagnosis": "", "laid_aside": "no"}
    del made["person"]["name"]

    assert faults(made, SCHEMA, SCHEMA) == [
        "$.person.name is missing",
        "$.matters[0].laid_aside is str",
        "$.matters[0].diagnosis is not in the schema",
    ]


def test_every_table_about_a_person_comes_out_in_the_file():
    tables = {model._meta.db_table for model in own_models() if guard_of(model).kind == "person"}

    assert tables == set(TABLES), "Say where the new table comes out: a room's export, the schema, docs/my-data.md."
    assert set(TABLES.values()) - {""} <= set(SCHEMA["properties"])


def test_the_page_to_print_shows_every_part_of_the_file(ane):
    with acting_as(ane.who, because="test"):
        made = queries.everything(ane.who)
        sections = labels.sections(made)

    parts = {
        "person",
        "account",
        "work",
        "matters",
        "said",
        "own_notes",
        "stories",
        "waiting",
        "drafts",
        *made["choices"],
        *made["plan"],
        *made["ombud"],
        *made["meetings"],
        *made["progress"],
        *made["group"],
        *made["sharing"],
        *made["mandates"],
        *made["well"],
    }
    assert {section.title for section in sections} == {str(labels.TITLES[part]) for part in parts}
    assert "A quiet flat" in [line.value for section in sections for thing in section.things for line in thing]


def test_the_page_says_languages_rooms_and_last_days_in_words():
    end = datetime(2026, 5, 4, tzinfo=ZoneInfo("Europe/Oslo")).astimezone(UTC)
    made = {"account": {"language": "sv"}, "sharing": {"shares": [{"ends_at": end.isoformat()}]}}
    made["drafts"] = [{"form": f"person.said.words.{uuid4()}.0"}]

    with translation.override("nb"):
        [language], [last], [draft] = (section.things[0] for section in labels.sections(made))

    assert (language.name, language.value) == ("Språk", "Svenska")
    assert (last.name, last.value) == ("Siste dag", "3. mai 2026")
    assert (draft.name, draft.value) == ("Hvor", "Det jeg har sagt, og svarene")


def test_every_name_in_the_file_has_its_words():
    names = set()

    def gather(schema):
        for name, inner in schema.get("properties", {}).items():
            names.add(name)
            gather(inner)
        gather(schema["items"]) if "items" in schema else None

    gather(SCHEMA)
    names -= {"format", "group", "made_at", "plan", "progress", "sharing", "version", "well"} | labels.LEFT_OUT
    assert sorted(name for name in names if name not in labels.TITLES and name not in labels.NAMES) == []


def test_words_for_the_command_line_are_good_once_for_one_thing(ane):
    with acting_as(ane.who, because="test"):
        words, _ends = actions.mint_words(who=ane.who, purpose=Purpose.EXPORT, language="nb")

    with acting_as(None, because="test"):
        with pytest.raises(actions.WordsUnknown):
            actions.take_words(words=words, purpose=Purpose.ERASE)
        assert actions.take_words(words=words.upper(), purpose=Purpose.EXPORT) == ane.who
        with pytest.raises(actions.WordsUnknown):
            actions.take_words(words=words, purpose=Purpose.EXPORT)


def test_places_are_listed_by_country_and_name():
    make_place(code="NO-9902", name="Dalen")
    oslo = make_place(code="NO-9903", name="Byen")
    make_place(code="NO-990301", name="Sagen", parent=oslo)

    found = dict(queries.places())
    assert ("NO-990301", "Sagen (Byen)") in found["Norge"]
