"""A photo of a letter, added with an old telephone and seen by the ombud: at 320 pixels, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser
from stage import CASTS, Live, Theatre, Visit

from viktig.demo import life
from viktig.ground.privacy.tests.make import PLACE, make_photo

PHOTO = make_photo(size=(4000, 3000), orientation=6)  # taken upright
TITLE = "Letter of 4 March 🗝️"


@pytest.fixture(scope="module")
def lived(towns: Live) -> Live:
    for one in life.LIVES:
        life.live(one)
    return towns


@pytest.fixture(params=[("nb", "anna", False), ("sv", "alva", True)], ids=["without a script", "with one"])
def people(request, lived: Live, browser: Browser) -> Iterator[tuple[Visit, Visit]]:
    """The person and their ombud, each at a browser of their own."""
    language, person, javascript = request.param
    with translation.override(language), Theatre(browser, lived.url, CASTS[language], javascript) as theatre:
        yield theatre.enter(person), theatre.enter(CASTS[language].ombud)


def test_a_photo_of_a_letter_is_added_seen_by_the_ombud_and_deleted(people):
    me, ombud = people
    opens_the_assignment(me)
    me.press("Add a picture")
    chooses(me, "letter.pdf", b"%PDF-1.7")
    me.write("title", TITLE)
    me.press("Save")
    assert me.says(
        gettext("This is not a picture that we can show. Choose a photo, or a picture in JPEG, PNG or WebP.")
    )
    assert me.page.locator("main [name=title]").input_value() == TITLE

    chooses(me, "IMG_0001.jpg", PHOTO)
    me.press("Save")
    assert me.page.locator("main .papers a").all_inner_texts()[-1] == TITLE
    assert {width for width, _height in sizes(me)} == {206, 180}  # of the demo's picture, and of this one
    me.press(TITLE)
    assert sizes(me) == [(1800, 2400)]
    assert me.page.locator("main img").get_attribute("alt") == TITLE
    address = me.page.url

    ombud.go(address.removeprefix(ombud.url))
    assert sizes(ombud) == [(1800, 2400)]
    assert ombud.page.get_by_role("link", name=gettext("Delete the picture")).count() == 0
    kept = ombud.page.context.request.get(f"{address}picture/").body()
    assert (PLACE in PHOTO, PLACE in kept) == (True, False)

    me.press("Delete the picture")
    me.press("Yes, delete it")
    assert TITLE not in me.page.locator("main").inner_text()
    assert ombud.page.context.request.get(f"{address}picture/").status == 404


def test_an_ombud_with_whom_it_is_over_opens_no_picture_any_more(people):
    me, ombud = people
    opens_the_assignment(me)
    me.page.locator("main .papers a").first.click()
    me.page.wait_for_load_state()
    picture = f"{me.page.url}picture/"
    assert ombud.page.context.request.get(picture).status == 200

    me.takes_back_every_share()

    assert ombud.page.context.request.get(picture).status == 404
    assert me.page.context.request.get(picture).status == 200


def opens_the_assignment(me: Visit) -> None:
    me.go("/person/ombud/")
    me.page.locator("main a[href*='/assignment/']").first.click()
    me.page.wait_for_load_state()
    me.look()


def chooses(me: Visit, name: str, content: bytes) -> None:
    """Choose a file, as it lies on the telephone."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    me.page.locator("main [name=picture]").set_input_files(file)


def sizes(me: Visit) -> list[tuple[int, int]]:
    """Return how large each picture on the page is, once all are there."""
    images = me.page.locator("main img")
    for image in images.all():
        image.scroll_into_view_if_needed()
        image.evaluate("one => one.decode()")
    return [tuple(image.evaluate("one => [one.naturalWidth, one.naturalHeight]")) for image in images.all()]
