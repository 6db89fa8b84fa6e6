"""A receipt is written on paper, said on the telephone and typed on a borrowed keyboard: it must still be the same."""

import hashlib
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viktig.ground.words import receipt
from viktig.ground.words.receipt import LANGUAGES, Problem, Unknown, mint, normalised, problem, words_of

LETTERS = {"nb": "a-zæøå", "nn": "a-zæøå", "sv": "a-zåäö", "en": "a-z"}
FROZEN = {  # a list is never changed in place: docs/receipt-words.md says how a new one is made
    "nb": "7d92e862bbaa06921afdaab84ddfd92cd721cd312b4e141fb397ce28351f4dec",
    "nn": "11e937e9ec85ca3bc8d25316b03adda64d80cda1282064e0edeef9e7112b5c69",
    "sv": "5ef3a4d1e8f8698f9b054bac7c8536d221d2e1c176fb24cab6a1e3c5b87a63d2",
    "en": "86f8b5eb9f5a91b71ed98b56248dbabf600ed86fd5e6550cf6ae5c76586d6723",
}
WITHOUT_OUR_KEYS = (
    {"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "a"},
    {"å": "aa", "ä": "ae", "ö": "oe", "ø": "oe", "æ": "ae"},
    {"æ": "ä", "ø": "ö", "ä": "æ", "ö": "ø"},
)

receipts = st.sampled_from(LANGUAGES).flatmap(
    lambda language: st.lists(st.sampled_from(words_of(language)), min_size=8, max_size=8)
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_2048_sorted_words_of_its_language(language):
    words = words_of(language)

    assert len(words) == 2048
    assert list(words) == sorted(words)
    assert [word for word in words if not re.fullmatch(f"[{LETTERS[language]}]{{3,7}}", word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_four_letters_are_enough_to_tell_two_words_apart(language):
    assert len({normalised(word)[:4] for word in words_of(language)}) == 2048


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_the_one_published(language):
    file = Path(receipt.__file__).parent / f"{language}.txt"

    assert hashlib.sha256(file.read_bytes()).hexdigest() == FROZEN[language], (
        f"{file.name} has changed. A published list stays as it is: read docs/receipt-words.md, then make a new version."
    )


@pytest.mark.parametrize(
    ("language", "minted_from"),
    [("nb", "nb"), ("nn", "nn"), ("sv-se", "sv"), ("en-GB", "en"), ("no", "nb"), ("se", "nb")],
)
def test_minted_receipt_is_eight_words_of_the_list(language, minted_from):
    words = mint(language).split(" ")

    assert len(words) == 8
    assert set(words) <= set(words_of(minted_from))
    assert problem(" ".join(words), language) is None


def test_two_receipts_differ():
    assert mint("nb") != mint("nb")


@given(
    words=receipts, between=st.sampled_from([" ", "  ", "\n", "\t", "-", " - ", ", ", ". ", ".", " / ", "\u00a0", "; "])
)
def test_receipt_is_the_same_whatever_stands_between_the_words(words, between):
    assert normalised(between.join(["", *words, ""])) == normalised(" ".join(words))


@given(words=receipts)
def test_receipt_is_the_same_in_large_letters_numbered_and_decomposed(words):
    as_given = normalised(" ".join(words))

    assert normalised(" ".join(words).upper()) == as_given
    assert normalised(" ".join(words).title()) == as_given
    assert normalised(" ".join(f"{place}. {word}" for place, word in enumerate(words, start=1))) == as_given
    assert normalised(unicodedata.normalize("NFD", " ".join(words))) == as_given
    assert normalised(as_given) == as_given


@given(words=receipts, keys=st.sampled_from(WITHOUT_OUR_KEYS))
def test_receipt_is_the_same_without_a_nordic_keyboard(words, keys):
    typed = " ".join(words).translate(str.maketrans(keys))

    assert normalised(typed) == normalised(" ".join(words))
    assert problem(typed, "en") is None


@given(st.text())
def test_normal_form_is_its_own_normal_form(text):
    assert normalised(normalised(text)) == normalised(text)


@given(one=receipts, two=receipts)
def test_different_words_stay_different(one, two):
    assert (normalised(" ".join(one)) == normalised(" ".join(two))) is (
        [normalised(word) for word in one] == [normalised(word) for word in two]
    )


@pytest.mark.parametrize(
    ("language", "typed", "nearest"),
    [
        ("nb", "ekron", "ekorn"),  # two letters changed places
        ("nb", "blåber", "blåbær"),
        ("sv", "apelsn", "apelsin"),
        ("sv", "solstol", "sol stol"),  # two words grown together
        ("en", "appel", "apple"),
    ],
)
def test_unknown_word_is_named_with_the_nearest_of_ours(language, typed, nearest):
    words = [*words_of(language)[:2], typed, *words_of(language)[3:8]]

    found = problem(" ".join(words), language)

    assert found is not None
    assert [(wrong.place, wrong.typed, wrong.nearest[:1]) for wrong in found.unknown] == [(3, typed, (nearest,))]


def test_nonsense_gets_no_suggestion_and_a_missing_word_is_counted():
    assert problem("zzzzzz", "nb") == Problem(how_many=1, unknown=(Unknown(1, "zzzzzz", ()),))
    assert problem("", "sv") == Problem(how_many=0, unknown=())


def test_words_of_another_language_are_known():
    assert problem(mint("sv"), "nb") is None
    assert problem(f"{mint('nn')} {words_of('nn')[0]}", "en") == Problem(how_many=9, unknown=())


def test_help_is_quick_even_for_a_whole_page_of_nonsense():
    found = problem("qwertyuiopasdfghjkl " * 20_000, "nb")

    assert found is not None
    assert (found.how_many, len(found.unknown)) == (20_000, 8)
