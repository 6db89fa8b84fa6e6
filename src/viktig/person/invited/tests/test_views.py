"""Asking for somebody else: what is kept, who may use it, and that the person alone says yes."""

import io
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from pypdf import PdfReader

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.documents.square import square_of
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.person.invited import actions, jobs
from viktig.person.ombud.tests.make import make_agreement, make_ombud
from viktig.person.waiting.tests.make import wait_now

WORD = re.compile(r'<ol class="receipt".*?</ol>', re.DOTALL)


@pytest.fixture(autouse=True)
def no_counters():
    cache.clear()


def ask(organisation, **sent):
    """Return the answer to somebody who asks, without account."""
    return Client(headers={"Sec-Fetch-Site": "same-origin"}).post(
        "/ask/", {"organisation": str(organisation.pk)} | sent
    )


def words_on(response):
    assert response.status_code == 200
    return " ".join(re.findall(r"<li>(\w+)</li>", WORD.search(response.content.decode()).group()))


def invitation(ombud):
    with acting_as(None, because="test"):
        return actions.invite(organisation=ombud.presentation.organisation, language="nb")


def says_yes(client, words):
    return client.post("/person/invited/", {"words": words, "then": "yes"})


def leads(words):
    try:
        return actions.seen(words).name
    except actions.InvitationUnknown:
        return None


def test_a_relative_makes_an_invitation_that_holds_nothing_of_anybody():
    ombud = make_ombud()

    response = ask(ombud.presentation.organisation, knows="on", name="Ane", words="She hears voices.")

    words = words_on(response)
    assert response.headers["Cache-Control"] == "no-store, private"
    assert not response.cookies
    page = response.content.decode()
    assert f"/invited/#{words.replace(' ', '-')}" in page
    assert "<svg" in page
    assert "Ane" not in page
    assert leads(words.upper()) == ombud.presentation.organisation.name
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = 'person_handedinvitation'"
        )
        # The application itself may not even look at the table.
        assert {name for (name,) in cursor.fetchall()} <= {"id", "organisation_id", "digest", "ends_on"}


@pytest.mark.parametrize("sent", [{}, {"knows": ""}])
def test_without_their_knowing_there_is_no_invitation(sent):
    response = ask(make_ombud().presentation.organisation, **sent)

    assert response.status_code == 200
    assert WORD.search(response.content.decode()) is None


def test_only_places_with_ombuds_can_be_asked():
    office = make_organisation(name="Housing")

    assert WORD.search(ask(office, knows="on").content.decode()) is None
    with acting_as(None, because="test"):
        assert leads(actions.invite(organisation=office, language="nb")) is None


def test_the_person_says_yes_and_comes_to_those_ombuds_and_the_words_are_used():
    ombud, ane = make_ombud(), make_account()
    words, client = invitation(ombud), Client()

    offer = client.post("/person/invited/", {"words": words})
    assert ombud.presentation.organisation.name in offer.content.decode()
    assert leads(words)  # looking uses nothing

    answer = says_yes(client, words)
    assert answer.url == "/person/invited/yes/"
    assert client.get(answer.url).url.startswith("/account/")
    assert leads(words)
    client.force_login(ane)
    answer = client.get("/person/invited/yes/")

    assert answer.url == f"/person/ombud/ombuds/?at={ombud.presentation.organisation_id}"
    assert leads(words) is None
    assert client.get("/person/invited/yes/").url == reverse("person:ombud-own")


def test_where_nobody_has_room_the_yes_leads_to_waiting_and_begins_nothing_by_itself():
    ombud, ane, client = make_ombud(has_room=False), make_account(), Client()
    client.force_login(ane)

    says_yes(client, invitation(ombud))
    answer = client.get("/person/invited/yes/")

    assert answer.url == f"/person/waiting/?at={ombud.presentation.organisation_id}"
    assert wait_now(ane) is None


