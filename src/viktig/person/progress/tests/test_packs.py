"""Forms in folders: ours, and those that an installation adds."""

import json
import shutil

import pytest
from django.test import override_settings

from viktig.ground.database.findings import OF_ROOMS
from viktig.person.progress import packs

SAFE = {"viktig-meeting", "viktig-around", "who-5", "gad-7"}


@pytest.fixture
def folder(tmp_path):
    """A folder of an installation, with one form that it has a licence for."""
    shutil.copytree(packs.OURS / "gad-7", tmp_path / "licensed")
    return tmp_path


def spoil(folder, name, **changes):
    path = folder / "licensed" / name
    raw = json.loads(path.read_text(encoding="utf-8")) | changes
    path.write_text(json.dumps({key: value for key, value in raw.items() if value is not None}), encoding="utf-8")


def test_our_own_folders_have_no_fault():
    assert packs.faults() == []
    assert set(packs.forms()) == SAFE | {"phq-9"}


@pytest.mark.parametrize("name", ["viktig-meeting", "viktig-around"])
def test_our_own_questions_are_there_in_every_language_and_alike(name):
    languages = packs.forms()[name]

    assert set(languages) == {"en", "nb", "nn", "sv"}
    shapes = {
        tuple((item.id, tuple(value for value, _words in item.options)) for item in form.items)
        for form in languages.values()
    }
    assert len(shapes) == 1


def test_what_asks_about_death_is_offered_only_where_somebody_reads():
    assert set(packs.offered()) == SAFE
    with override_settings(VIKTIG_ANSWERS_READ_DAYS=2):
        assert set(packs.offered()) == SAFE | {"phq-9"}


def test_a_form_is_shown_in_the_language_it_has_and_never_translated():
    assert packs.in_language(packs.forms()["viktig-meeting"], "sv").language == "sv"
    assert packs.in_language(packs.forms()["who-5"], "nb").language == "en"


def test_an_installation_adds_a_form(folder):
    with override_settings(VIKTIG_INSTRUMENTS=str(folder)):
        assert packs.forms()["licensed"]["en"].title.startswith("Generalized")
        assert packs.faults() == []


Q, S = "questionnaire.en.json", "scoring.json"
NO_QUESTION = "which is no question with answers to choose."


@pytest.mark.parametrize(
    ("name", "changes", "says"),
    [
        (Q, {"resourceType": "Patient"}, f"licensed: {Q} is no FHIR Questionnaire."),
        (Q, {"copyright": None}, f"licensed: {Q} has no copyright."),
        (Q, {"item": []}, f"licensed: {S}: items names 1, {NO_QUESTION}"),
        (Q, {"item": [{"linkId": "1", "type": "url"}]}, f"licensed: {Q}, 1: items of type url cannot be asked here."),
        (S, {"licence": None}, f"licensed: {S} does not say licence."),
        (S, {"range": [0]}, f"licensed: {S}: range must be the lowest and the highest number."),
        (S, {"answered_by": "all"}, f"licensed: {S}: answered_by is oneself, others or both."),
        (S, {"safety": ["x"]}, f"licensed: {S}: safety names x, {NO_QUESTION}"),
    ],
)
def test_each_fault_is_a_sentence_and_its_folder_is_left_out(folder, name, changes, says):
    spoil(folder, name, **changes)

    with override_settings(VIKTIG_INSTRUMENTS=str(folder)):
        assert packs.faults() == [says]
        assert "licensed" not in packs.forms()
        [finding] = OF_ROOMS["viktig.person.progress.findings.forms_can_be_read"]()
        assert (finding.is_well, finding.so) == (False, says)


def test_without_a_licence_nothing_is_loaded(folder):
    (folder / "licensed" / "LICENSE").unlink()

    with override_settings(VIKTIG_INSTRUMENTS=str(folder)):
        assert packs.faults() == ["licensed has no LICENSE. Put the text there that lets you use it."]


def test_a_folder_that_is_not_there_is_said():
    with override_settings(VIKTIG_INSTRUMENTS="/nowhere/at/all"):
        assert packs.faults() == ["VIKTIG_INSTRUMENTS names /nowhere/at/all, which is no folder."]


def test_the_same_name_twice_is_said_and_ours_stays(folder):
    (folder / "licensed").rename(folder / "who-5")

    with override_settings(VIKTIG_INSTRUMENTS=str(folder)):
        assert packs.faults() == ["who-5 is there twice. Give the folder another name."]
        assert packs.forms()["who-5"]["en"].title.startswith("WHO")
