"""A file on its way in touches no disk, and takes no word along when it is refused."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext

from viktig.ground.privacy.pictures import MOST_BYTES
from viktig.ground.privacy.tests.make import make_bomb, make_photo
from viktig.ground.privacy.uploads import PictureField

OWN, PUBLIC = "/person/ombud/", "/tell/"
WRITES = {"w", "a", "x", "+"}
SIGNED_IN, VISITOR = SimpleNamespace(is_authenticated=True), SimpleNamespace(is_authenticated=False)
opened_to_write: list[str] | None = None


def listen(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and opened_to_write is not None:
        path, mode, flags = arguments
        if (isinstance(mode, str) and WRITES & set(mode)) or (isinstance(flags, int) and flags & 3):
            opened_to_write.append(str(path))


sys.addaudithook(listen)


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect every file that is opened to be written."""
    global opened_to_write
    opened_to_write = found = []
    try:
        yield found
    finally:
        opened_to_write = None


def send(content: bytes, *, user=SIGNED_IN, path: str = OWN, **more):
    request = RequestFactory().post(path, {"before": "x", "file": SimpleUploadedFile("a.jpg", content), **more})
    request.user = user
    return request


class Form(forms.Form):
    picture = PictureField(label="Picture")
    words = forms.CharField()


def test_only_our_own_way_in_is_open():
    assert settings.FILE_UPLOAD_HANDLERS == ["viktig.ground.privacy.uploads.InMemory"]


@pytest.mark.parametrize("size", [100, 3 * 2**20, MOST_BYTES, MOST_BYTES + 1])
def test_a_file_of_any_size_opens_nothing_to_write(size):
    with listening() as written:
        request = send(bytes(size))
        content = request.FILES["file"].read()

    assert content == (bytes(size) if size <= MOST_BYTES else b"")
    assert request.FILES["file"].size == size
    assert written == []


def test_the_listener_would_hear_it(tmp_path):
    with listening() as written:
        (tmp_path / "file").write_bytes(b"x")

    assert written == [str(tmp_path / "file")]


def test_what_is_written_beside_a_file_too_large_is_not_lost():
    request = send(bytes(MOST_BYTES + 1), after="My words")

    assert request.POST.dict() == {"before": "x", "after": "My words"}


def test_from_a_visitor_nothing_is_kept_and_on_a_public_page_nobody_looks_who_it_is():
    class Unseen:
        @property
        def is_authenticated(self):
            pytest.fail("it looked")

    for request in (send(b"content", user=VISITOR), send(b"content", user=Unseen(), path=PUBLIC)):
        assert request.POST["before"] == "x"
        assert request.FILES["file"].read() == b""


def test_a_second_file_is_not_read():
    request = send(b"content", another=SimpleUploadedFile("b.jpg", b"content"))

    with pytest.raises(TooManyFilesSent):
        _ = request.POST


@pytest.mark.parametrize("language", ["nb", "sv"])
@pytest.mark.parametrize(("content", "said"), [
    (bytes(MOST_BYTES + 1), "This picture is larger than 10 MB. Take it again with a smaller size, or choose another one."),
    (b"<svg/>", "This is not a picture that we can show. Choose a photo, or a picture in JPEG, PNG or WebP."),
    (b"", "This is not a picture that we can show. Choose a photo, or a picture in JPEG, PNG or WebP."),
    (make_bomb(), "This picture is too large to open. Take it again the way your telephone usually does."),
    (make_photo()[:2000], "This picture is damaged and cannot be opened. Take it again, or choose another one."),
    (None, "Choose a picture first."),
])  # fmt: skip
def test_a_refusal_is_said_beside_the_field_in_the_person_s_language_and_the_words_stay(language, content, said):
    files = {} if content is None else {"picture": SimpleUploadedFile("a.jpg", content, "image/jpeg")}
    with translation.override(language):
        form = Form({"words": "Mine"}, files)

        assert form.errors == {"picture": [gettext(said)]}
        assert gettext(said) != said
        assert form.cleaned_data == {"words": "Mine"}
        assert 'value="Mine"' in form.as_p()


def test_the_name_and_the_kind_that_a_file_says_it_has_say_nothing():
    form = Form({"words": "x"}, {"picture": SimpleUploadedFile("a.svg", make_photo(), "text/html")})

    assert form.is_valid()
    assert form.cleaned_data["picture"].large.startswith(b"\xff\xd8\xff")
