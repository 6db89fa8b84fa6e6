"""The pages of what there is to choose, as the person and as those they share with."""

import io
import json
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from viktig.ground import clock
from viktig.ground.access.queries import open_now
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact
from viktig.ground.notify.tasks import tasks_for
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, LogEntry, Room, Share
from viktig.person.choices.models import Choosing, ChoosingStatus, Concern, Option, Proposal, ProposalKind
from viktig.person.choices.tests.make import (
    make_choosing,
    make_concern,
    make_helper,
    make_option,
    make_proposal,
    make_settled,
)
from viktig.person.matters.tests.make import make_matter
from viktig.person.mine.queries import everything
from viktig.person.mine.tests.schema import faults
from viktig.person.mine.tests.test_queries import SCHEMA


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", email="ane@example.org")
    client.force_login(account)
    return account


def at(name, *which):
    return reverse(f"person:choices-{name}", args=[getattr(one, "pk", one) for one in which])


def seen_of(client, address):
    return unescape(client.get(address).text.split('name="seen" value="')[1].split('"')[0])


def text(page):
    return " ".join(unescape(page).split())


# The person -------------------------------------------------------------------------------------------------------------


def test_one_sentence_is_enough_to_begin_and_both_ways_of_not_acting_stand_there(client, ane):
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form="person.choices.new", words={"about": "Whether I"})
    add = at("add", ane.who)
    assert "Whether I</textarea>" in client.get(add).text

    new_id = uuid4()
    for _time in range(2):
        assert client.post(add, {"about": "A medicine", "new_id": new_id}).url == at("choosing", new_id)

    page = client.get(at("choosing", new_id)).text
    assert page.index("Gjøre ingenting") < page.index("Vente og se")
    with acting_as(ane.who, because="test"):
        assert Choosing.unguarded.count() == 1
    assert client.get("/person/choices/").url == at("room", ane.who)
    assert "Whether I</textarea>" not in client.get(add).text


def test_without_a_word_nothing_is_begun_and_what_was_written_is_kept(client, ane):
    answer = client.post(at("add", ane.who), {"about": " ", "why_now": "They called", "new_id": uuid4()})

    assert answer.status_code == 200
    assert "They called</textarea>" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_the_possibilities_stand_side_by_side_under_the_same_heads_with_source_and_who_paid(client, ane):
    choosing = make_choosing(ane)
    make_option(
        choosing,
        "Medicine",
        good="Less fear",
        hard="Tired",
        happens_1="sleep better",
        number_1="30",
        of_1="100",
        source="A leaflet",
        dated="2024",
        paid_by="Who makes it",
        unsure="One small study",
    )
    make_option(choosing, "Walks with a group", availability="not_here")

    page = text(client.get(at("side-by-side", choosing)).text)

    for words in ("30 av 100", "A leaflet (2024)", "Who makes it", "One small study", "Less fear", "Tired"):
        assert page.count(words) >= 1, words
    for head in (
        "Hva som kan være godt",
        "Det som kan være godt",
        "Hvor sannsynlig det er",
        "Hvem som betalte for det",
    ):
        assert page.count(f"<h3>{head}</h3>") in {0, 4}, head
    assert page.count("<h3>Hvem som betalte for det</h3>") == 4
    assert page.index("Gjøre ingenting") < page.index("Medicine") < page.index("Vente og se") < page.index("Walks")
    assert "Ikke å få her nå" in page


def test_no_possibility_is_chosen_beforehand_and_the_ways_out_look_alike(client, ane):
    choosing = make_choosing(ane)
    make_option(choosing, "Medicine")

    page = client.get(at("settle", choosing)).text

    assert page.count('type="radio"') == 3 + 3
    assert "checked" not in page
    assert page.count('class="ds-field choice"') == 6


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("30", "", "better"), "Skriv hvor mange, av hvor mange"),
        (("many", "100", "better"), "Skriv begge som hele tall"),
        (("30", "10", "better"), "kan ikke være større"),
    ],
)
def test_numbers_are_so_many_of_so_many_or_said_to_be_wrong_with_all_kept(client, ane, line, says):
    choosing = make_choosing(ane)
    number, of, happens = line
    sent = {"name": "Medicine", "good": "Less fear", "availability": "unknown", "new_id": uuid4()}

    answer = client.post(at("option-add", choosing), sent | {"number_1": number, "of_1": of, "happens_1": happens})

    assert says in text(answer.text)
    assert "Less fear</textarea>" in answer.text
    with acting_as(ane.who, because="test"):
        assert Option.unguarded.filter(kind="own").count() == 0


