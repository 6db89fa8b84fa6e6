"""Which letters a font can draw, read from the font itself."""

import struct
from pathlib import Path

MANY = 12  # the form of table that holds letters of every plane


def letters_of(font: Path) -> frozenset[int]:
    """Return the code points a TrueType font has a drawing for. Raises LookupError for a font without the large table.

    Source: OpenType 1.9, `cmap`, subtable format 12: groups of (first, last, first drawing).
    """
    content = font.read_bytes()
    start = _table(content, b"cmap")
    (number,) = struct.unpack_from(">H", content, start + 2)
    for one in range(number):
        (offset,) = struct.unpack_from(">I", content, start + 4 + 8 * one + 4)
        if struct.unpack_from(">H", content, start + offset) == (MANY,):
            return _groups(content, start + offset)
    raise LookupError(f"{font.name} has no table of all letters")


def _table(content: bytes, name: bytes) -> int:
    (number,) = struct.unpack_from(">H", content, 4)
    for one in range(number):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", content, 12 + 16 * one)
        if tag == name:
            return int(offset)
    raise LookupError(name.decode())


def _groups(content: bytes, start: int) -> frozenset[int]:
    (number,) = struct.unpack_from(">I", content, start + 12)
    found: set[int] = set()
    for one in range(number):
        first, last, _drawing = struct.unpack_from(">III", content, start + 16 + 12 * one)
        found.update(range(first, last + 1))
    return frozenset(found)
