"""Importing: everything in a right file comes in once; of a wrong one nothing does, and one sentence says why."""

from datetime import date
from html import unescape
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from viktig.cli import main
from viktig.doors.files import nodes, reading
from viktig.doors.files.actions import Content, import_files, read, read_text, readable
from viktig.doors.files.command import import_
from viktig.doors.files.parts import OMBUD as OF_AN_OMBUD
from viktig.doors.files.parts import PARTS
from viktig.doors.files.problems import At
from viktig.ground.commands import Refused
from viktig.ground.people.models import Organisation, Place
from viktig.person.ombud.choices import choices
from viktig.person.ombud.models import Choice, ChoiceList
from viktig.system.figures.models import PublishedFigure
from viktig.system.places.models import Part, Source
from viktig.system.places.words import HEADINGS

SAMPLES = sorted(Path(__file__).with_name("samples").glob("*.yaml"))
SEEDS = Path(__file__).resolve().parents[6] / "shared" / "data" / "seeds"
real = pytest.mark.skipif(not SEEDS.exists(), reason="../shared/data/seeds is not here")

PLACES = """code,name,country,parent,population
NO-9901,Fjordby,NO,NO-99,75000
NO-99,Fjordfylke,NO,,380000
"""
ORGANISATIONS = """name,kind,place,answers_to,answer_days,areas
Boligkontoret,service,NO-9901,Ledergruppen,21,housing|basic_needs
Ledergruppen,management_group,NO-99,,,
"""
OMBUD = """format: viktig-place/1
place: {country: "NO", language: nb, municipality: Fjordby}
assignment_types:
  - hos fastlege
  - noe helt annet
themes: [bolig, jobb]
figures:
  - {what: clients, value: 12, from: 2010-08-01, to: 2013-11-01}
  - {what: share women, value: 0.5, approx: true, of: clients}
  - {what: reports, value: null, note: mangler, unsure: true, year: 2012}
principles: [hun bestemmer]
"""
OUR_CODES = {"kind", "level", "share_of_time", "competence", "about"}
ONLY_OF_AN_OMBUD = {*OF_AN_OMBUD, "mandate", "partners"}
FILES = {"places.csv": PLACES, "organisations.csv": ORGANISATIONS, "ombud.yaml": OMBUD}
ANY = FILES | {file.name: file.read_text(encoding="utf-8") for file in SAMPLES}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def everything(folder):
    return sorted(folder.iterdir())


def rows():
    models = (Place, Organisation, Choice, PublishedFigure, Source, Part)
    return [list(model.unguarded.order_by("pk").values()) for model in models]


# Right files ------------------------------------------------------------------------------------------------------------


def test_everything_in_the_files_comes_in(folder):
    summary = import_files(everything(folder))

    assert summary.new == {"places": 2, "organisations": 2, "choices": 4, "parts": 1, "published figures": 3}
    assert list(Place.unguarded.filter(code="NO-9901").values_list("name", "country", "parent", "population")) == [
        ("Fjordby", "NO", "NO-99", 75_000)
    ]
    office = Organisation.unguarded.select_related("answers_to").get(name="Boligkontoret")
    assert (office.kind, office.place_id, office.answer_days) == ("service", "NO-9901", 21)
    assert (office.areas, office.answers_to.name) == (["housing", "basic_needs"], "Ledergruppen")
    assert office.answers_to.answer_days == 30
    clients, women, reports = PublishedFigure.unguarded.order_by("position")
    assert (clients.value, str(clients.since), str(clients.until)) == (12, "2010-08-01", "2013-11-01")
    assert (women.value, women.approx, women.of) == (0.5, True, "clients")
    assert (reports.value, reports.unsure, reports.year, reports.note) == (None, True, 2012, "mangler")
    assert {one.source for one in (clients, women, reports)} == {"ombud.yaml"}