def test_what_matters_is_taken_from_what_was_written_before_and_stands_beside_each_possibility(client, ane):
    matter, choosing = make_matter(ane.who, "A quiet flat"), make_choosing(ane)
    option = make_option(choosing, "Medicine")
    assert "A quiet flat" in client.get(at("concerns", choosing)).text

    client.post(at("concerns", choosing), {"words": "", "taken": [matter.pk], "new_id": uuid4()})
    with acting_as(ane.who, because="test"):
        [concern] = Concern.unguarded.all()
    weigh = at("weigh", concern)
    sent = {
        "words": concern.words,
        "seen": seen_of(client, weigh),
        f"number_{option.pk}": "7",
        f"words_{option.pk}": "Mmm",
    }
    assert client.post(weigh, sent).url == at("choosing", choosing)

    page = text(client.get(at("side-by-side", choosing)).text)
    assert page.count("A quiet flat") == 3
    assert (page.count("7 av 10"), page.count("Mmm")) == (1, 1)
    assert "A quiet flat" not in client.get(at("concerns", choosing)).text


def test_two_windows_show_what_stands_there_now_and_keep_what_was_written(client, ane):
    choosing = make_choosing(ane)
    option, concern = make_option(choosing, "Medicine"), make_concern(choosing)
    forms = {
        at("write", choosing): ("about", {}),
        at("questions", choosing): ("questions", {}),
        at("option", option): ("good", {"name": "Medicine", "availability": "here"}),
        at("weigh", concern): ("words", {}),
        at("settle", choosing): ("words", {"what": "disagreed"}),
    }
    for address, (field, more) in forms.items():
        seen = seen_of(client, address)
        assert client.post(address, {field: "From the first.", "seen": seen} | more).status_code == 302, address

        answer = client.post(address, {field: "From the second.", "seen": seen} | more)
        assert answer.status_code == 200, address
        assert "From the second.</textarea>" in answer.text, address
        assert "From the first.</p>" in answer.text, address
        again = unescape(answer.text.split('name="seen" value="')[1].split('"')[0])
        assert client.post(address, {field: "From the second.", "seen": again} | more).status_code == 302, address


def test_the_sheet_holds_what_i_want_what_matters_and_what_to_ask_and_fits_one_page(client, ane):
    choosing = make_choosing(ane, wants="To sleep at night", why_now="They called")
    make_concern(choosing, "To keep my job")
    seen = seen_of(client, at("questions", choosing))
    client.post(at("questions", choosing), {"questions": "Can I stop?\n\nWho decides?", "seen": seen})

    made = PdfReader(io.BytesIO(client.get(at("sheet", choosing)).content))

    assert len(made.pages) == 1
    said = " ".join(made.pages[0].extract_text().split())
    for words in (
        "To sleep at night",
        "They called",
        "To keep my job",
        "Can I stop?",
        "Who decides?",
        "Hvor sannsynlig",
    ):
        assert words in said
    assert "Ane" not in said


