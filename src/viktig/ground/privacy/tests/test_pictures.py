"""A picture comes out as what it shows, and says nothing else; what is no picture is told so in a sentence."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from viktig.ground.privacy import pictures
from viktig.ground.privacy.pictures import Damaged, NotAPicture, TooLarge, TooManyPoints, made_anew
from viktig.ground.privacy.tests.make import PLACE, encoded, four_corners, make_bomb, make_photo, make_scan
from viktig.ground.rules import RuleBroken

# ITU T.81: the parts that a JPEG needs to be shown. Everything else that a file can say has another marker.
NEEDED = {0xC0: "frame", 0xC4: "Huffman tables", 0xDB: "quantization tables", 0xDA: "scan", 0xE0: "JFIF"}


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content), formats=("JPEG",))
    image.load()
    return image


def parts_of(jpeg: bytes) -> list[tuple[int, bytes]]:
    """Return marker and content of each part of a JPEG up to its points, and what follows after its end."""
    found, at = [], 2
    while jpeg[at] == 0xFF:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.append((marker, jpeg[at + 4 : at + 2 + length]))
        at += 2 + length
        if marker == 0xDA:
            break
    return [*found, (0xD9, jpeg[jpeg.index(b"\xff\xd9", at) + 2 :])]


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def with_alpha() -> Image.Image:
    image = Image.new("RGBA", (40, 30), (200, 0, 0, 0))
    image.putpixel((20, 15), (200, 0, 0, 255))
    return image


@pytest.mark.parametrize(
    "upload",
    [
        make_photo(),
        make_photo(progressive=True, icc_profile=b"Profile of " + PLACE),
        make_photo() + b"<script>" + PLACE + b"</script>",
        make_scan(),
        make_scan(icc_profile=b"Profile of " + PLACE),
        encoded(four_corners((640, 480)), "WEBP", exif=Image.Exif().tobytes() + PLACE, xmp=PLACE),
    ],
    ids=["photo", "progressive photo", "photo with more behind it", "scan", "scan with a profile", "webp"],
)
def test_a_picture_comes_out_with_nothing_but_what_it_shows(upload):
    made = made_anew(upload)

    for content in (made.large, made.small):
        parts = parts_of(content)
        assert {marker for marker, _content in parts[:-1]} == set(NEEDED)
        assert parts[-1] == (0xD9, b"")
        assert dict(parts)[0xE0] == b"JFIF\0\1\1\0\0\1\0\1\0\0"
        assert opened(content).getexif() == {}
        assert PLACE not in content
        assert b"Ane" not in content
    assert near(opened(made.large).getpixel((10, 10)), (255, 0, 0))


def test_the_photo_had_a_place_before():
    photo = make_photo()

    assert Image.open(BytesIO(photo)).getexif().get_ifd(0x8825)[1] == "N"
    assert photo.count(PLACE) >= 2
    assert Image.open(BytesIO(make_scan())).text == {"Author": "Ane", "Comment": PLACE.decode()}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_the_way_it_was_taken(orientation):
    photo = make_photo(orientation=orientation)

    made = opened(made_anew(photo).large)
    expected = ImageOps.exif_transpose(Image.open(BytesIO(photo)))
    width, height = made.size
    assert made.size == expected.size
    for corner in [(9, 9), (width - 9, 9), (9, height - 9), (width - 9, height - 9)]:
        assert near(made.getpixel(corner), expected.getpixel(corner))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("exif", [b"MM\0*" + bytes(6), b"II*\0\xff\xff\xff\xff", PLACE])
def test_a_photo_whose_data_cannot_be_read_is_shown_as_it_lies(kind, exif):
    photo = encoded(four_corners((64, 48)), kind, exif=b"Exif\0\0" + exif)

    assert opened(made_anew(photo).large).size == (64, 48)


@pytest.mark.parametrize(("size", "large", "small"), [
    ((6000, 3000), (2400, 1200), (240, 120)), ((900, 5000), (432, 2400), (43, 240)), ((30, 20), (30, 20), (30, 20)),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_is_made_as_small_as_a_screen_can_show(kind, size, large, small):
    made = made_anew(encoded(four_corners(size), kind))

    assert (opened(made.large).size, opened(made.small).size) == (large, small)
    assert len(made.small) < 20_000


@pytest.mark.parametrize(("image", "kind", "at", "colour"), [
    (with_alpha(), "PNG", (0, 0), (255, 255, 255)),
    (with_alpha().convert("LA"), "PNG", (0, 0), (255, 255, 255)),
    (with_alpha().quantize(), "PNG", (0, 0), (255, 255, 255)),
    (with_alpha(), "WEBP", (0, 0), (255, 255, 255)),
    (Image.new("I;16", (40, 30), 128 * 257), "PNG", (5, 5), (128, 128, 128)),
    (Image.new("1", (40, 30), 1), "PNG", (5, 5), (255, 255, 255)),
    (Image.new("L", (40, 30), 90), "JPEG", (5, 5), (90, 90, 90)),
    (Image.new("RGB", (40, 30), (90, 30, 30)).convert("CMYK"), "JPEG", (5, 5), (90, 30, 30)),
])  # fmt: skip
def test_a_picture_of_any_kind_looks_as_it_did(image, kind, at, colour):
    options = {"lossless": True} if kind == "WEBP" else {}

    assert near(opened(made_anew(encoded(image, kind, **options)).large).getpixel(at), colour)


def zipped() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("photo.jpg", make_photo())
    return written.getvalue()


@pytest.mark.parametrize(
    "upload",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7\n1 0 obj",
        zipped(),
        encoded(four_corners((9, 9)), "GIF"),
        encoded(four_corners((9, 9)), "TIFF"),
        b"\0\0\0\x18ftypheic",
        b"RIFF\0\0\0\0WAVE",
        b"MZ",
        b"",
    ],
    ids=["svg", "html", "pdf", "zip", "gif", "tiff", "heic", "wave", "program", "nothing"],
)
def test_what_is_no_picture_of_ours_is_refused_whatever_it_is_called(upload):
    with pytest.raises(NotAPicture):
        made_anew(upload)


def test_eleven_megabytes_are_refused():
    with pytest.raises(TooLarge):
        made_anew(make_photo() + bytes(11 * 2**20))


@pytest.mark.parametrize("bomb", [
    make_bomb(), make_bomb(7000, 7200), encoded(Image.new("1", (9000, 6000)), "JPEG"),
    encoded(Image.new("RGB", (6000, 3400)), "WEBP", lossless=True, method=0),
], ids=["200 million points", "50.4 million points", "as JPEG", "as WebP"])  # fmt: skip
def test_a_bomb_is_refused_before_it_is_opened(bomb, monkeypatch):
    monkeypatch.setattr(pictures, "_in_known_colours", lambda image: pytest.fail("it was opened"))

    assert len(bomb) < 2**20
    with pytest.raises(TooManyPoints):
        made_anew(bomb)


def test_a_photo_that_repeats_itself_a_thousand_times_is_refused():
    photo = encoded(four_corners((640, 480)), progressive=True)
    second = photo.index(pictures.SCAN, photo.index(pictures.SCAN) + 2)
    scan = photo[second : photo.index(b"\xff", second + 2)]
    upload = photo[:second] + scan * 1000 + photo[second:]

    with pytest.raises(Damaged):
        made_anew(upload)


@pytest.mark.parametrize("upload", [
    make_photo()[:3000], make_photo()[:400], b"\xff\xd8\xff\xe0", make_scan()[:-40], make_scan()[:20],
    b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBPVP8 ", make_photo()[:2] + b"\xff" * 900,
])  # fmt: skip
def test_a_damaged_picture_is_refused(upload):
    with pytest.raises(Damaged):
        made_anew(upload)


STARTS = [encoded(four_corners((40, 30)), kind) for kind in ("JPEG", "PNG", "WEBP")]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTS), st.integers(0, 600), st.binary(max_size=40))
def test_whatever_comes_is_a_picture_or_refused(start, at, other):
    with suppress(RuleBroken):
        made = made_anew(start[:at] + other + start[at + len(other) :])

        assert opened(made.large).format == "JPEG"