def test_choices_get_our_own_codes_where_we_know_them(folder):
    import_files([folder / "ombud.yaml"])

    kinds = choices(ChoiceList.ASSIGNMENT_TYPE, "nb")
    assert kinds == [("gp", "Hos fastlege"), ("noe-helt-annet", "Noe helt annet"), ("other", "Noe annet")]
    assert choices(ChoiceList.THEME, "nb") == [("housing", "Bolig"), ("work", "Jobb")]


def test_importing_twice_changes_nothing(folder):
    import_files(everything(folder))
    before = rows()

    summary = import_files(everything(folder))

    assert summary.is_empty
    assert str(summary) == "Nothing new."
    assert rows() == before


def test_what_has_changed_in_a_file_changes(folder):
    import_files(everything(folder))
    (folder / "places.csv").write_text(PLACES.replace("75000", "76000"), encoding="utf-8")
    (folder / "organisations.csv").write_text(ORGANISATIONS.replace("|basic_needs", ""), encoding="utf-8")
    (folder / "ombud.yaml").write_text(OMBUD.replace("hos fastlege", "bli med til fastlege"), encoding="utf-8")

    summary = import_files(everything(folder))

    assert (summary.new, summary.changed) == ({}, {"places": 1, "organisations": 1, "choices": 1})
    assert Place.unguarded.get(code="NO-9901").population == 76_000


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        (",21,", ",14,", "answer_days: “Boligkontoret” is there already, with “21”"),
        ("Boligkontoret,service", "Boligkontoret,owner", "kind: “Boligkontoret” is there already, with “service”"),
        (",Ledergruppen,21", ",Andre,21", "answers_to: “Boligkontoret” is there already, with “Ledergruppen”"),
    ],
)
def test_no_file_changes_what_an_organisation_has_promised(folder, before, after, field):
    import_files(everything(folder))
    text = ORGANISATIONS.replace(before, after) + "Andre,owner,NO-9901,,,\n"
    (folder / "organisations.csv").write_text(text, encoding="utf-8")
    was = rows()

    with pytest.raises(Refused, match=field):
        import_files(everything(folder))
    assert rows() == was


def test_an_empty_cell_says_nothing_about_what_stands(folder):
    import_files(everything(folder))
    (folder / "organisations.csv").write_text(ORGANISATIONS.replace(",Ledergruppen,21,", ",,,"), encoding="utf-8")

    assert import_files([folder / "organisations.csv"]).is_empty


def test_a_byte_order_mark_and_windows_lines_are_no_obstacle(folder):
    for name, text in FILES.items():
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert import_files(everything(folder)).new["places"] == 2


def test_the_one_to_answer_to_is_found_nearest_above(folder):
    import_files(everything(folder))
    more = (
        ORGANISATIONS.splitlines()[0]
        + "\nLedergruppen,management_group,NO-9901,,,\nMottaket,service,NO-9901,Ledergruppen,,\n"
    )
    (folder / "more.csv").write_text(more, encoding="utf-8")

    import_files([folder / "more.csv"])

    assert Organisation.unguarded.get(name="Mottaket").answers_to.place_id == "NO-9901"


def said(file):
    """What stands in a file, without what has a home of its own and with texts made whole that YAML splits at a comma."""
    return {name: value for name, value in whole(yaml.safe_load(file.read_text("utf-8"))).items() if name in PARTS}


def whole(value):
    if isinstance(value, list):
        return [whole(one) for one in value]
    if not isinstance(value, dict):
        return value.isoformat() if isinstance(value, date) else value
    found, last = {}, ""
    for name, one in value.items():
        if one is None:
            found[last] += f", {name}"
        else:
            last, found[name] = name, whole(one)
    return found