def test_a_choice_is_settled_looked_back_at_and_ones_mind_is_changed(client, ane):
    choosing = make_choosing(ane)
    option = make_option(choosing, "Medicine")
    day = clock.today() + timedelta(days=10)
    sent = {"what": str(option.pk), "review_on": day.isoformat(), "seen": seen_of(client, at("settle", choosing))}
    assert client.post(at("settle", choosing), sent).status_code == 302
    with acting_as(ane.who, because="test"):
        [task] = tasks_for(ane)
    assert (task.by_when, task.address) == (day, at("choosing", choosing))

    client.post(at("move", choosing), {"to": "tried", "seen": "decided"})
    seen = seen_of(client, at("look-back", choosing))
    client.post(at("look-back", choosing), {"words": "It helped a little.", "seen": seen})
    page = client.get(at("choosing", choosing)).text
    assert "It helped a little.</p>" in page
    client.post(at("again", choosing))

    with acting_as(ane.who, because="test"):
        assert Choosing.unguarded.get().status == "thinking"
        assert tasks_for(ane) == []
    assert "It helped a little.</p>" in client.get(at("choosing", choosing)).text
    assert "look-back" not in client.get(at("choosing", choosing)).text


def test_a_missing_possibility_becomes_something_to_say_and_nothing_is_sent(client, ane):
    choosing = make_choosing(ane)
    option, here = make_option(choosing, "Walks", availability="not_here"), make_option(choosing, "Medicine")
    assert f'action="{at("option-say", option)}"' in client.get(at("choosing", choosing)).text

    written = client.post(at("option-say", option), follow=True)

    assert written.redirect_chain[-1][0] == reverse("person:said-write", args=[option.pk])
    assert "Walks." in written.text
    assert client.post(at("option-say", here)).status_code == 404
    other = client.post(at("other-helper", choosing), follow=True)
    assert "Jeg vil ha en annen hjelper." in other.text


def test_how_it_was_to_choose_is_counted_by_place_and_asked_once(client, ane):
    choosing = make_settled(make_choosing(ane), result=ChoosingStatus.LEFT)
    assert "<form" not in client.get(at("how", choosing)).text.partition("<h1>")[2].partition("</main>")[0]
    with acting_as(ane.who, because="test"):
        Person.unguarded.filter(pk=ane.who).update(place=make_place())
    assert "checked" not in client.get(at("how", choosing)).text

    assert client.post(at("how", choosing), {}).status_code == 200
    assert client.post(at("how", choosing), {"knew": "no", "time": "yes"}).url == at("choosing", choosing)
    assert client.post(at("how", choosing), {"knew": "yes"}).url == at("choosing", choosing)

    move_facts()
    found = Fact.unguarded.filter(kind="person.choices.how_it_was").values_list("attributes__question", flat=True)
    assert sorted(found) == ["knew", "time"]


def test_deleting_is_asked_twice(client, ane):
    choosing = make_choosing(ane)
    option, concern = make_option(choosing), make_concern(choosing)
    for name, row in (("concern-delete", concern), ("option-delete", option), ("delete", choosing)):
        assert client.get(at(name, row)).status_code == 200
        with acting_as(ane.who, because="test"):
            assert type(row).unguarded.filter(pk=row.pk).exists()
        assert client.post(at(name, row)).status_code == 302
        with acting_as(ane.who, because="test"):
            assert not type(row).unguarded.filter(pk=row.pk).exists()


def test_the_law_of_the_country_where_one_lives_is_named_and_no_other(client, ane):
    choosing = make_choosing(ane)
    assert "3-1" not in client.get(at("choosing", choosing)).text

    for code, country, has, lacks in (("NO-9901", "NO", "§ 3-1", "2014:821"), ("SE-9901", "SE", "2014:821", "§ 3-1")):
        with acting_as(ane.who, because="test"):
            Person.unguarded.filter(pk=ane.who).update(place=make_place(code=code, country=country))
        page = client.get(at("choosing", choosing)).text
        assert (has in page, lacks in page) == (True, False)


