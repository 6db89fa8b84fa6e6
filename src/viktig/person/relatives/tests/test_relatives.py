"""The page for those who stand close to somebody: public, dated, and no window into anybody's life."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from viktig.ground import clock
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.classes import SpokenBy
from viktig.ground.voice.models import Voice
from viktig.ground.words.dated import read
from viktig.ground.words.lix import lix
from viktig.person.matters.tests.make import make_matter
from viktig.person.relatives import queries

LANGUAGES = ("nb", "nn", "sv", "en")


def test_a_relative_finds_what_they_can_know_without_an_account_or_a_cookie(client):
    for path in ("/", "/ask/"):
        assert 'href="/relatives/' in client.get(path).text

    page = client.get("/relatives/?lang=nb")
    assert page.status_code == 200
    assert not page.cookies
    assert "Det trengs ikke noe samtykke til det." in page.text


def test_the_page_is_the_same_signed_in_and_shows_nothing_of_anybody(client):
    ane = make_account(name="Ane")
    make_matter(ane.who, "A quiet flat")
    before = client.get("/relatives/").content

    client.force_login(ane)

    assert client.get("/relatives/").content == before
    assert b"A quiet flat" not in before


@pytest.mark.parametrize(("language", "first"), [("nb", "Norge"), ("nn", "Norge"), ("sv", "Sverige")])
def test_the_rights_of_one_s_own_country_come_first(settings, language, first):
    settings.VIKTIG_COUNTRY = ""
    assert queries.rights_by_country(language)[0].name == first

    settings.VIKTIG_COUNTRY = "SE"
    assert queries.rights_by_country(language)[0].name == "Sverige"


def test_every_right_has_its_words_in_each_language_a_source_and_a_day():
    for country, rights in read(queries.FILE).items():
        assert len({one["code"] for one in rights}) == len(rights) > 2
        for one in rights:
            assert all(one[language].strip() for language in LANGUAGES), (country, one["code"])
            assert one["source"].startswith("https://")
            assert isinstance(one["checked_on"], date)
            assert set(one) == {"code", "law", "valid_from", "valid_to", "source", "checked_on", *LANGUAGES}


@pytest.mark.parametrize("language", ["nb", "nn", "sv"])
def test_the_rights_can_be_read_by_somebody_who_is_tired(language):
    words = " ".join(one[language] for rights in read(queries.FILE).values() for one in rights)

    assert lix(words) <= 35


def test_a_right_shows_from_its_first_day_to_its_last(monkeypatch):
    dated = {"law": "", "source": "https://example.org/", "checked_on": date(2026, 1, 1), "en": "A right"}
    rights = [
        dated | {"valid_from": None, "valid_to": None, "en": "always"},
        dated | {"valid_from": clock.today(), "valid_to": clock.today(), "en": "today"},
        dated | {"valid_from": date(2099, 1, 1), "valid_to": None, "en": "later"},
        dated | {"valid_from": None, "valid_to": date(2020, 1, 1), "en": "before"},
    ]
    monkeypatch.setattr(queries, "read", lambda _path: {"NO": rights})

    assert [one.words for one in queries.rights_in("NO", "nb")] == ["always", "today"]


def test_no_law_of_one_country_is_named_in_the_words_of_the_other(client):
    with translation.override("sv"):
        sverige, norge = queries.rights_by_country("sv")

    assert {one.law for one in sverige.rights} & {one.law for one in norge.rights} <= {""}
    assert not any("lagen" in one.law for one in norge.rights)
    assert not any("loven" in one.law for one in sverige.rights)


def test_without_a_user_organisation_the_page_says_so_and_with_one_it_names_it(client):
    assert "No user organisation is here yet." in client.get("/relatives/?lang=en").text

    make_organisation(name="Together", kind=OrganisationKind.USER_ORGANISATION)
    make_organisation(name="The office")
    page = client.get("/relatives/?lang=en").text

    assert ("<b>Together</b>, Fjordby" in page, "The office" in page) == (True, False)
    assert "We have no list of relief and of groups here yet." in page


@pytest.fixture
def visitor():
    """Return a visitor with a browser that says where a form comes from."""
    return Client(headers={"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"})


def test_a_relative_speaks_as_a_relative_and_the_one_who_must_answer_sees_that_and_no_more(visitor):
    office = make_organisation(areas=["housing"])
    member = make_member(office)
    first = visitor.get("/tell/?as=relative")
    assert first.context["form"]["spoken_by"].value() == "relative"
    assert [value for value, _label in first.context["form"].fields["spoken_by"].choices] == ["self", "relative"]
    assert "spoken_by" not in visitor.get("/tell/").context["form"].fields

    given = {"words": "Nobody there ever calls back.", "area": "housing", "place": "NO-9901", "kind": "experience"}
    given |= {"level": "service", "spoken_by": "relative", "to": str(office.pk), "levels": "1", "may_publish": "no"}
    check = visitor.post("/tell/check/", given)
    assert "stands close to a person who gets help" in check.text
    sent = visitor.post("/tell/send/", given | check.context["hidden"])
    voices.deliver()

    assert sent.status_code == 200
    with acting_as(member.who, because="test"):
        assert [one.spoken_by for one in Voice.unguarded.all()] == [SpokenBy.RELATIVE]


def test_nobody_speaks_from_a_work_they_do_not_have(visitor):
    make_organisation(areas=["housing"])
    given = {"words": "x", "area": "housing", "place": "NO-9901", "spoken_by": "work"}

    assert "spoken_by" not in visitor.post("/tell/", given).context["form"].fields
