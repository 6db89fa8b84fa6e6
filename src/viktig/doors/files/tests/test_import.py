"""Importing: everything in a right file comes in once; of a wrong one nothing does, and one sentence says why."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viktig.cli import main
from viktig.doors.files import nodes, reading
from viktig.doors.files.actions import Content, import_files, read, read_text, readable
from viktig.doors.files.command import import_
from viktig.doors.files.problems import At
from viktig.ground.commands import Refused
from viktig.ground.people.models import Organisation, Place
from viktig.person.ombud.choices import choices
from viktig.person.ombud.models import Choice, ChoiceList
from viktig.system.figures.models import PublishedFigure

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
FILES = {"places.csv": PLACES, "organisations.csv": ORGANISATIONS, "ombud.yaml": OMBUD}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def everything(folder):
    return sorted(folder.iterdir())


def rows():
    return [list(model.unguarded.order_by("pk").values()) for model in (Place, Organisation, Choice, PublishedFigure)]


# Right files ------------------------------------------------------------------------------------------------------------


def test_everything_in_the_files_comes_in(folder):
    summary = import_files(everything(folder))

    assert summary.new == {"places": 2, "organisations": 2, "choices": 4, "published figures": 3}
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
    (folder / "organisations.csv").write_text(ORGANISATIONS.replace(",21,", ",14,"), encoding="utf-8")
    (folder / "ombud.yaml").write_text(OMBUD.replace("hos fastlege", "bli med til fastlege"), encoding="utf-8")

    summary = import_files(everything(folder))

    assert (summary.new, summary.changed) == ({}, {"places": 1, "organisations": 1, "choices": 1})
    assert Place.unguarded.get(code="NO-9901").population == 76_000


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


# Wrong files ------------------------------------------------------------------------------------------------------------

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
    assert rows() == [[], [], [], []]


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

    assert summary.new == {"choices": 35, "published figures": 9}
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
def test_the_other_real_files_cannot_be_read_yet():
    others = [path for path in SEEDS.iterdir() if path.name != "oslo_personal_ombud.yaml"]

    assert readable(SEEDS / "oslo_personal_ombud.yaml")
    for path in others:
        assert not readable(path)
        with pytest.raises(Refused, match=r"cannot be read"):
            import_files([path])
    assert len(others) == 5


# Anything at all --------------------------------------------------------------------------------------------------------

calm = settings(derandomize=True, deadline=None, max_examples=150)


def refused_or_read(name, raw):
    try:
        read_text(name, reading.decoded(raw, At(name)), Content())
    except Refused as refused:
        return "\n" not in str(refused)
    return True


@given(st.binary(max_size=200), st.sampled_from([*FILES]))
@calm
def test_any_bytes_are_read_or_refused(raw, name):
    assert refused_or_read(name, raw)


@given(
    st.sampled_from([*FILES]), st.lists(st.tuples(st.integers(0, 700), st.binary(max_size=4)), min_size=1, max_size=4)
)
@calm
def test_a_right_file_with_anything_written_over_it_is_read_or_refused(name, changes):
    raw = bytearray(FILES[name].encode())
    for at, new in changes:
        raw[at : at + len(new)] = new

    assert refused_or_read(name, bytes(raw))


@given(st.sampled_from([*FILES]), st.text("\"'{}[]:,-&*!|>%@`#?\n\t ~\\0123456789aeNO.|e_", max_size=60))
@calm
def test_a_right_file_with_any_marks_after_it_is_read_or_refused(name, more):
    assert refused_or_read(name, (FILES[name] + more).encode())


def test_reading_looks_at_no_database(folder, django_assert_num_queries):
    with django_assert_num_queries(0):
        content = read(everything(folder))

    assert [len(content.places), len(content.organisations), len(content.place_files)] == [2, 2, 1]
