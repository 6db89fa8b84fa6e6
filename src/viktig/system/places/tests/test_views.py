"""What places have published can be read by everybody: their words in their language, ours around them in the reader's."""

import re
from datetime import date
from html import unescape

import pytest

from viktig.ground.people.models import Account
from viktig.ground.voice.models import Voice
from viktig.system.figures.models import PublishedFigure
from viktig.system.places.actions import Published, keep, slug_of
from viktig.system.places.models import Part, Source

GATHERING = Published(
    "kveld.yaml", "Fjordby", "NO", "nb", date(2019, 3, 14), {"municipality": "Fjordby", "host": "user-run centre"},
    {
        "gathering": {
            "title": "En kveld om hverdagen", "date": "2019-03-14", "participants": 22,
            "programme": [{"item": "innledning fra de ansatte", "share_of_time": "equal"}],
        },
        "questions": ["hva er bra her?"],
        "statements": [
            {"kind": "works", "about": "kafeen", "text": "åpent hver dag"},
            {"kind": "challenge", "about": "brev", "text": "vanskelige ord"},
            {"kind": "advice", "level": "treatment", "text": "ring tilbake"},
        ],
    },
)  # fmt: skip
LADDER = Published(
    "stege.yaml", "Skogslän", "SE", "sv",
    parts={
        "ladder": [{"step": 1, "name": "Höra", "verb": "lyssna", "means": "man får veta"}, {"step": 2, "name": "Välja"}],
        "questions_at_each_step": {"opening": {"sv": "dörr", "asks": "är vi redo?"}},
        "levels": [{"level": "individual", "sv": "en själv", "methods": ["samtal"]}],
        "recovery_share": {"low": 0.2, "high": 0.4},
    },
)  # fmt: skip


@pytest.fixture
def two_places():
    keep(GATHERING)
    keep(LADDER)


def read(client, address, language="nb"):
    response = client.get(address, {"lang": language})
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_places_lead_to_what_they_have_published(client, two_places):
    text = read(client, "/places/")

    assert re.findall(r'href="(/places/[\w-]+/)\?lang=nb"', text) == ["/places/fjordby/", "/places/skogslan/"]
    assert "En samling, og det som ble sagt der" in text


def test_a_gathering_stands_as_history_with_every_statement(client, two_places):
    text = read(client, "/places/fjordby/")

    assert "14. mars 2019" in text
    assert "kveld.yaml" in text
    assert "Dette er historie." in text
    for words in ("En kveld om hverdagen", "innledning fra de ansatte", "hva er bra her?"):
        assert re.search(rf'lang="nb"[^>]*>(<li[^>]*>)?{re.escape(words)}<', text), words
    assert re.findall(r"<h3>(.*?)</h3>|<li><span[^>]*>(.*?)</span>", text.partition('id="statements"')[2]) == [
        ("Det som fungerer godt", ""), ("", "åpent hver dag"), ("Det som er vanskelig", ""), ("", "vanskelige ord"),
        ("Rådene deres", ""), ("", "ring tilbake"),
    ]  # fmt: skip
    assert "(kafeen)" in text
    assert "(I behandlingen)" in text


def test_history_makes_nothing_to_answer(two_places):
    assert Part.unguarded.count() == 7
    assert not Voice.unguarded.exists()
    columns = {field.name for model in (Source, Part) for field in model._meta.get_fields()}
    assert not columns & {"to", "receiver", "answer_by", "deadline", "who", "by"}


def test_a_ladder_stands_with_its_questions_in_its_own_language(client, two_places):
    text = read(client, "/places/skogslan/")

    assert re.findall(r'<li value="(\d)" lang="sv"><b>(.*?)</b>', text) == [("1", "Höra"), ("2", "Välja")]
    for ours, theirs in (("Er vi klare?", "är vi redo?"), ("For én person", "samtal"), ("Minst", "20 prosent")):
        assert text.index(ours) < text.index(theirs)
    assert "Kilden sier det ikke." in text.partition("Lest inn her")[0]  # the date


@pytest.mark.parametrize(("language", "said"), [("nb", "Det som er vanskelig"), ("sv", "Det som är svårt")])
def test_our_words_are_the_reader_s_and_the_place_s_its_own(client, two_places, language, said):
    text = read(client, "/places/fjordby/", language)

    assert said in text
    assert '<span dir="auto" lang="nb">vanskelige ord</span>' in text


def test_what_is_not_there_is_not_found(client):
    assert client.get("/places/nowhere/").status_code == 404
    assert "Det er ikke lest inn noe" in read(client, "/places/")


def test_it_is_the_same_for_whoever_is_signed_in(client, two_places):
    before = client.get("/places/fjordby/").content
    client.force_login(Account.objects.create(email="ane@example.org", language="sv"))

    assert client.get("/places/fjordby/").content == before


def test_what_is_read_in_again_is_shown_at_once(client, two_places):
    assert "ring tilbake" in read(client, "/places/fjordby/")

    new, changed = keep(Published("kveld.yaml", "Fjordby", "NO", "nb", parts={"questions": ["hva nå?"]}))

    assert (new, changed) == (0, 3)
    text = read(client, "/places/fjordby/")
    assert "hva nå?" in text
    assert "ring tilbake" not in text


def test_nothing_changes_when_the_same_is_kept_again(two_places):
    assert keep(GATHERING) == (0, 0)
    assert keep(Published("kveld.yaml", "Fjordby", "NO", "nb")) == (0, 3)
    assert not Source.unguarded.filter(name="kveld.yaml").exists()


@pytest.mark.parametrize(
    ("place", "slug"),
    [("Tromsø", "tromso"), ("Västra Götaland", "vastra-gotaland"), ("Ærøy", "aeroy"), ("北", "place")],
)
def test_a_place_s_name_can_stand_in_an_address(place, slug):
    assert slug_of(place) == slug


def test_the_figures_lead_to_where_they_come_from_and_say_what_does_not_add_up(client, two_places):
    for position, (what, value) in enumerate(
        [("started", 17), ("completed", 11), ("working_elsewhere", 9), ("not_active", 4)], 1
    ):
        PublishedFigure(
            source="kveld.yaml", position=position, place="Fjordby", language="nb", what=what, value=value,
            of="first three years",
        ).save(force_insert=True)  # fmt: skip

    text = read(client, "/figures/what-others-found/")

    assert "17 begynte og 11 fullførte. Det den sier at de gjorde etterpå, blir 13" in text
    assert 'href="/places/fjordby/?lang=nb"' in text
    assert "De som begynte de tre første årene" in text
    assert 'href="/places/?lang=nb"' in read(client, "/figures/")
