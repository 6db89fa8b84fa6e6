"""What our documents name is there: files, commands, settings and tests."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from viktig.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
OURS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")]
    if "designsystemet" not in path.parts
)
TEXT = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in OURS}
TELL_COMMANDS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/operate.md"]
NAME_TESTS = ["CONTRIBUTING.md", "SECURITY.md"]  # docs/features.md: test_docs.py
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
TEST = re.compile(r"`(?:([\w/]+/test_\w+\.py)?::)?(test_\w+)`")  # `::test_name`: one more of the same file
LONGEST = 40  # lines of a decision: one short page
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp|mnt)/")


@pytest.mark.parametrize("name", TEXT)
def test_every_link_leads_to_a_file(name):
    folder = (ROOT / name).parent

    assert [link for link in LINK.findall(TEXT[name]) if not (folder / link).exists()] == []


@pytest.mark.parametrize("name", TELL_COMMANDS)
def test_every_command_they_tell_exists(name):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    code = "\n".join(re.findall(r"^ {4}.*$|`[^`\n]+`", TEXT[name], re.MULTILINE))

    assert set(re.findall(r"(?<![\w-])make ([a-z]+)", code)) <= set(targets)
    assert set(re.findall(r"(?<![/\w])(?:\.venv/bin/)?viktig ([a-z]+)", code)) <= set(COMMANDS)


def test_every_setting_is_explained_to_operators():
    settings = (ROOT / "src/viktig/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:VIKTIG|DATABASE|DEMO)_[A-Z_]+|PORT)"', settings)) - {"VIKTIG_SECURE"}
    explained = set(re.findall(r"^\|.*$", TEXT["docs/operate.md"], re.MULTILINE))

    missing = sorted(name for name in read if not any(f"`{name}`" in line for line in explained))
    assert missing == [], "Add a row to the table of settings in docs/operate.md."


@pytest.mark.parametrize("name", NAME_TESTS)
def test_every_test_they_name_exists(name):
    wrong, file = [], ""
    for path, test in TEST.findall(TEXT[name]):
        file = path or file
        there = (ROOT / file).read_text(encoding="utf-8") if file and (ROOT / file).is_file() else ""
        if f"def {test}(" not in there:
            wrong.append(f"{file}::{test}")

    assert wrong == [], "Was it renamed? Correct the document."


def test_no_document_shows_a_machine():
    assert [name for name in TEXT if MACHINE.search(TEXT[name])] == []


def test_what_catalogues_read_says_what_is_so():
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))

    assert told["legal"]["license"] in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert told["localisation"]["availableLanguages"] == settings.LANGUAGES_WHOLE
    for words in told["description"].values():
        assert len(words["shortDescription"]) <= 150 <= len(words["longDescription"]) <= 10_000
        assert max(map(len, words["features"])) <= 100


def test_decisions_are_short_and_listed():
    pages = sorted(path for path in (ROOT / "docs/decisions").glob("*.md") if path.name != "README.md")
    long = [path.name for path in pages if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST]

    assert long == []
    assert [path.name for path in pages if f"]({path.name})" not in TEXT["docs/decisions/README.md"]] == []
