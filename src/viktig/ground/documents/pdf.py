"""From a template and values to a paper: a tagged PDF that a screen reader can read (PDF/UA-1).

Words go in as values, never as part of the template: nobody's text becomes a command. Nothing touches a disk or a network.
"""

import base64
import io
import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse
from PIL import Image

from viktig.ground.documents.coverage import letters_of

FONTS = Path(__file__).parent / "fonts"
REGIONS = {"nb": "NO", "nn": "NO", "sv": "SE"}
NOT_DRAWN = "\N{WHITE SQUARE}"  # stands where the font has no drawing for a letter
LONG = re.compile(r"\S{40}")  # a word longer than a line may be broken after so many letters
MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def paper(template: str, values: Mapping[str, Any], *, title: str, language: str) -> bytes:
    """Return a PDF/UA-1 document: tagged, with its language and title, and nothing about whoever made it, where or when.

    template: its path from `viktig/`, as in `person/mine/templates/everything.typ`. values: text, numbers, lists and
    mappings of them, and pictures from `picture`. Letters that the font lacks become an empty square.
    """
    short = language.split("-")[0]
    given = {"title": title, "language": short, "region": REGIONS.get(short), **values}
    made = typst.compile(
        str(settings.BASE_DIR / template),
        root=str(settings.BASE_DIR),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"values": json.dumps(_drawn(given))},
        package_path=str(FONTS),  # there are none: a template that asks for one fails, and fetches nothing
        package_cache_path=str(FONTS),
    )
    assert isinstance(made, bytes)
    return made


def picture(content: bytes, *, says: str) -> dict[str, str]:
    """Return a picture (JPEG) as a value for a template. says: what it shows, for those who do not see it."""
    width, height = Image.open(io.BytesIO(content)).size
    inside = f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"
    size = f'width="{width}" height="{height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>'
    return {"says": says, "svg": f'{svg}<image {size} href="{inside}"/></svg>'}


def as_download(content: bytes, name: str) -> HttpResponse:
    """Return a paper as a file to keep or to print. name: as in `viktig.pdf`."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def drawn(text: str) -> str:
    """Return a text with only letters that can be drawn, and with places to break words longer than a line."""
    known = _known()
    letters = (
        one if ord(one) in known or one == "\n" else _instead(one)
        for one in unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    )
    return LONG.sub(lambda found: found.group() + MAY_BREAK, "".join(letters))


def _drawn(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: inner if name == "svg" else _drawn(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_drawn(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | float) else drawn(str(value))


def _instead(letter: str) -> str:
    """Return what stands for a letter without a drawing: a space for spaces, nothing for what is never seen."""
    kind = unicodedata.category(letter)
    if kind == "Zs" or letter == "\t":
        return " "
    return "" if kind in {"Cc", "Cf", "Mn", "Me"} else NOT_DRAWN


@cache
def _known() -> frozenset[int]:
    """The letters that both of our fonts draw, without those that are commands to a printer."""
    both = frozenset.intersection(*(letters_of(font) for font in sorted(FONTS.glob("*.ttf"))))
    return frozenset(one for one in both if unicodedata.category(chr(one)) not in {"Cc", "Cs", "Co", "Cn"})


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