def kept(name):
    return dict(Part.unguarded.filter(source__name=name).values_list("name", "value"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_what_a_place_says_of_itself_is_kept_as_the_file_has_it(file):
    assert readable(file)

    import_files([file])
    first = rows()

    assert kept(file.name) == said(file)
    assert import_files([file]).is_empty
    assert rows() == first


def test_the_samples_have_every_field_there_is(folder):
    named = {name for file in [*SAMPLES, folder / "ombud.yaml"] for name in yaml.safe_load(file.read_text("utf-8"))}

    assert set(PARTS) - named == ONLY_OF_AN_OMBUD


def leaves(value):
    """Every text in a value, with the name of its field."""
    if isinstance(value, dict):
        return [leaf for name, one in value.items() for leaf in leaves(one) or [(name, one)]]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one) or [("", one)]]
    return []


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_text_of_a_file_can_be_read_on_its_page(client, file):
    import_files([file])

    page = unescape(client.get(f"/places/{Source.unguarded.get().slug}/").content.decode())

    texts = [(name, one) for name, one in leaves(said(file)) if isinstance(one, str) and name not in OUR_CODES]
    assert texts
    assert [one for name, one in texts if f">{one}<" not in page and name not in {"date", "verb", "means"}] == []
    assert [one for name, one in texts if name in {"verb", "means"} and one not in page] == []


def test_every_part_that_can_be_read_has_a_heading():
    assert set(HEADINGS) == set(PARTS)


def test_each_source_has_its_place_and_the_day_it_is_about():
    import_files(SAMPLES)

    found = Source.unguarded.values_list("name", "place", "slug", "country", "language", "on")
    assert sorted(found) == [
        ("gathering.yaml", "Fjordby", "fjordby", "NO", "nb", date(2019, 3, 14)),
        ("ladder.yaml", "Skogslän", "skogslan", "SE", "sv", date(2021, 5, 20)),
        ("peers.yaml", "Nesvik", "nesvik", "NO", "nb", None),
        ("recovery.yaml", "Havnes", "havnes", "NO", "nb", None),
    ]
    assert Source.unguarded.get(place="Fjordby").about["host"] == "a meeting house"


def test_figures_that_stand_in_other_fields_are_figures_too():
    import_files(SAMPLES)

    figures = {(one.what, one.of): one for one in PublishedFigure.unguarded.all()}
    assert (figures["applied", "first class"].value, figures["applied", "first class"].year) == (20, 2012)
    assert figures["started", "first three years"].value == 17
    assert figures["not_active", "first three years"].note == "noen er talt flere ganger"
    assert (figures["students", "class 2"].value, figures["students", "class 2"].year) == (9, 2013)
    assert str(figures["participants", "naboer, Sammen i Fjordby"].since) == "2019-03-14"
    assert figures["inhabitants", ""].value == 24_000


def test_a_part_that_a_file_no_longer_has_goes(tmp_path):
    file = tmp_path / "ladder.yaml"
    text = next(one for one in SAMPLES if one.stem == "ladder").read_text("utf-8")
    file.write_text(text, "utf-8")
    import_files([file])
    file.write_text(text.replace("goals: [fler som väljer]\n", "").replace("[husmöte]", "[husmöte, sång]"), "utf-8")

    summary = import_files([file])

    assert (summary.new, summary.changed) == ({}, {"parts": 3})  # gone, changed, and one that moved up
    assert kept("ladder.yaml") == said(file)


def test_a_text_with_commas_is_whole_and_a_name_without_a_value_is_not_lost():
    import_files(SAMPLES)

    texts = [one["text"] for one in Part.unguarded.get(name="statements").value]
    assert texts[0] == "åpent hver dag, også i ferien"
    assert texts[2] == "nok tid, og ingen hast"
    assert Part.unguarded.get(name="modules").value[1]["status"] == "gjest, ikke ansatt"


# Wrong files ------------------------------------------------------------------------------------------------------------