def test_all_of_the_room_comes_out_in_my_data_as_its_schema_says(client, ane):
    choosing = make_choosing(ane, wants="To sleep")
    option, concern = make_option(choosing, "Medicine", good="Less fear", happens_1="x", number_1="3", of_1="9"), None
    concern = make_concern(choosing)
    seen = seen_of(client, at("weigh", concern))
    client.post(at("weigh", concern), {"words": "To sleep", "seen": seen, f"number_{option.pk}": "7"})
    helper = make_helper(choosing)
    make_proposal(choosing, helper, kind=ProposalKind.FACTS, option=option, hard="Tired")
    make_settled(choosing, result=ChoosingStatus.DISAGREED, words="I will not.", theirs="I must.")

    with acting_as(ane.who, because="test"):
        made = json.loads(json.dumps(everything(ane.who)))

    assert faults(made, SCHEMA, SCHEMA) == []
    held = made["choices"]
    assert [(one["about"], one["wanted"], one["step"]) for one in held["choices"]] == [
        ("Whether to try a medicine", "To sleep", "disagreed")
    ]
    [own] = [one for one in held["options"] if one["possibility"] == "own"]
    assert (own["good"], own["likely"], own["beside"]) == (
        "Less fear",
        ["3/9: x"],
        [{"about": "To sleep", "number": 7, "words": ""}],
    )
    assert [(one["words"], one["theirs"]) for one in held["steps"]] == [("I will not.", "I must.")]
    assert [(one["by"], one["hard"]) for one in held["proposals"]] == [("Kim", "Tired")]
    page = client.get(reverse("person:mine-everything")).text
    for words in ("Less fear", "I will not.", "Tired", "3/9: x", "Vi er ikke enige"):
        assert words in page


def test_a_list_of_thirty_asks_the_database_as_much_as_one_of_one(client, ane):
    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    choosing = make_choosing(ane)
    make_option(choosing), make_concern(choosing)
    pages = [at("room", ane.who), at("choosing", choosing), at("side-by-side", choosing)]
    before = [asked(page) for page in pages]
    for number in range(9):
        make_option(choosing, f"Way {number}")
        make_concern(choosing, f"Matter {number}")
    for number in range(29):
        make_choosing(ane, f"Choice {number}")

    assert [asked(page) for page in pages] == before
    assert max(before) <= 12 + 5, before  # 5 open and close the transaction


# Those they share with --------------------------------------------------------------------------------------------------


def test_a_reader_opens_the_same_page_and_gets_nothing_to_change(client):
    ane = make_account(name="Ane")
    choosing = make_choosing(ane)
    option, concern = make_option(choosing, "Medicine"), make_concern(choosing)
    reader = make_helper(choosing, level=Level.READ)
    client.force_login(reader)

    for name in ("choosing", "side-by-side"):
        page = client.get(at(name, choosing)).text
        main = page.partition("<main")[2].partition("</main>")[0]
        assert "Medicine" in main
        assert "<form" not in main
        assert "<textarea" not in main
    assert client.get(at("room", ane.who)).status_code == 404
    edits = [("write", choosing), ("questions", choosing), ("option", option), ("weigh", concern), ("settle", choosing)]
    for name, row in edits:
        assert client.get(at(name, row)).status_code == 404, name
    with acting_as(ane.who, because="test"):
        tries = {(line.action, line.granted) for line in LogEntry.unguarded.all()}
    assert tries == {("person.choices.read", True), ("person.choices.edit", False)}


def test_a_peer_whom_the_person_lets_in_helps_before_and_after_and_the_person_decides(client):
    ane = make_account(name="Ane")
    choosing = make_choosing(ane)
    peer = make_member(make_organisation(), role=OrganisationRole.PEER, known_as="Kim")
    make_share(ane.who, peer.who, room=Room.CHOICES, item=choosing.pk, level=Level.SUGGEST)

    client.force_login(peer)
    asks = client.get(client.get(at("suggest-begin", choosing, "question")).url)
    assert asks.status_code == 200
    client.post(asks.wsgi_request.path, {"words": "What helped others like me?"})
    make_settled(choosing, result=ChoosingStatus.DISAGREED, words="I will not.")
    after = client.get(at("suggest-begin", choosing, "view")).url
    client.post(after, {"words": "I felt the same, and was glad that I waited."})

    client.force_login(ane)
    page = client.get(at("choosing", choosing)).text
    assert "What helped others like me?" in page
    with acting_as(ane.who, because="test"):
        view, question = (Proposal.unguarded.get(kind=kind) for kind in ("view", "question"))
    for one in (question, view):
        assert client.post(at("suggestion-take", one)).url == at("choosing", choosing)
    page = text(client.get(at("choosing", choosing)).text)
    assert "What helped others like me?</li>" in page
    assert "I felt the same, and was glad that I waited.</p>" in page
    client.post(at("suggestion-not-now", view))
    with acting_as(ane.who, because="test"):
        assert Proposal.unguarded.get(pk=view.pk).taken_on is None


