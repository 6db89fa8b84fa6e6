"""Sorting: å is last in Norwegian and first of three in Swedish."""

import pytest

from viktig.ground.words.order import in_alphabet


@pytest.mark.parametrize(
    ("language", "sorted_words"),
    [
        ("nb", ["Anna", "É", "Zara", "ære", "ørn", "åpen"]),
        ("nn", ["Anna", "zoo", "ærleg", "öl", "ørn", "år"]),
        ("sv", ["Anna", "zoo", "år", "ära", "ærlig", "öga"]),
        ("en", ["Anna", "åpen", "ére", "zoo"]),
    ],
)
def test_words_stand_where_a_reader_of_the_language_looks(language, sorted_words):
    jumbled = sorted(sorted_words)

    found = sorted(jumbled, key=lambda word: in_alphabet(word, language))

    assert [in_alphabet(one, language) for one in found] == [in_alphabet(one, language) for one in sorted_words]
