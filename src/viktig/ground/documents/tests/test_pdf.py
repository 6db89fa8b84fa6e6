"""Papers: readable by everybody, with nobody's words taken for commands, and nothing about who made them."""

import io
import unicodedata

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from viktig.ground.documents.coverage import letters_of
from viktig.ground.documents.pdf import FONTS, drawn, paper, picture
from viktig.ground.privacy.tests.make import make_photo

PLAIN = "person/mine/templates/everything.typ"


def values_with(words, picture=None):
    line = {"name": "Words", "value": words, "more": [], "picture": picture}
    return {"lead": "Lead", "nothing": "Nothing.", "sections": [{"title": "What matters", "things": [[line]]}]}


def make_paper(words="A quiet flat", *, language="nb", picture=None):
    return paper(PLAIN, values_with(words, picture), title="Everything about me", language=language)


def read(made):
    return PdfReader(io.BytesIO(made))


def text_of(made):
    return unicodedata.normalize("NFKC", "\n".join(page.extract_text() for page in read(made).pages))


def tags_of(made):
    """Return the kinds of all parts in the tree that a screen reader follows, and the texts that stand for pictures."""
    kinds, says, waiting = [], [], [read(made).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        part = waiting.pop(0)
        part = part.get_object() if isinstance(part, IndirectObject) else part
        if isinstance(part, list):
            waiting = list(part) + waiting
        elif hasattr(part, "get"):
            kinds += [part["/S"]] if "/S" in part else []
            says += [part["/Alt"]] if "/Alt" in part else []
            waiting = [part["/K"], *waiting] if "/K" in part else waiting
    return kinds, says


@pytest.mark.parametrize(("language", "said"), [("nb", "nb-NO"), ("sv", "sv-SE")])
def test_a_paper_says_its_language_its_title_and_its_parts(language, said):
    made = make_paper(language=language)
    root = read(made).trailer["/Root"]
    kinds, _says = tags_of(made)

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        said,
        True,
        True,
    )
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert {"/Document", "/H1", "/P", "/L", "/LI", "/Lbl", "/LBody"} <= set(kinds)


def test_a_paper_says_nothing_about_who_made_it_where_and_when():
    made = make_paper()

    assert sorted(read(made).metadata) == ["/Creator", "/Title"]
    assert read(made).metadata["/Creator"].startswith("Typst")
    assert make_paper() == made
    assert str(FONTS).encode() not in made


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/hostname")', "$x^2$", "*bold* _not_", "@somebody <label>", "a // comment /* here */",
        "back\\slash \\u{41}", "= Heading", "- list", "`code`", "[bracket] ]", "{brace} }", "#",
        "\"quote\" 'single'", "~ -- --- ...", "%percent %(name)s",
    ],
)  # fmt: skip
def test_nobodys_words_are_commands(words):
    assert words in text_of(make_paper(words))


def test_letters_of_our_languages_stand_as_they_were_written():
    letters = "ÆØÅæøåÄÖäö ÁČĐŊŠŦŽáčđŋšŧž Ññ Łł Ωω Жж"

    assert letters in text_of(make_paper(letters))


def test_what_the_font_lacks_becomes_a_square_and_never_a_failure():
    assert drawn("a\U0001f9d8b") == "a\N{WHITE SQUARE}b"
    assert drawn("x\x00\x07y\tz\ufffe") == "xy z\N{WHITE SQUARE}"
    assert "\N{WHITE SQUARE}" in text_of(make_paper("Family: \U0001f468\u200d\U0001f469\u200d\U0001f467 漢字"))


def test_words_from_right_to_left_are_drawn():
    assert "שלום" in text_of(make_paper("שלום עולם\nhallo"))


def test_a_very_long_word_is_broken_and_kept_whole():
    text = text_of(make_paper("å" * 3000))

    assert text.count("å") == 3000


def test_very_much_text_becomes_many_pages():
    words = "Dette er ord som noen har skrevet.\n" * 6000
    pages = read(make_paper(words)).pages

    assert len(words.encode()) > 200_000
    assert len(pages) > 50


def test_no_text_at_all_is_a_paper_too():
    assert "What matters" in text_of(make_paper(""))


def test_a_picture_says_what_it_shows():
    content = make_photo(size=(300, 200))
    made = make_paper("", picture=picture(content, says="A letter from the office"))

    assert tags_of(made)[1] == ["A letter from the office"]


def test_each_letter_that_is_said_to_be_drawn_is_drawn():
    regular = letters_of(FONTS / "DejaVuSans.ttf")

    assert {ord(one) for one in "aæøåšŋ€–’"} <= regular
    assert 0x6F22 not in regular