GATHERING, LADDER, PEERS, RECOVERY = (file.read_text("utf-8") for file in SAMPLES)
WRONG = [
    ("places.csv", PLACES.replace("75000", "many"), "places.csv, line 2, field population: “many” is no whole number"),
    ("places.csv", PLACES.replace("75000", "-1"), "line 2, field population"),
    ("places.csv", PLACES.replace("75000", "400000"), "field population: more people live in NO-9901 than in NO-99"),
    ("places.csv", PLACES.replace("NO-99,75000", "NO-98,75000"), "line 2, field parent: there is no place “NO-98”"),
    ("places.csv", PLACES.replace("NO,,380000", "NO,NO-9901,75000"), "field parent: NO-9901 lies inside itself"),
    ("places.csv", PLACES.replace("population", "people"), "line 1, field “people”: this column is not known"),
    ("places.csv", PLACES.replace(",population", "").replace(",75000", ""), "field population: this column is missing"),
    ("places.csv", PLACES + "NO-99,Again,NO,,1\n", "places.csv, line 4, field code: NO-99 is there twice"),
    ("places.csv", PLACES + "NO-98,X,NO\n", "places.csv, line 4: has 3 values, and the first line names 5"),
    ("places.csv", PLACES + "0301,Oslo,NO,,1\n", "line 4, field code: “0301” is no code"),
    ("places.csv", PLACES + "XX,Nowhere,XX,,1\n", "line 4, field country: “XX” is none of NO, SE"),
    ("places.csv", PLACES + "NO-98,,NO,,1\n", "line 4, field name: is empty"),
    ("places.csv", PLACES + 'NO-98,"X\n', "line 4: cannot be read as CSV"),
    ("places.csv", PLACES + '"NO-98","two\nlines",NO,,1\nNO-1,X,NO,,x\n', "line 4, field name: has a letter"),
    ("places.csv", PLACES.replace(",", ";"), "line 1: the columns must have commas between them"),
    ("places.csv", PLACES + f"NO-98,{'x' * 81},NO,,1\n", "field name: is 81 letters long, and at most 80"),
    ("places.csv", "", "places.csv: is empty"),
    ("organisations.csv", ORGANISATIONS.replace("service", "shop"), "line 2, field kind: “shop” is none of service"),
    ("organisations.csv", ORGANISATIONS.replace("NO-9901", "NO-1"), "line 2, field place: there is no place “NO-1”"),
    ("organisations.csv", ORGANISATIONS.replace(",21,", ",0,"), "line 2, field answer_days: “0” is no whole number"),
    ("organisations.csv", ORGANISATIONS.replace("housing|", "house|"), "line 2, field areas: “house” is none of"),
    (
        "organisations.csv",
        ORGANISATIONS.replace("housing|", "basic_needs|"),
        "field areas: the same area is there twice",
    ),
    ("organisations.csv", ORGANISATIONS.replace("1,Ledergruppen", "1,Nobody"), "no organisation “Nobody”"),
    ("organisations.csv", ORGANISATIONS.replace("NO-99,,,", "NO-99,Boligkontoret,,"), "would answer to itself"),
    (
        "organisations.csv",
        ORGANISATIONS + "Ledergruppen,owner,NO-99,,,\n",
        "line 4, field name: “Ledergruppen” is there",
    ),
    ("ombud.yaml", OMBUD + "themse: [a]\n", "ombud.yaml, line 12, field themse: this field is not known"),
    ("ombud.yaml", OMBUD.replace("note:", "nota:"), "line 10, field figures[3].nota: this field is not known"),
    ("ombud.yaml", OMBUD.replace("value: 12, ", ""), "line 8, field figures[1]: value is missing"),
    ("ombud.yaml", OMBUD.replace("value: 12", "value: twelve"), "line 8, field figures[1].value: must be a number"),
    ("ombud.yaml", OMBUD.replace("value: 12", "value: .nan"), "line 8, field figures[1].value"),
    (
        "ombud.yaml",
        OMBUD.replace("2010-08-01", "2010-08-99"),
        "line 8, field figures[1].from: “2010-08-99” is no timestamp",
    ),
    (
        "ombud.yaml",
        OMBUD.replace("2010-08-01", "August"),
        "line 8, field figures[1].from: must be a date like 2010-08-01",
    ),
    ("ombud.yaml", OMBUD.replace("2013", "2003"), "line 8, field figures[1].to: this day is before the first"),
    ("ombud.yaml", OMBUD.replace("[bolig, jobb]", "bolig"), "line 6, field themes: must be a list"),
    ("ombud.yaml", OMBUD.replace("[bolig, jobb]", "[bolig, bolig]"), "line 6, field themes[2]: “bolig” is there twice"),
    ("ombud.yaml", OMBUD.replace("[bolig, jobb]", "[bolig, 5]"), "line 6, field themes[2]: must be a text"),
    ("ombud.yaml", OMBUD.replace('"NO"', "NO"), "line 2, field place.country: “False” is no text"),
    ("ombud.yaml", OMBUD.replace("language: nb", "language: xx"), "line 2, field place.language: must be one of nb"),
    ("ombud.yaml", OMBUD + "themes: [bolig]\n", "line 12, field themes: is there twice, first in line 6"),
    ("ombud.yaml", OMBUD + "results: &a [x]\n", "line 12: anchors (&) and aliases (*) cannot be read"),
    ("ombud.yaml", OMBUD + "results: !!python/object:os.system [x]\n", "line 12, field results: values of the type"),
    ("ombud.yaml", OMBUD + 'results: ["\\a"]\n', "results[1]: has a letter that cannot be shown"),
    ("ombud.yaml", OMBUD + "results: " + "[" * 40 + "\n", "line 12: lists lie in lists more than 12 deep"),
    ("ombud.yaml", OMBUD + "results: [x\n", "ombud.yaml, line 13: cannot be read as YAML"),
    ("ombud.yaml", OMBUD + "---\nmore: 1\n", "cannot be read as YAML"),
    (
        "ombud.yaml",
        OMBUD.replace("place/1", "place/2"),
        "ombud.yaml: cannot be read yet: only the format viktig-place/1",
    ),
    ("ombud.yaml", OMBUD.replace("place: {", "plaza: {"), "line 2, field plaza: this field is not known"),
    ("ombud.yaml", "- a\n- b\n", "ombud.yaml: cannot be read yet"),
    (
        "gathering.yaml",
        GATHERING.replace("kind: works", "kind: nice"),
        "line 18, field statements[1].kind: must be one",
    ),
    (
        "gathering.yaml",
        GATHERING.replace("text: vanskelige ord", "text"),
        "line 19, field statements[2].text: must be a",
    ),
    ("gathering.yaml", GATHERING.replace("2019-03-14", "14.3.2019"), "line 6, field gathering.date: must be a date"),
    ("gathering.yaml", GATHERING.replace("level: service", "level: moon"), "field statements[4].level: must be one of"),
    ("gathering.yaml", GATHERING.replace("participants: 22", "participants: 22, 23"), "field gathering.participants"),
    ("gathering.yaml", GATHERING.replace('hast"}', 'hast", om kvelden}'), "field statements[3].om kvelden: this field"),
    ("gathering.yaml", GATHERING + GATHERING.splitlines()[-1] + "\n", "statements[5]: the same stands in line 21"),
    ("gathering.yaml", GATHERING.replace("questions:", "spørsmål:"), "field spørsmål: this field is not known"),
    ("ladder.yaml", LADDER.replace("step: 2", "step: 1"), "line 7, field ladder[2]: the same stands in line 6"),
    ("ladder.yaml", LADDER.replace("step: 2", "step: two"), "line 7, field ladder[2].step: must be a whole number"),
    ("ladder.yaml", LADDER.replace("asks:", "ask:"), "field questions_at_each_step.opening.ask: this field is not"),
    (
        "ladder.yaml",
        LADDER.replace("user_organisation: 3", "user_organisation: -3"),
        "seats.per_user_organisation: must",
    ),
    ("peers.yaml", PEERS.replace("low: 0.2", "low: 20"), "field recovery_share.low: must be a number from 0 to 1"),
    ("peers.yaml", PEERS.replace("supervised: true", "supervised: perhaps"), "modules[2].supervised: must be true or"),
    (
        "recovery.yaml",
        RECOVERY.replace("competence: professional", "competence: none"),
        "members[3].competence: must be",
    ),
    ("recovery.yaml", RECOVERY.replace("aim: den", "aims: den"), "line 4, field aims: this field is not known"),
    ("notes.md", "# x\n", "notes.md: is neither .csv nor .yaml"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), WRONG, ids=[one[2] for one in WRONG])
