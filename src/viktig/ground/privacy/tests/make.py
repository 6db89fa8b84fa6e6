"""Pictures as telephones, scanners and ill-wishers make them."""

from io import BytesIO
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

PLACE = b"59 degrees north, 10 degrees east"
ORIENTATION, GPS, MAKE, NOTE = 0x0112, 0x8825, 0x010F, 0x9286


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return an image as a file of this kind."""
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def make_photo(*, size: tuple[int, int] = (640, 480), orientation: int = 1, **options: Any) -> bytes:
    """Make a photo as a telephone does: four corners of different colours, and it says where it was taken, and with what."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE], exif[NOTE] = orientation, "Telephone of Ane", PLACE.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (IFDRational(59), IFDRational(54), IFDRational(0)), 29: "2026:11:22"})
    return encoded(four_corners(size), exif=exif, comment=PLACE, xmp=b"<x>" + PLACE + b"</x>", **options)


def make_scan(**options: Any) -> bytes:
    """Make a PNG as a scanner does, with texts in it."""
    texts = PngInfo()
    texts.add_text("Author", "Ane")
    texts.add_itxt("Comment", PLACE.decode(), zip=True)
    return encoded(four_corners((640, 480)), "PNG", pnginfo=texts, dpi=(300, 300), **options)


def make_bomb(width: int = 20_000, height: int = 10_000, kind: str = "PNG") -> bytes:
    """Make a file that is small, and huge when it is opened."""
    return encoded(Image.new("1", (width, height)), kind)


def four_corners(size: tuple[int, int]) -> Image.Image:
    """Return a picture whose corners are red, green (to the right), blue (below) and black."""
    width, height = size
    image = Image.new("RGB", size, "black")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("lime", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image
