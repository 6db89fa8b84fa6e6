"""Which texts are alike, and which words say so: in bokmål, nynorsk and Swedish, and across them."""

import random
import time

import pytest

from viktig.system.barriers.likeness import Likeness, Shared, Text

PAPERS = Text("Jeg leverte papirene mine to ganger. Begge gangene ble de borte.", "nb")
PAPERS_SV = Text("Jag lämnade in samma papper tre gånger.", "sv")
PAPERS_NN = Text("Eg leverte papira på kontoret, men dei forsvann.", "nn")
WAITED = Text("Hvor lenge er det vanlig å vente på svar når man har søkt om bolig?", "nb")
WAITED_SV = Text("Jag har väntat ett halvår på besked om bostad.", "sv")
KIND = Text("Hun i luka tok seg tid.", "nb")
ALL = [PAPERS, PAPERS_SV, PAPERS_NN, WAITED, WAITED_SV, KIND]


@pytest.mark.parametrize(("text", "likest"), [(PAPERS, {1, 2}), (PAPERS_NN, {0, 1}), (WAITED, {4}), (KIND, set())])
def test_texts_that_say_the_same_are_found_across_the_languages(text, likest):
    assert {alike.place for alike in Likeness(ALL).to(ALL.index(text))} == likest


def test_it_says_which_words_make_two_texts_alike():
    [alike] = Likeness([WAITED, WAITED_SV]).to(0)

    assert {Shared("vente", "väntat"), Shared("bolig", "bostad"), Shared("svar", "besked")} == set(alike.shared)


def test_a_compound_is_like_its_parts():
    [alike] = Likeness([Text("Husleiekontrakten kom aldri.", "nb"), Text("Jeg fikk ingen kontrakt.", "nb")]).to(0)

    assert alike.shared == (Shared("Husleiekontrakten", "kontrakt"),)


def test_common_words_alone_make_nothing_alike():
    assert (
        Likeness([Text("Det var ikke slik jeg ville ha det.", "nb"), Text("Jeg ville ikke ha det.", "nb")]).to(0) == []
    )


def test_the_likest_pairs_come_first_and_each_text_once():
    pairs = [(here, alike.place) for here, alike in Likeness(ALL).pairs()]

    assert pairs == [(1, 2), (3, 4)]


@pytest.mark.parametrize("texts", [[], [Text("", "nb")], [Text("...", "nb"), Text("Ord", "sv")]])
def test_nothing_to_compare_is_no_error(texts):
    assert Likeness(texts).pairs() == []
    assert Likeness(texts).to_any([]) == []


def test_two_hundred_texts_take_little_time():
    chance = random.Random(1)  # noqa: S311 (invented texts)
    words = " ".join(text.words for text in ALL).split() + [f"ord{number}stamme" for number in range(2000)]
    texts = [Text(" ".join(chance.choices(words, k=70)), chance.choice(["nb", "sv"])) for _ in range(200)]
    Likeness(ALL)
    times = []
    for _ in range(5):
        start = time.process_time()
        Likeness(texts).to(3)
        times.append(time.process_time() - start)

    assert min(times) < 0.06  # 25 ms on a quiet machine (docs/performance.md)