def test_a_wrong_file_gets_one_sentence_and_nothing_is_imported(folder, name, text, sentence):
    (folder / name).write_text(text, encoding="utf-8")

    with pytest.raises(Refused) as refused:
        import_files(everything(folder))

    said = str(refused.value)
    assert sentence in said
    assert said.endswith("Nothing was imported.")
    assert "\n" not in said
    assert rows() == [[]] * 6


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"\x00\x01\x02", "this is no text file"),
        (PLACES.encode("utf-16"), "this is no text file"),
        (PLACES.replace("Fjordby", "Bodø").encode("latin-1"), "places.csv, line 2: is not written in UTF-8"),
        (b"x" * (reading.LARGEST + 1), "is 5 MB large, and at most 5 MB can be read"),
    ],
    ids=["binary", "utf-16", "latin-1", "large"],
)
def test_what_is_no_text_of_ours_is_refused(tmp_path, raw, sentence):
    (tmp_path / "places.csv").write_bytes(raw)

    with pytest.raises(Refused, match=sentence):
        import_files([tmp_path / "places.csv"])


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    with (tmp_path / "places.csv").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", None)

    with pytest.raises(Refused, match="is 50 MB large, and at most 5 MB can be read"):
        import_files([tmp_path / "places.csv"])


def test_many_values_are_refused(tmp_path):
    (tmp_path / "a.yaml").write_text(OMBUD + f"results: [{'a,' * nodes.MOST}]\n", encoding="utf-8")

    with pytest.raises(Refused, match=r"line 12: there are more than 50000 values"):
        import_files([tmp_path / "a.yaml"])


