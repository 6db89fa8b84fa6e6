"""The pages of who acts for the person: as the person, as those they share with, in two tabs, and with the wrong file."""

import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from viktig.ground import clock
from viktig.ground.notify.tasks import tasks_for
from viktig.ground.people.tests.make import make_account, make_organisation, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import LogEntry, Room
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.privacy.tests.make import make_photo, make_scan
from viktig.person.mandates import queries
from viktig.person.mandates.kinds import Status
from viktig.person.mandates.models import Consent, Demand, Mandate, Passed, Signature
from viktig.person.mandates.tests.make import (
    make_consent,
    make_demand,
    make_mandate,
    make_not_shared,
    what,
    who_and_where,
    yes,
)


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org", language="en")
    client.force_login(account)
    return account


def to(name, *which):
    return reverse(f"person:mandates-{name}", args=which)


def only(model, who):
    with acting_as(who, because="test"):
        [found] = model.unguarded.all()
        found.refresh_from_db()
        return found


def as_sent(values):
    return {name: one.isoformat() if hasattr(one, "isoformat") else one for name, one in values.items()}


def text_of(answer):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_the_short_address_leads_to_ones_own_room_and_my_page_leads_there(client, ane):
    assert client.get("/person/mandates/").url == to("room", ane.who)
    assert 'href="/person/mandates/"' in client.get("/me/").text


def test_an_empty_room_says_what_one_can_do(client, ane):
    page = client.get(to("room", ane.who)).text

    assert "make a paper for it" in page
    for name in ("add", "consent-add", "demanded"):
        assert to(name, ane.who) in page


def test_a_mandate_is_made_signed_handed_in_and_accepted(client, ane):
    answer = client.post(to("add", ane.who), as_sent(who_and_where()) | {"new_id": uuid4()})
    mandate = only(Mandate, ane.who)
    assert answer.url == to("what", mandate.pk)
    page = client.get(answer.url).text
    assert 'value="Ane"' in page
    assert "checked" not in page  # nothing is ticked beforehand

    with acting_as(ane.who, because="test"):
        sent = what(mandate)
    assert client.post(answer.url, sent).url == to("mandate", mandate.pk)
    sign = client.get(to("sign", mandate.pk)).text
    seen = re.search(r'name="seen" value="(\w+)"', sign)[1]
    assert client.post(to("sign", mandate.pk), {"way": "paper", "seen": seen}).url == to("mandate", mandate.pk)
    client.post(to("hand-in", mandate.pk), {"on": clock.today().isoformat(), "to": "In the reception"})
    client.post(to("answered", mandate.pk), {"on": clock.today().isoformat(), "answer": "yes"})

    page = client.get(to("room", ane.who)).text
    assert "Is in force" in page
    assert page.count(to("revoke", mandate.pk)) == 1
    client.post(to("revoke", mandate.pk))
    assert "Taken back" in client.get(to("mandate", mandate.pk)).text


def test_the_paper_says_who_where_what_until_when_and_that_it_can_be_taken_back(client, ane):
    picture = made_anew(make_photo(size=(64, 48)))
    mandate = make_mandate(ane.who, status=Status.SIGNED, picture=picture)

    said = text_of(client.get(to("paper", mandate.pk)))
    for words in ("Boligkontoret", "Søknader", "Kim Li", "Ombudene", "Ane Vik", "Snakke for meg", "How far it is"):
        assert words in said
    assert "Klage for meg" not in said
    assert "trekke dette tilbake når som helst" in said


