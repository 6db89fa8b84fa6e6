"""LIX, counted by hand, and against the field's own texts where they lie beside the checkout."""

import json
from pathlib import Path

import pytest

from viktig.ground.words.lix import Reading, lix, reading

CASES = Path(__file__).resolve().parents[6] / "shared/data/plain_language/lix_cases.json"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Du bestemmer. Ombudet går ved siden av deg.", Reading(words=8, sentences=2, long_words=2)),
        ("Kl. 12 åpner kafeen, f.eks. i dag. Kom som du er.", Reading(words=11, sentences=2, long_words=0)),
        ("Den 3. mai er møtet. Klokka 10.30 i dag.", Reading(words=9, sentences=2, long_words=0)),
        ("Mötet är kl. 10:30, t.ex. Välkommen", Reading(words=6, sentences=2, long_words=1)),
        ("Min side\nHer er alt du har skrevet.", Reading(words=8, sentences=2, long_words=1)),
        ("Bruker-spør-bruker er bra.", Reading(words=3, sentences=1, long_words=1)),
        ("Er det bra? Ja … «Det er det.»", Reading(words=7, sentences=3, long_words=0)),
        ("1234567 kr", Reading(words=2, sentences=1, long_words=0)),
        ("", Reading(words=0, sentences=0, long_words=0)),
    ],
)
def test_words_sentences_and_long_words_are_counted_as_people_would(text, counts):
    assert reading(text) == counts


def test_the_worked_example_of_the_index_comes_out():
    assert round(Reading(words=3784, sentences=580, long_words=1018).lix) == 33


def test_a_text_without_words_is_not_hard():
    assert lix(" \n–") == 0


def test_the_field_s_own_texts_come_out_as_counted_elsewhere():
    cases = json.loads(CASES.read_text(encoding="utf-8")) if CASES.exists() else []

    assert [round(lix(case["text"]), 3) for case in cases] == [round(case["lix"], 3) for case in cases]