def test_what_is_not_there_or_no_file_or_named_twice_is_refused(folder):
    for paths, sentence in (
        ([folder / "missing.csv"], "there is no such file"),
        ([folder], "this is no file"),
        ([folder / "places.csv", folder / "." / "places.csv"], "this file is named twice"),
    ):
        with pytest.raises(Refused, match=sentence):
            import_files(paths)


def test_the_same_place_in_two_files_is_refused(folder):
    (folder / "z.csv").write_text(PLACES, encoding="utf-8")

    with pytest.raises(Refused, match=r"z\.csv, line 2, field code: “NO-9901” is there already, in places\.csv"):
        import_files(everything(folder))


# The command ------------------------------------------------------------------------------------------------------------


def test_the_command_says_what_is_new(folder, capsys):
    import_([str(path) for path in everything(folder)])
    import_([str(folder / "places.csv")])

    assert capsys.readouterr().out.splitlines() == [
        "New places: 2",
        "New organisations: 2",
        "New choices: 4",
        "New parts: 1",
        "New published figures: 3",
        "Nothing new.",
    ]


def test_the_command_leaves_with_one_sentence_and_status_1(folder):
    (folder / "places.csv").write_text(PLACES.replace("75000", "many"), encoding="utf-8")

    with pytest.raises(SystemExit) as left:
        main(["import", str(folder / "places.csv")])

    assert str(left.value.code).startswith("places.csv, line 2, field population:")


# The real files ---------------------------------------------------------------------------------------------------------


