"""A letter as somebody would photograph it: drawn, with words of our own, so that nobody's paper is shown."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

DESK, SHEET, INK, STAMP = "#8a6f56", "#fbfaf6", "#26303a", "#1e4d4a"


def drawn_paper(lines: Sequence[str]) -> bytes:
    """Return a picture of a sheet on a desk.

    lines: the first is the heading, the last is stamped on; of the letters a to z, since the font knows no others.
    """
    sheet = Image.new("RGB", (840, 1080), SHEET)
    draw = ImageDraw.Draw(sheet)
    heading, *text, stamp = lines
    draw.text((70, 80), heading, INK, ImageFont.load_default(48))
    for number, line in enumerate(text):
        draw.text((70, 230 + 70 * number), line, INK, ImageFont.load_default(34))
    draw.rounded_rectangle((70, 800, 770, 920), 16, outline=STAMP, width=6)
    draw.text((110, 835), stamp, STAMP, ImageFont.load_default(40))
    desk = Image.new("RGB", (1200, 1400), DESK)
    turned = sheet.convert("RGBA").rotate(3, Image.Resampling.BICUBIC, expand=True)
    desk.paste(turned, (150, 120), turned)
    written = BytesIO()
    desk.save(written, "JPEG", quality=90)
    return written.getvalue()
