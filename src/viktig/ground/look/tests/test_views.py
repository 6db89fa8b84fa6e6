"""What cannot be shown is said in words, with a way on: too much at once, and addresses that only take forms."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from viktig.ground.look.views import page_above
from viktig.ground.people.actions import lead_to_person
from viktig.ground.people.models import Account
from viktig.ground.voice.forms import LONGEST

ANY = {"uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "slug": "matters", "str": "x"}


@pytest.fixture
def ane() -> Account:
    account = Account.objects.create(email="ane@example.org", language="nb")
    lead_to_person(account)
    return account


def test_a_form_that_is_too_long_is_answered_in_words():
    words = "å" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    answer = Client(headers={"Accept-Language": "nb"}).post(
        "/tell/", {"words": words}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert answer.status_code == 400
    assert "Dette ble ikke sendt" in answer.content.decode()
    assert "for langt" in answer.content.decode()


def test_the_longest_words_fit_in_a_form_whatever_their_alphabet():
    assert len(urlencode({"words": "𐍈" * LONGEST})) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize(("language", "said"), [("nb", "Ingenting ble sendt nå"), ("sv", "Inget skickades nu")])
def test_an_address_that_only_takes_forms_leads_to_its_page(ane, language, said):
    client = Client()
    client.force_login(ane)

    answer = client.get(f"/me/name/?lang={language}")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert said in answer.content.decode()
    assert f'href="/me/?lang={language}"' in answer.content.decode()
    assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_it_is_asked_without_a_body_too(ane):
    client = Client()
    client.force_login(ane)

    assert client.head("/me/name/").status_code == 405


def test_above_each_address_of_ours_stands_a_page():
    for path in ours():
        above = page_above(path)
        assert above == "/" or path.startswith(above)
        assert resolve(above)


def ours() -> list[str]:
    """Every address of ours, with something in the place of ids."""
    found = []
    for pattern in patterns(get_resolver().url_patterns):
        text = pattern
        for kind, value in ANY.items():
            text = text.replace(f"<{kind}:", f"<{value}:")
        parts = [part[1:].partition(":")[0] if part.startswith("<") else part for part in text.split("/")]
        found.append("/" + "/".join(parts))
    return found


def patterns(them: list, before: str = "") -> list[str]:
    found = []
    for one in them:
        route = before + str(one.pattern)
        found += [route] if isinstance(one, URLPattern) else patterns(one.url_patterns, route)
    return [one for one in found if "^" not in one and "\\" not in one]
