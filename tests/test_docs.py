"""docs/features.md promises nothing that no test proves."""

import ast
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
FEATURES = ROOT / "docs" / "features.md"
NOT_YET = "not yet"
SECTIONS = {
    **{"A": 20, "B": 20, "C": 14, "D": 12, "E": 12, "F": 12, "G": 20, "H": 22, "I": 16},
    **{"J": 21, "K": 21, "L": 19, "M": 8, "N": 11, "O": 18, "P": 14, "Q": 13},
}


class Row(NamedTuple):
    id: str
    feature: str
    where: str
    proof: str


def rows_of(text: str) -> list[Row]:
    """The rows of the tables, in their order. A line with the wrong number of columns raises TypeError."""
    lines = [line for line in text.splitlines() if re.match(r"\| [A-Z]\d\d ", line)]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines]


def names_in(file: Path) -> set[str]:
    """The names of the tests in a file; those of a class as Class::test_name."""
    names = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        names |= {f"{prefix}{part.name}" for part in inside if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
    return {name for name in names if name.split("::")[-1].startswith("test_")}


def wrong_with(row: Row, root: Path = ROOT) -> str | None:
    """What to do about this row, as a sentence, or None."""
    if (row.where, row.proof) == (NOT_YET, NOT_YET):
        return None
    if NOT_YET in (row.where, row.proof):
        return f"{row.id}: fill in both Where and Proof, or write “{NOT_YET}” in both."
    if not re.match(r"`(/|viktig |make )", row.where):
        return f"{row.id}: Where is an address or a command in backticks, like `/tell/` or `viktig erase`."
    for proof in row.proof.split(","):
        path, _, name = proof.strip().strip("`").partition("::")
        if not path.endswith(".py") or not (root / path).is_file():
            return f"{row.id}: there is no test file “{path}”. Write Proof as `path/from/the/top.py::test_name`."
        if name.split("[")[0] not in names_in(root / path):
            return (
                f"{row.id}: {path} has no test “{name}”. Was it renamed? Correct Proof, or write “{NOT_YET}” in both."
            )
    return None


ROWS = rows_of(FEATURES.read_text(encoding="utf-8"))


def test_features_are_the_273_with_their_own_ids():
    assert [row.id for row in ROWS] == [
        f"{letter}{n:02}" for letter, count in SECTIONS.items() for n in range(1, count + 1)
    ]
    assert sum(SECTIONS.values()) == 273
    assert [row.id for row in ROWS if not row.feature] == []


def test_each_feature_is_proved_by_a_test_that_exists_or_says_not_yet():
    wrong = [sentence for row in ROWS if (sentence := wrong_with(row))]

    assert wrong == [], "\n" + "\n".join(wrong)


def test_features_say_how_many_are_proved():
    proved = f"Proved: {sum(row.proof != NOT_YET for row in ROWS)} of {len(ROWS)}"

    assert Counter(FEATURES.read_text(encoding="utf-8").splitlines())[proved] == 1, (
        f"Write “{proved}” at the top of docs/features.md: so many rows name a test."
    )


@pytest.mark.parametrize(
    ("where", "proof", "says"),
    [
        ("not yet", "not yet", None),
        ("`/tell/`", "not yet", "fill in both"),
        ("not yet", "`tests/test_docs.py::test_a`", "fill in both"),
        ("soon", "`tests/test_docs.py::test_features_say_how_many_are_proved`", "Where is an address"),
        ("`/tell/`", "`tests/test_docs.py::test_features_say_how_many_are_proved`", None),
        ("`viktig erase`", "`tests/test_docs.py::test_row_that_promises_too_much_is_named[a]`", None),
        ("`/tell/`", "`tests/test_docs.py::wrong_with`", "has no test"),
        ("`/tell/`", "`tests/test_docs.py`", "has no test"),
        ("`/tell/`", "`tests/test_gone.py::test_a`", "no test file"),
        ("`/tell/`", "`tests/test_docs.py::test_features_say_how_many_are_proved`, `docs::x`", "no test file"),
    ],
)
def test_row_that_promises_too_much_is_named(where, proof, says):
    found = wrong_with(Row("A01", "Something a person can do", where, proof))

    assert (found is None) if says is None else (found is not None and found.startswith("A01: ") and says in found)