def test_a_paper_that_was_signed_with_a_pen_carries_its_photo(client, ane):
    mandate = make_mandate(ane.who)
    with acting_as(ane.who, because="test"):
        seen = queries.fingerprint(mandate, queries.ALL)
    photo = SimpleUploadedFile("paper.jpg", make_photo(size=(400, 300)))
    client.post(to("sign", mandate.pk), {"way": "paper", "seen": seen, "picture": photo})

    assert len(PdfReader(io.BytesIO(client.get(to("paper", mandate.pk)).content)).pages) == 2
    assert client.get(to("signature", mandate.pk)).content.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"%PDF-1.7", "This is not a picture that we can show."), (b"\0" * (30 * 2**20), "larger than 10 MB")],
    ids=["not an image", "30 MB"],
)
@pytest.mark.parametrize("way", ["paper", "drawn"])
def test_a_file_that_is_no_photo_is_told_in_one_sentence_and_nothing_is_signed(client, ane, content, says, way):
    mandate = make_mandate(ane.who)
    answer = client.post(to("sign", mandate.pk), {"way": way, "seen": "x", "picture": SimpleUploadedFile("x", content)})

    assert answer.status_code == 200
    assert answer.text.count(says) == 2  # above, and where it happened
    assert only(Mandate, ane.who).status == Status.DRAFT


def test_a_drawn_name_is_kept_as_a_picture_of_it(client, ane):
    mandate = make_mandate(ane.who)
    with acting_as(ane.who, because="test"):
        seen = queries.fingerprint(mandate, queries.ALL)
    assert "Draw your name first." in client.post(to("sign", mandate.pk), {"way": "drawn", "seen": seen}).text
    for _click in range(2):
        client.post(
            to("sign", mandate.pk), {"way": "drawn", "seen": seen, "picture": SimpleUploadedFile("n", make_scan())}
        )

    assert only(Signature, ane.who).has_picture
    assert f'src="{to("signature", mandate.pk)}"' in client.get(to("mandate", mandate.pk)).text


def test_a_double_click_makes_one_of_each(client, ane):
    once = {"new_id": uuid4()}
    consent = make_consent(ane.who)
    for _click in range(2):
        client.post(to("add", ane.who), as_sent(who_and_where()) | once)
        client.post(to("demanded", ane.who), {"body": "Nav", "ground": "none"} | once)
        client.post(to("passed", consent.pk), {"words": "My plan", "on": clock.today().isoformat()} | once)
        client.post(to("consent-add", ane.who), as_sent(yes(teller="Nav")) | {"say": "yes"} | once)

    with acting_as(ane.who, because="test"):
        assert [table.unguarded.count() for table in (Mandate, Demand, Passed, Consent)] == [1, 1, 1, 2]


def test_words_written_once_go_to_each_office_on_a_paper_of_its_own(client, ane):
    first = make_mandate(ane.who, status=Status.ACCEPTED)
    page = client.get(to("another", first.pk)).text
    assert "Kim Li" in page
    assert 'value="Boligkontoret"' not in page

    sent = as_sent(who_and_where(body="Nav", office="")) | {"new_id": uuid4()}
    address = client.post(to("another", first.pk), sent).url
    page = client.get(address).text
    assert "How far it is</textarea>" in page
    assert "checked" not in page
    with acting_as(ane.who, because="test"):
        assert {(one.body, one.status) for one in Mandate.unguarded.all()} == {
            ("Boligkontoret", "accepted"),
            ("Nav", "draft"),
        }
        assert queries.replacing(first) is None


def test_what_is_refused_is_not_lost_and_stands_beside_its_field(client, ane):
    sent = as_sent(who_and_where(until="", matter="My own words")) | {"new_id": uuid4()}
    page = client.post(to("add", ane.who), sent).text

    assert "My own words</textarea>" in page
    assert 'id="id_until_error"' in page
    with acting_as(ane.who, because="test"):
        assert not Mandate.unguarded.exists()


def test_two_tabs_show_both_texts(client, ane):
    mandate = make_mandate(ane.who)
    with acting_as(ane.who, because="test"):
        seen = queries.fingerprint(mandate, queries.WHO_AND_WHERE)
    for words in ("From the first tab", "From the second tab"):
        answer = client.post(to("write", mandate.pk), as_sent(who_and_where(matter=words)) | {"seen": seen})

    assert "From the first tab</dd>" in answer.text
    assert "From the second tab</textarea>" in answer.text
    anew = re.search(r'name="seen" value="(\w+)"', answer.text)[1]
    client.post(to("write", mandate.pk), as_sent(who_and_where(matter="From the second tab")) | {"seen": anew})
    assert only(Mandate, ane.who).matter == "From the second tab"