@real
def test_the_real_file_comes_in_with_our_own_codes_for_every_choice():
    summary = import_files([SEEDS / "oslo_personal_ombud.yaml"])

    assert summary.new == {"choices": 35, "parts": 12, "published figures": 9}
    assert [code for code, _label in choices(ChoiceList.ASSIGNMENT_TYPE, "nb")] == [
        "nav_meeting", "gp", "economy", "network", "employer", "housing", "responsibility_group", "enforcement",
        "application_complaint", "coordination", "bridge", "other",
    ]  # fmt: skip
    assert [code for code, _label in choices(ChoiceList.THEME, "nb")] == [
        "loneliness", "meaning", "economy", "mental_health", "housing", "work", "belonging", "basic_needs",
    ]  # fmt: skip
    assert [code for code, _label in choices(ChoiceList.HOUSING, "nb")] == [
        "owns", "rents_private", "rents_municipal", "with_family", "homeless", "other",
    ]  # fmt: skip
    assert [code for code, _label in choices(ChoiceList.WAY_IN, "nb")] == [
        "self", "relative", "clinic", "social_services", "legal_aid", "emergency_clinic", "lawyer",
    ]  # fmt: skip
    assert [code for code, _label in choices(ChoiceList.PRIORITY, "nb")] == [
        "children", "no_home", "no_income", "relatives_care",
    ]  # fmt: skip
    assert import_files([SEEDS / "oslo_personal_ombud.yaml"]).is_empty


@real
def test_all_five_real_files_come_in_with_everything_they_say():
    files = sorted(SEEDS.glob("*.yaml"))

    summary = import_files(files)

    assert len(files) == 5
    assert summary.new == {"choices": 35, "parts": 52, "published figures": 36}
    for file in files:
        assert kept(file.name) == said(file)
    assert import_files(files).is_empty


@real
def test_the_real_statements_are_whole_with_kind_theme_and_level():
    import_files([SEEDS / "hamar_dialogue.yaml"])

    statements = Part.unguarded.get(name="statements").value
    kinds = [one["kind"] for one in statements]
    assert {kind: kinds.count(kind) for kind in kinds} == {"works": 6, "challenge": 14, "meaning": 9, "advice": 20}
    lines = [line for line in (SEEDS / "hamar_dialogue.yaml").read_text("utf-8").splitlines() if "- {kind:" in line]
    assert [one["text"] for one in statements] == [line.partition(" text: ")[2].rstrip("}") for line in lines]
    assert {key for one in statements for key in one} == {"kind", "about", "level", "text"}


@real
def test_what_explains_the_real_files_is_not_read():
    assert not readable(SEEDS / "README.md")
    with pytest.raises(Refused, match=r"README\.md: is neither"):
        import_files([SEEDS / "README.md"])


# Anything at all --------------------------------------------------------------------------------------------------------

calm = settings(derandomize=True, deadline=None, max_examples=150)


def refused_or_read(name, raw):
    try:
        read_text(name, reading.decoded(raw, At(name)), Content())
    except Refused as refused:
        return "\n" not in str(refused)
    return True


@given(st.binary(max_size=200), st.sampled_from([*ANY]))
@calm
def test_any_bytes_are_read_or_refused(raw, name):
    assert refused_or_read(name, raw)


@given(st.sampled_from([*ANY]), st.lists(st.tuples(st.integers(0, 700), st.binary(max_size=4)), min_size=1, max_size=4))
@calm
def test_a_right_file_with_anything_written_over_it_is_read_or_refused(name, changes):
    raw = bytearray(ANY[name].encode())
    for at, new in changes:
        raw[at : at + len(new)] = new

    assert refused_or_read(name, bytes(raw))


@given(st.sampled_from([*ANY]), st.text("\"'{}[]:,-&*!|>%@`#?\n\t ~\\0123456789aeNO.|e_", max_size=60))
@calm
def test_a_right_file_with_any_marks_after_it_is_read_or_refused(name, more):
    assert refused_or_read(name, (ANY[name] + more).encode())


def test_reading_looks_at_no_database(folder, django_assert_num_queries):
    with django_assert_num_queries(0):
        content = read(everything(folder))

    assert [len(content.places), len(content.organisations), len(content.place_files)] == [2, 2, 1]