def test_what_somebody_suggests_is_seen_from_the_first_letter_and_taken_in_the_persons_own_form(client):
    ane = make_account(name="Ane")
    choosing = make_choosing(ane)
    option, helper = make_option(choosing, "Medicine", good="Less fear"), make_helper(choosing)
    client.force_login(helper)
    address = client.get(at("facts-begin", option)).url
    key = address.rstrip("/").split("/")[-1]
    sent = {"key": key, "words": json.dumps({"good": "More sl"})}
    assert client.post(f"{address}draft/", sent).json() == {"kept": True}

    client.force_login(ane)
    assert "More sl</p>" in client.get(at("choosing", choosing)).text

    client.force_login(helper)
    assert "More sl</textarea>" in client.get(address).text
    refused = client.post(address, {"good": "50 % mer søvn", "of_1": "100"})
    assert "Si det som" in text(refused.text)
    assert "50 % mer søvn</textarea>" in refused.text
    facts = {
        "good": "More sleep",
        "number_1": "3",
        "of_1": "10",
        "happens_1": "sleep",
        "source": "A study",
        "paid_by": "The state",
    }
    assert client.post(address, facts).status_code == 302

    client.force_login(ane)
    form = f"{at('option', option)}?suggestion={key}"
    page = client.get(form).text
    assert "Less fear\n\nMore sleep</textarea>" in page
    with acting_as(ane.who, because="test"):
        assert Option.unguarded.get(pk=option.pk).facts == {"good": "Less fear"}
    sent = {"name": "Medicine", "availability": "here", "seen": seen_of(client, form)} | facts
    assert client.post(form, sent).url == at("choosing", choosing)
    with acting_as(ane.who, because="test"):
        now = Option.unguarded.get(pk=option.pk)
        assert (now.facts["good"], now.from_whom) == ("More sleep", "Kim")
        assert Proposal.unguarded.get().taken_on == clock.today()


def test_a_helper_takes_back_what_they_suggested_and_the_person_lays_aside_and_brings_back(client):
    ane = make_account(name="Ane")
    choosing = make_choosing(ane)
    helper = make_helper(choosing)
    proposal = make_proposal(choosing, helper)
    is_open = lambda: Proposal.unguarded.get().is_open  # noqa: E731

    for account, name, then in (
        (ane, "suggestion-not-now", False),
        (ane, "suggestion-bring-back", True),
        (helper, "suggestion-take-back", False),
    ):
        client.force_login(account)
        assert client.post(at(name, proposal)).status_code == 302
        with acting_as(ane.who, because="test"):
            assert is_open() is then
    for name in ("suggestion-not-now", "suggestion-bring-back", "suggestion-take"):
        assert client.post(at(name, proposal)).status_code == 404


def test_one_choice_is_shared_alone_with_somebody_who_may_suggest_there(client, ane):
    choosing, kim = make_choosing(ane), make_account(name="Kim")
    make_choosing(ane, "Where to live")
    make_share(ane.who, kim.who, days=1)  # somebody she has shared with before
    preview = reverse("person:sharing-preview", args=[kim.who, "choices", choosing.pk])
    assert "Whether to try a medicine" in client.get(preview).text
    until = (clock.today() + timedelta(days=10)).isoformat()
    sent = {"level": "suggest", "purpose": "To think with me", "until": until, "seen_as": "suggest"}

    assert client.post(preview, sent).status_code == 302

    with acting_as(ane.who, because="test"):
        shares = Share.unguarded.filter(open_now(), room="choices").values_list("item", "level")
        assert list(shares) == [(choosing.pk, "suggest")]
    assert "Kim" in client.get(at("choosing", choosing)).text
    client.force_login(kim)
    assert client.get(at("choosing", choosing)).status_code == 200