def test_words_written_while_it_was_signed_elsewhere_are_shown(client, ane):
    mandate = make_mandate(ane.who, status=Status.SIGNED)
    answer = client.post(to("write", mandate.pk), as_sent(who_and_where(matter="Too late")) | {"seen": "x"})

    assert "Too late</textarea>" in answer.text
    assert "Its words cannot be changed." in answer.text
    assert client.get(to("write", mandate.pk)).url == to("mandate", mandate.pk)


def test_a_draft_is_there_again_and_forgotten_when_it_is_saved(client, ane):
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.mandates.new", words={"matter": "My fl"})
    assert "My fl</textarea>" in client.get(to("add", ane.who)).text

    client.post(to("add", ane.who), as_sent(who_and_where()) | {"new_id": uuid4()})
    assert "My fl</textarea>" not in client.get(to("add", ane.who)).text


def test_a_refusal_needs_its_reason_and_leads_to_words_for_someone_who_must_answer(client, ane):
    make_organisation(name="Boligkontoret")
    mandate = make_mandate(ane.who, status=Status.DELIVERED)
    sent = {"on": clock.today().isoformat(), "answer": "no", "words": "They want their own form."}
    assert 'id="id_reason_error"' in client.post(to("answered", mandate.pk), sent).text
    client.post(to("answered", mandate.pk), sent | {"reason": "form"})
    assert to("say", mandate.pk) in client.get(to("mandate", mandate.pk)).text

    form = client.post(to("say", mandate.pk)).url
    page = client.get(form).text
    assert "They want their own form." in page
    assert not any(word in page for word in ("Kim Li", "Ane Vik"))
    client.post(form, {"words": "I changed it.", "area": "housing", "kind": "barrier", "level": "service"})
    assert client.post(to("say", mandate.pk)).url == form
    assert "I changed it.</textarea>" in client.get(form).text


def test_a_demand_without_ground_leads_to_words_too(client, ane):
    demand = make_demand(ane.who)
    form = client.post(to("demand-say", demand.pk)).url

    assert "I stood there myself." in client.get(form).text


def test_not_shared_needs_no_purpose_and_keeps_none(client, ane):
    sent = as_sent(yes(purpose="left over", until="", way="")) | {"new_id": uuid4(), "say": "no"}
    assert client.post(to("consent-add", ane.who), sent).url == to("room", ane.who)

    kept = only(Consent, ane.who)
    assert (kept.is_given, kept.purpose) == (False, "")
    page = client.get(to("consent", kept.pk)).text
    assert "Not shared" in page
    assert "refus" not in page.lower().partition("</main>")[0]
    assert client.get(to("consent-paper", kept.pk)).status_code == 404


def test_a_yes_needs_all_its_parts_and_nothing_is_ticked_beforehand(client, ane):
    assert "checked" not in client.get(to("consent-add", ane.who)).text
    for missing in ("purpose", "until", "way", "kinds"):
        sent = {name: one for name, one in as_sent(yes()).items() if name != missing}
        assert client.post(to("consent-add", ane.who), sent | {"new_id": uuid4(), "say": "yes"}).status_code == 200
    with acting_as(ane.who, because="test"):
        assert not Consent.unguarded.exists()


def test_a_yes_is_taken_back_in_one_click_and_shows_what_was_passed_on(client, ane):
    consent = make_consent(ane.who)
    client.post(
        to("passed", consent.pk), {"words": "My plan of May", "on": clock.today().isoformat(), "new_id": uuid4()}
    )
    assert to("withdraw", consent.pk) in client.get(to("room", ane.who)).text

    page = client.post(to("withdraw", consent.pk), follow=True).text
    assert "The clinic may not tell The housing office any more" in page
    assert "My plan of May" in page
    assert "It cannot be called back." in page
    said = text_of(client.get(to("consent-paper", consent.pk)))
    assert "Samtykket mitt er trukket tilbake" in said
    again = client.get(to("consent-again", consent.pk)).text
    assert ("The clinic" in again, "checked" in again) == (True, False)