def test_who_has_an_ombud_keeps_theirs():
    ombud, ane, client = make_ombud(), make_account(), Client()
    make_agreement(ane, make_ombud())
    client.force_login(ane)

    says_yes(client, invitation(ombud))

    assert client.get("/person/invited/yes/").url == reverse("person:ombud-own")


def test_it_is_used_once():
    ombud = make_ombud()
    words = invitation(ombud)
    answers = []
    for account in (make_account(), make_account()):
        client = Client()
        client.force_login(account)
        if says_yes(client, words).status_code == 302:
            answers.append(client.get("/person/invited/yes/").url)

    assert answers == [f"/person/ombud/ombuds/?at={ombud.presentation.organisation_id}"]


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (30, True), (31, False)])
def test_unused_it_is_gone_after_thirty_days(days, is_there):
    with clock.moved_back(days):
        words = invitation(make_ombud())

    jobs.tidy()

    assert (leads(words) is not None) is is_there
    with clock.moved_back(days):  # the row itself is gone, not only out of sight
        assert (leads(words) is not None) is is_there


def test_nobody_takes_an_invitation_without_being_somebody():
    words = invitation(make_ombud())

    with acting_as(None, because="test"), pytest.raises(actions.InvitationUnknown):
        actions.take(words)
    assert leads(words)


def test_guessing_is_slowed_down():
    client = Client()
    pages = [client.post("/person/invited/", {"words": "ett to tre"}).content.decode() for _try in range(21)]

    wait = gettext("There were many tries from here. Wait ten minutes, and write the words again.")
    assert [wait in page for page in pages] == [False] * 20 + [True]


def test_the_link_leads_on_without_a_cookie():
    response = Client().get("/invited/")

    assert (response.status_code, response.url) == (302, "/person/invited/")
    assert not response.cookies


def test_a_worry_becomes_a_voice_about_the_service():
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    page = client.get("/ask/").content.decode()
    [form] = re.findall(r'<form method="post" action="/tell/[^"]*">.*?</form>', page, re.DOTALL)
    sent = dict(re.findall(r'name="(kind|level)" value="(\w+)"', form))

    assert gettext("Write about the service, not about the person.") in page
    told = client.post("/tell/", sent).content.decode()
    assert sent == {"kind": "barrier", "level": "service"}
    assert re.search(r'value="barrier"[^>]*(checked|selected)', told)
    assert re.search(r'value="service"[^>]*(checked|selected)', told)


def test_the_square_is_drawn_as_a_path():
    square = square_of("https://example.org/invited/#ett-to")

    assert square.size > 20
    assert re.fullmatch(r"(M\d+ \d+h1v1h-1z)+", square.path)


def sheet_of(ombud, language="nb"):
    client = Client()
    client.force_login(ombud.account)
    answer = client.post("/person/invited/contact/", {"language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())
    return text, re.findall(r" ".join(rf"{number}\. (\w+)" for number in range(1, 9)), text)


def test_an_ombud_gives_away_contact_cards_with_no_name_but_their_own():
    ombud = make_ombud(name="Kari")
    text, cards = sheet_of(ombud)

    assert text.count("Kari, ") == len(cards) == 4
    assert len({leads(" ".join(words)) for words in cards}) == 1
    assert leads(" ".join(cards[0])) == ombud.presentation.organisation.name
    account = make_account(email="bo@example.org")
    with acting_as(account.who, because="test"):
        actions.take(" ".join(cards[0]))
    assert leads(" ".join(cards[0])) is None, "the record begins with the person's yes, and each card is good once"
    assert leads(" ".join(cards[1]))


def test_contact_cards_are_for_ombuds_who_have_said_who_they_are():
    client = Client()
    client.force_login(make_account())
    assert client.get("/person/invited/contact/").status_code == 404

    newcomer = make_member(make_organisation(kind=OrganisationKind.USER_ORGANISATION), role=OrganisationRole.OMBUD)
    client.force_login(newcomer)
    page = client.post("/person/invited/contact/", {"language": "nb"})
    assert (page.status_code, reverse("person:ombud-present") in page.text) == (200, True)
