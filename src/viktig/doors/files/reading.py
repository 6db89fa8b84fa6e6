"""From a file on a disk to text: what is no file of ours stops here, before much of it is read."""

import codecs
from pathlib import Path

from viktig.doors.files.problems import At

LARGEST = 5 * 1024 * 1024


def text_of(path: Path) -> str:
    """Return the text of a file. Raises Refused if it is none, larger than 5 MB, or not UTF-8."""
    at = At(path.name)
    if not path.exists():
        at.refuse("there is no such file.")
    if not path.is_file():
        at.refuse("this is no file.")
    size = path.stat().st_size
    if size > LARGEST:
        at.refuse(f"is {size / 1024 / 1024:.0f} MB large, and at most 5 MB can be read.")
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        at.refuse("is larger than 5 MB, which is the most that can be read.")
    return decoded(raw, at)


def decoded(raw: bytes, at: At) -> str:
    """Return bytes as text; a byte order mark is left out. Raises Refused."""
    if b"\0" in raw:
        at.refuse("this is no text file.")
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        At(at.file, line).refuse("is not written in UTF-8: save the file as UTF-8.")
    if not text.strip():
        at.refuse("is empty.")
    return text
