"""Pictures that people bring along: looked at, and made anew from their points alone (design.md 5).

What comes out shows what the picture showed, and says nothing else: not where it was taken, nor when, nor by which
telephone. All of it happens in memory.
"""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image

from viktig.ground.rules import RuleBroken

MOST_BYTES = 10 * 2**20
MOST_POINTS, MOST_POINTS_WEBP = 50_000_000, 20_000_000  # WebP needs four times the memory while it is opened
LONGEST_SIDE, LONGEST_SIDE_SMALL = 2400, 240
QUALITY, QUALITY_SMALL = 85, 70
CONTENT_TYPE = "image/jpeg"
ACCEPTED = ("image/jpeg", "image/png", "image/webp")

# A progressive JPEG may hold the whole picture thousands of times over, each time in a few bytes.
MOST_SCANS, SCAN = 100, b"\xff\xda"
# EXIF 2.32, 4.6.4: how a telephone was held. The other way is how to turn the picture back.
TURNED_BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_one_at_a_time = Lock()  # a picture of 50 million points needs 200 MB while it is open


class TooLarge(RuleBroken):
    """The file weighs more than we take."""


class TooManyPoints(RuleBroken):
    """The picture is small as a file and huge when it is opened."""


class NotAPicture(RuleBroken):
    """The file is of no kind that we take, whatever its name says."""


class Damaged(RuleBroken):
    """It begins like a picture, and cannot be opened."""


@dataclass(frozen=True)
class Picture:
    """A picture made anew, as JPEG. small: the same, for a list."""

    large: bytes
    small: bytes


def made_anew(upload: bytes) -> Picture:
    """Return a picture turned the right way up, at most 2400 points a side, with nothing in it but what it shows.

    upload: a JPEG, PNG or WebP, told by its own bytes. Raises TooLarge, NotAPicture, TooManyPoints, Damaged.
    """
    if len(upload) > MOST_BYTES:
        raise too_large()
    if not _looks_like_a_picture(upload):
        raise NotAPicture(
            _("This is not a picture that we can show. Choose a photo, or a picture in JPEG, PNG or WebP.")
        )
    with _one_at_a_time:
        large = _on_white_paper(upload)
        small = large.copy()
        small.thumbnail((LONGEST_SIDE_SMALL, LONGEST_SIDE_SMALL))
        return Picture(_as_jpeg(large, QUALITY), _as_jpeg(small, QUALITY_SMALL))


def too_large() -> TooLarge:
    """Return what is said of a file that is too large, also where only its size is known."""
    return TooLarge(_("This picture is larger than 10 MB. Take it again with a smaller size, or choose another one."))


def _looks_like_a_picture(upload: bytes) -> bool:
    return upload.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        upload.startswith(b"RIFF") and upload[8:12] == b"WEBP"
    )


def _on_white_paper(upload: bytes) -> Image.Image:
    """Return the points of a picture on a white ground of ours, which carries nothing else."""
    try:
        with Image.open(BytesIO(upload), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > (MOST_POINTS_WEBP if image.format == "WEBP" else MOST_POINTS):
                raise _too_many_points()
            if image.info.get("progressive") and upload.count(SCAN) > MOST_SCANS:
                raise _damaged()
            orientation = _orientation(image)
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is opened at a half or a quarter
            points = _in_known_colours(image)
            points.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except Image.DecompressionBombError:
        raise _too_many_points() from None
    except RuleBroken:
        raise
    except Exception as error:  # a file made to harm can fail anywhere in the library that opens it
        raise _damaged() from error
    paper = Image.new("RGB", points.size, "white")
    paper.paste(points, mask=points if points.mode == "RGBA" else None)
    return paper.transpose(TURNED_BACK[orientation]) if orientation in TURNED_BACK else paper


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # what cannot be read says nothing, and the picture may still be whole
        return 1


def _in_known_colours(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # a scanner's 16 bits of grey
        return image.convert("I").point(lambda grey: grey * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _as_jpeg(image: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()


def _too_many_points() -> TooManyPoints:
    return TooManyPoints(_("This picture is too large to open. Take it again the way your telephone usually does."))


def _damaged() -> Damaged:
    return Damaged(_("This picture is damaged and cannot be opened. Take it again, or choose another one."))
