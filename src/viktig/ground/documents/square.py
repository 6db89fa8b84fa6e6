"""The square that a telephone reads, as the path of an SVG: drawn here, asked of nobody."""

from dataclasses import dataclass

import qrcode

WHITE = '<path fill="#fff" d="M0 0h999v999H0z"/>'  # the box cuts it off


def svg_of(address: str) -> str:
    """Return the QR code of an address as an SVG, on white, so that it can be read in the dark too."""
    square = square_of(address)
    box = f'viewBox="0 0 {square.size} {square.size}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{WHITE}<path d="{square.path}"/></svg>'


@dataclass(frozen=True)
class Square:
    """size: modules along a side, with the quiet edge; path: of the dark ones, one unit each."""

    size: int
    path: str


def square_of(address: str) -> Square:
    """Return the QR code of an address."""
    code = qrcode.QRCode(border=4)
    code.add_data(address)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Square(len(rows), path)