def test_what_ends_soon_waits_for_the_person_and_stands_on_the_page(client, ane):
    soon = clock.today() + timedelta(days=12)
    mandate, consent = make_mandate(ane.who, status=Status.ACCEPTED, until=soon), make_consent(ane.who, until=soon)

    with acting_as(ane.who, because="test"):
        assert {task.address for task in tasks_for(ane)} == {to("mandate", mandate.pk), to("consent", consent.pk)}
    assert client.get(to("room", ane.who)).text.count("Ends soon") == 2
    assert "It ends by itself after" in client.get(to("mandate", mandate.pk)).text


@pytest.mark.parametrize(
    "name", ["delete", "consent-delete", "demand-delete"], ids=["a mandate", "a consent", "a demand"]
)
def test_deleting_is_asked_twice(client, ane, name):
    made = {"delete": make_mandate, "consent-delete": make_consent, "demand-delete": make_demand}[name](ane.who)
    address = to(name, made.pk)
    client.get(address)
    assert only(type(made), ane.who) == made

    client.post(address)
    with acting_as(ane.who, because="test"):
        assert not type(made).unguarded.exists()


def every_page(mandate, consent, who):
    return [to("room", who), to("mandate", mandate.pk), to("consent", consent.pk)]


def test_a_reader_opens_the_same_pages_and_gets_nothing_to_change(client):
    ane, reader = make_account(name="Ane"), make_account(language="en")
    mandate, consent = make_mandate(ane.who, status=Status.DELIVERED), make_consent(ane.who)
    make_demand(ane.who)
    make_share(ane.who, reader.who, room=Room.MANDATES)
    client.force_login(reader)

    for address in every_page(mandate, consent, ane.who):
        main = client.get(address).text.partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main, address
        for verb in ("add", "write", "sign", "revoke", "withdraw", "delete", "answered", "demanded", "again"):
            assert f"/{verb}/" not in main, address
    assert client.get(to("paper", mandate.pk)).status_code == 200


CHANGES = (
    "write",
    "what",
    "sign",
    "hand-in",
    "answered",
    "back",
    "revoke",
    "let-stand",
    "told",
    "say",
    "again",
    "another",
    "delete",
)


@pytest.mark.parametrize("verb", CHANGES)
def test_a_reader_who_tries_to_change_meets_not_found_and_ane_sees_the_try(client, verb):
    ane, reader = make_account(name="Ane"), make_account()
    mandate = make_mandate(ane.who, status=Status.DELIVERED)
    make_share(ane.who, reader.who, room=Room.MANDATES)
    client.force_login(reader)

    assert client.post(to(verb, mandate.pk)).status_code == 404
    with acting_as(ane.who, because="test"):
        assert [(line.action, line.granted) for line in LogEntry.unguarded.all()] == [("person.mandates.edit", False)]
        assert (Mandate.unguarded.get().status, Mandate.unguarded.get().ended) == ("delivered", "")


def test_the_room_asks_the_database_as_much_for_thirty_as_for_one(client, ane):
    def asked():
        with CaptureQueriesContext(connection) as queries_asked:
            client.get(to("room", ane.who))
        return len(queries_asked)

    def one_more():
        make_mandate(ane.who, status=Status.ACCEPTED)
        make_consent(ane.who)
        make_demand(ane.who)
        make_not_shared(ane.who)

    one_more()
    asked()
    for_one = asked()
    for _more in range(7):
        one_more()

    assert asked() == for_one
    assert for_one <= 14  # of which 5 open and close the transaction


def test_each_page_asks_the_database_little(client, ane):
    mandate, consent = make_mandate(ane.who), make_consent(ane.who)
    pages = [*every_page(mandate, consent, ane.who), to("add", ane.who), to("what", mandate.pk), to("sign", mandate.pk)]
    client.get(pages[0])
    for address in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 17, address  # of which 5 open and close the transaction
