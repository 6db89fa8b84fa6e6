"""A person says something, finds the answer, judges it; who else may see it; and nothing joins the two sides."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date, timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import connection, connections
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole, Permission
from viktig.ground.notify.models import Mail
from viktig.ground.people.models import OrganisationKind, Person
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import LogEntry, Room
from viktig.ground.voice import actions as voices
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.queries import digests_of
from viktig.ground.voice.states import Outcome
from viktig.ground.voice.tests.make import found
from viktig.ground.words.areas import LifeArea
from viktig.ground.words.receipt import mint
from viktig.person.said import actions, queries
from viktig.person.said.access import get_all_said_for, get_said_for
from viktig.person.said.jobs import look_for_answers
from viktig.person.said.models import Said
from viktig.person.said.tests.make import make_said

READ, EDIT = Permission.PERSON_SAID_READ, Permission.PERSON_SAID_EDIT
NOT_HERE = "This is not one of those who can answer here. Choose one below."
SUGGESTED = "%(name)s. We suggest this one: it answers for “%(area)s”."
WORDS = "Papirene mine ble borte 😔\nto ganger. شكرا"


@pytest.fixture
def office():
    council = make_organisation(name="Bystyret", kind=OrganisationKind.OWNER)
    return make_organisation(answers_to=council, areas=["housing"])


@pytest.fixture
def ane():
    return make_account(email="ane@example.org", name="Ane")


@pytest.fixture
def as_ane(client, ane):
    client.force_login(ane)
    return client


def begin(client, query: str = "") -> str:
    """Return the address of a new form."""
    return client.get(f"/person/said/new/{query}").headers["Location"].partition("?")[0]


def approve(client, address: str, words: str = WORDS, **change) -> str:
    """Walk to the last page; return what it carries along so that what is sent is what was shown."""
    client.post(address, {"words": words, "area": "housing", "place": "NO-9901", "kind": "barrier", "level": "service"})
    for step, name in (("to/", "to"), ("way/", "levels")):
        page = client.get(address + step).content.decode()
        chosen = re.search(rf'name="{name}"[^>]*value="([^"]+)"[^>]*checked', page)
        client.post(address + step, {name: change.get(name, chosen.group(1) if chosen else "")})
    return re.search(r'name="shown" value="(\w+)"', client.get(f"{address}check/").content.decode())[1]


def say(client, words: str = WORDS) -> str:
    """Say something through the pages; return the address of its talk."""
    address = begin(client)
    sent = client.post(f"{address}check/", {"may_publish": "no", "shown": approve(client, address, words)})
    return sent.headers["Location"]


def answer(office, outcome=Outcome.EXPLAINED, words="Slik er det.") -> None:
    with acting_as(make_member(office).who, because="test"):
        voices.answer(voice=Voice.unguarded.get(), outcome=outcome, words=words)


def publish(office) -> None:
    users = make_organisation(name="Users", kind=OrganisationKind.USER_ORGANISATION, place=office.place)
    with acting_as(make_member(users, role=OrganisationRole.MODERATOR).who, because="test"):
        voices.publish(voice=Voice.unguarded.get())


def says(text: str, **names: object) -> str:
    """Return what a page says for this in the language of these tests, Bokmål."""
    with translation.override("nb"):
        return gettext(text) % names if names else gettext(text)


def in_a_month() -> date:
    return clock.today() + timedelta(days=30)


def in_words(day: date) -> str:
    with translation.override("nb"):
        return date_format(day, "DATE_FORMAT")


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


# The way there and back -----------------------------------------------------------------------------------------------


def test_a_person_says_something_and_the_one_who_must_answer_reads_it_letter_by_letter(office, ane, as_ane):
    talk = say(as_ane)
    assert says("Your words are on their way. It takes about a minute.") in text_of(as_ane.get(talk))
    voices.deliver()

    with acting_as(make_member(office).who, because="test"):
        voice = Voice.unguarded.get()
        assert (voice.words, voice.kind, voice.may_publish) == (WORDS, "barrier", False)
    assert says(
        "%(name)s has it and must answer by %(date)s.", name="Boligkontoret", date=in_words(in_a_month())
    ) in text_of(as_ane.get(talk))


def test_the_person_replies_and_judges_and_worse_opens_it_again(office, as_ane):
    talk = say(as_ane)
    voices.deliver()
    answer(office)

    assert says("Did it become better?") in text_of(as_ane.get(talk))
    for _twice in range(2):
        as_ane.post(f"{talk}reply/", {"words": "Det hjelper ikke.", "once": "one"})
    as_ane.post(f"{talk}judge/", {"judgement": "worse", "words": "", "once": "two"})
    assert says("Did it become better?") not in text_of(as_ane.get(talk))
    voices.deliver()

    assert says(
        "It is open again. %(name)s must answer by %(date)s.", name="Boligkontoret", date=in_words(in_a_month())
    ) in text_of(as_ane.get(talk))
    with acting_as(make_member(office).who, because="test"):
        assert list(Turn.unguarded.filter(side="speaker").values_list("act", flat=True)) == ["said", "wrote", "judged"]


def test_empty_words_are_told_beside_the_field_and_a_reply_is_not_lost(office, as_ane):
    talk = say(as_ane)
    voices.deliver()

    empty = as_ane.post(f"{talk}reply/", {"words": "  "})
    nothing = as_ane.post(f"{talk}judge/", {"judgement": "", "words": "Fordi."})
    too_early = as_ane.post(f"{talk}judge/", {"judgement": "better", "words": "Fordi."})

    assert says("Write what you want to say.") in text_of(empty)
    assert says("There is nothing to judge yet.") in text_of(too_early)
    assert nothing.status_code == too_early.status_code == 200
    assert voices.deliver() == 0


def test_the_person_s_own_place_is_chosen_already(office, ane, as_ane):
    village = make_place(code="NO-9903", name="Grenda", parent=make_place())
    with acting_as(ane.who, because="test"):
        Person.unguarded.filter(pk=ane.who).update(place=village)

    address = begin(as_ane)
    assert '<option value="NO-9903" selected>' in as_ane.get(address).content.decode()
    as_ane.post(address, {"words": "a", "area": "housing", "place": "NO-9903", "kind": "wish", "level": "system"})

    assert says(SUGGESTED, name="Boligkontoret i Fjordby", area=LifeArea.HOUSING.label) in text_of(
        as_ane.get(f"{address}to/")
    )


# Nothing is lost ------------------------------------------------------------------------------------------------------


def test_a_double_click_makes_one_voice_and_one_row(office, ane, as_ane):
    address = begin(as_ane)
    last = {"may_publish": "yes", "shown": approve(as_ane, address)}

    addresses = {as_ane.post(f"{address}check/", last).headers["Location"] for _twice in range(2)}
    voices.deliver()
    addresses.add(as_ane.post(f"{address}check/", last).headers["Location"])
    voices.deliver()

    assert len(addresses) == 1
    with acting_as(ane.who, because="test"):
        assert Said.unguarded.count() == 1
    with acting_as(make_member(office).who, because="test"):
        assert Voice.unguarded.count() == 1


def test_two_windows_never_write_over_each_other(office, as_ane):
    one, two = begin(as_ane), begin(as_ane)
    as_ane.post(one, {"words": "Det ene."})
    as_ane.post(two, {"words": "Det andre."})

    assert "Det ene." in text_of(as_ane.get(one))
    assert "Det andre." in text_of(as_ane.get(two))
    links = re.findall(r">([^<]*)</a>", as_ane.get("/person/said/").content.decode())
    assert {"Det ene.", "Det andre."} <= set(links)


def test_what_was_changed_in_another_window_is_never_sent_unseen(office, as_ane):
    address = begin(as_ane)
    shown = approve(as_ane, address)
    as_ane.post(
        address, {"words": "Noe annet.", "area": "housing", "place": "NO-9901", "kind": "wish", "level": "system"}
    )

    sent = as_ane.post(f"{address}check/", {"may_publish": "no", "shown": shown})

    assert sent.headers["Location"] == f"{address}check/"
    assert "Noe annet." in text_of(as_ane.get(f"{address}check/"))
    assert voices.deliver() == 0


def test_words_written_in_an_old_window_after_sending_become_something_new(office, as_ane):
    address = begin(as_ane)
    as_ane.post(f"{address}check/", {"may_publish": "no", "shown": approve(as_ane, address)})

    whole = {"words": "Glemte jeg.", "area": "work", "place": "NO-9901", "kind": "wish", "level": "service"}
    later = as_ane.post(address, whole).headers["Location"]
    unfinished = as_ane.post(address, {"words": "Glemte mer."})

    assert as_ane.get(address).headers["Location"] == address.replace("/new", "")
    assert "Glemte jeg." in text_of(as_ane.get(later.removesuffix("to/")))
    assert "Glemte mer." in text_of(unfinished)
    assert address not in later + unfinished.content.decode().partition("<main")[2]


def test_letters_kept_by_themselves_are_there_and_late_ones_overwrite_nothing(office, ane, as_ane):
    address = begin(as_ane)
    key = re.search(r'data-draft="([^"]+)"', as_ane.get(address).content.decode())[1]
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form=key, words={"words": "Halvt"})
    assert "Halvt" in text_of(as_ane.get(address))

    as_ane.post(address, {"words": "Helt.", "area": "housing", "place": "NO-9901"})
    with acting_as(ane.who, because="test"):
        drafts.keep(who=ane.who, form=key, words={"words": "Halvt, for sent"})

    assert "Helt." in text_of(as_ane.get(address))


def test_after_sending_no_draft_is_left(office, ane, as_ane):
    say(as_ane)

    with acting_as(ane.who, because="test"):
        assert queries.all_begun(ane.who) == []


def test_what_was_begun_can_be_thrown_away_after_being_asked_twice(as_ane, office):
    address = begin(as_ane)
    as_ane.post(address, {"words": "Nei."})

    assert says("Delete what you began to write?") in text_of(as_ane.get(f"{address}throw-away/"))
    assert "Nei." in text_of(as_ane.get("/person/said/"))
    as_ane.post(f"{address}throw-away/")
    assert says("You have not said anything yet. You can do it whenever you want.") in text_of(
        as_ane.get("/person/said/")
    )


@pytest.mark.parametrize("step", ["to", "way", "check"])
def test_a_step_that_is_opened_too_early_shows_the_first(as_ane, office, step):
    page = as_ane.get(f"{begin(as_ane)}{step}/")

    assert says("Step 1 of 4") in text_of(page)


def test_forged_fields_get_a_sentence_and_nothing_is_sent(as_ane, office):
    address = begin(as_ane)
    shown = approve(as_ane, address)
    other = str(uuid4())

    assert says(NOT_HERE) in text_of(as_ane.post(f"{address}to/", {"to": other}))
    assert as_ane.post(f"{address}check/", {"may_publish": "no", "shown": shown}).status_code == 200
    as_ane.post(f"{address}to/", {"to": str(office.pk)})
    assert says("It cannot go that far. Choose one below.") in text_of(as_ane.post(f"{address}way/", {"levels": "9"}))
    as_ane.post(f"{address}way/", {"levels": "2"})
    assert says("This is not one of the choices. Choose one of those below.") in text_of(
        as_ane.post(f"{address}check/", {"may_publish": "maybe", "shown": shown})
    )
    assert (
        as_ane.post(f"{address}check/", {"may_publish": "no", "shown": "0"}).headers["Location"] == f"{address}check/"
    )
    assert voices.deliver() == 0


def test_the_id_of_somebody_else_s_row_sends_nothing(office, as_ane):
    theirs = make_said(who=make_account().who, to=office)
    address = f"/person/said/new/{theirs.pk}/"

    sent = as_ane.post(f"{address}check/", {"may_publish": "no", "shown": approve(as_ane, address)})

    assert sent.status_code == 404
    assert voices.deliver() == 0


# Who may see it -------------------------------------------------------------------------------------------------------


@pytest.fixture
def cast(office, ane):
    reader, former, stranger = make_account(), make_account(), make_account()
    make_share(ane.who, reader.who, room=Room.SAID)
    make_share(ane.who, former.who, room=Room.SAID, days=-1)
    other_room = make_account()
    make_share(ane.who, other_room.who, room=Room.MATTERS)
    administrator = make_member(office, role=OrganisationRole.ADMINISTRATOR)
    return {
        "ane": ane,
        "reader": reader,
        "former": former,
        "reader_of_matters": other_room,
        "stranger": stranger,
        "administrator": administrator,
    }


@pytest.mark.parametrize(
    ("who", "opens", "row"),
    [
        ("ane", {READ, EDIT}, True),
        ("reader", {READ}, True),
        ("former", set(), False),
        ("reader_of_matters", set(), False),
        ("stranger", set(), False),
        ("administrator", set(), False),
    ],
)
@pytest.mark.parametrize("permission", [READ, EDIT])
def test_what_was_said_opens_only_for_its_people(cast, office, who, opens, row, permission):
    said = make_said(who=cast["ane"].who, to=office)
    account = cast[who]

    with acting_as(account.who, because="test"):
        assert Said.unguarded.exists() is row
        with nullcontext() if permission in opens else pytest.raises(Http404):
            assert get_said_for(account, said.pk, permission) == said
        with nullcontext() if permission in opens else pytest.raises(Http404):
            assert get_all_said_for(account, cast["ane"].who, permission)[1] == [said]


def test_a_reader_sees_the_same_talk_but_cannot_speak_and_the_person_sees_that_they_looked(cast, office, client, ane):
    said = make_said(who=ane.who, to=office)
    answer(office)
    client.force_login(cast["reader"])

    talk = client.get(f"/person/said/{said.pk}/")
    assert "Slik er det." in text_of(talk)
    assert "<form" not in talk.content.decode().partition("<main")[2]
    assert "My papers were lost twice." in text_of(client.get(reverse("person:said-room", args=[ane.who])))
    for verb, given in (("reply", {"words": "Jeg"}), ("judge", {"judgement": "better"})):
        assert client.post(f"/person/said/{said.pk}/{verb}/", given).status_code == 404
    assert client.get(f"/person/said/{said.pk}/receipt/").status_code == 404
    assert voices.deliver() == 0

    with acting_as(ane.who, because="test"):
        assert set(LogEntry.unguarded.values_list("action", "granted")) == {
            ("person.said.read", True),
            ("person.said.edit", False),
        }
        assert Said.unguarded.get().seen["turns"] == 0  # somebody else's look is not the person's


@pytest.mark.parametrize("who", ["former", "stranger", "administrator", "reader_of_matters"])
def test_to_others_it_is_not_there(cast, office, client, ane, who):
    said = make_said(who=ane.who, to=office)
    client.force_login(cast[who])

    pages = [
        client.get(address)
        for address in (
            f"/person/said/{said.pk}/",
            f"/person/said/{uuid4()}/",
            f"/person/said/of/{ane.who}/",
            f"/person/said/of/{uuid4()}/",
        )
    ]

    assert [page.status_code for page in pages] == [404] * 4
    assert len({re.sub(r'value="[^"]*"|/person/[^?"]*', "", page.content.decode()) for page in pages}) == 1


def test_the_receipt_is_shown_to_the_person_on_demand(office, ane, as_ane):
    said = make_said(who=ane.who, to=office)

    assert said.receipt not in text_of(as_ane.get(f"/person/said/{said.pk}/"))
    assert said.receipt in text_of(as_ane.get(f"/person/said/{said.pk}/receipt/"))


# The two sides share nothing ------------------------------------------------------------------------------------------


def test_nothing_in_the_person_s_rows_stands_in_the_voice_s(office, ane, as_ane):
    say(as_ane)
    voices.deliver()
    answer(office)
    as_ane.get("/person/said/")

    with acting_as(ane.who, because="test"):
        mine = values_of("person_said", "ground_draft", "ground_person")
    with acting_as(make_member(office).who, because="test"):
        theirs = values_of("ground_voice", "ground_turn", "ground_reach")
    # "yes", "no", nothing and the place's number are in common; no id, no digest, no date, no text.
    assert {value for value in mine & theirs if len(value) > 5} == set()
    assert len(mine) > 3
    assert len(theirs) > 10


def values_of(*tables: str) -> set[str]:
    values: set[str] = set()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select * from {table}")  # noqa: S608 (our own names)
            cells = [value for row in cursor.fetchall() for value in row]
            values |= {value.hex() if isinstance(value, bytes | memoryview) else str(value) for value in cells}
    return values


def test_what_waits_names_no_row_of_the_voice(office, ane, as_ane):
    talk = say(as_ane)
    voices.deliver()
    as_ane.post(f"{talk}reply/", {"words": "Mer.", "once": "one"})
    with acting_as(ane.who, because="test"):
        receipt = Said.unguarded.get().receipt
    with acting_as(ane.who, because="test", receipts=digests_of(receipt)), connection.cursor() as cursor:
        cursor.execute("select id::text, receipt_digest from own_waiting()")
        waiting = {value for row in cursor.fetchall() for value in row}
    voices.deliver()

    with acting_as(make_member(office).who, because="test"):
        assert waiting & values_of("ground_voice", "ground_turn", "ground_reach") == set()
    assert len(waiting) == 2


# News -----------------------------------------------------------------------------------------------------------------


def test_an_answer_is_found_once_an_hour_told_once_and_marked_as_new_until_it_is_read(office, ane, as_ane):
    said = make_said(who=ane.who, to=office)
    with acting_as(make_member(office).who, because="test"):
        voices.read(voice=Voice.unguarded.get())
    look_for_answers()
    assert told() == 0  # that it was read is shown, but is no news

    answer(office)
    look_for_answers()
    look_for_answers()

    assert told() == 1
    assert says("Something new") in text_of(as_ane.get("/person/said/"))
    as_ane.get(f"/person/said/{said.pk}/")
    assert says("Something new") not in text_of(as_ane.get("/person/said/"))
    look_for_answers()
    assert told() == 1


def test_what_the_person_has_seen_themselves_is_not_told(office, ane, as_ane):
    said = make_said(who=ane.who, to=office)
    answer(office)
    as_ane.get(f"/person/said/{said.pk}/")

    look_for_answers()

    assert told() == 0


def test_what_is_published_after_it_was_closed_is_told_and_stands_on_the_page(office, ane, as_ane):
    said = make_said(who=ane.who, to=office)
    answer(office)
    as_ane.get(f"/person/said/{said.pk}/")
    as_ane.post(f"/person/said/{said.pk}/judge/", {"judgement": "better", "words": "", "once": "one"})
    voices.deliver()
    look_for_answers()
    assert told() == 0
    assert says("It is published.") not in text_of(as_ane.get("/me/"))

    publish(office)
    look_for_answers()

    assert told() == 1
    assert says("It is published.") in text_of(as_ane.get("/me/"))
    assert says("Something new") in text_of(as_ane.get("/person/said/"))


def test_what_is_closed_is_looked_for_no_more(office, ane, as_ane):
    said = make_said(who=ane.who, to=office)
    answer(office)
    as_ane.post(f"/person/said/{said.pk}/judge/", {"judgement": "better", "words": "", "once": "one"})
    voices.deliver()
    publish(office)

    look_for_answers()

    with acting_as(ane.who, because="test"):
        assert Said.unguarded.get().is_open is False
    assert queries.due_said() == []
    assert found(said.receipt).status == "closed"


def told() -> int:
    return Mail.unguarded.count() + len(mail.outbox)


# For other rooms ------------------------------------------------------------------------------------------------------


def test_the_overview_says_where_each_stands_news_first(office, ane):
    quiet = make_said(who=ane.who, to=office, words="Det stille.")
    on_its_way = make_said(who=ane.who, to=office, words="På vei.", arrived=False)
    with acting_as(make_member(office).who, because="test"):
        voices.answer(voice=Voice.unguarded.get(), outcome=Outcome.EXPLAINED, words="Slik.")

    with acting_as(ane.who, because="test"):
        lines = queries.said_overview(ane.who)

    assert [(line.id, line.first_words, line.has_news, line.may_judge) for line in lines] == [
        (quiet.pk, "Det stille.", True, True),
        (on_its_way.pk, "På vei.", False, False),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(office, ane, as_ane, number, django_assert_max_num_queries):
    for _each in range(number):
        make_said(who=ane.who, to=office)

    with django_assert_max_num_queries(26):
        as_ane.get("/person/said/")


def test_the_export_holds_words_talk_and_receipt(office, ane):
    said = make_said(who=ane.who, to=office)
    answer(office)

    with acting_as(ane.who, because="test"):
        [exported] = queries.export_said(ane.who)

    assert (exported["words"], exported["to"], exported["receipt"]) == (
        "My papers were lost twice.",
        "Boligkontoret",
        said.receipt,
    )
    assert [turn["words"] for turn in exported["talk"]] == ["My papers were lost twice.", "Slik er det."]
    assert exported["said_on"] == clock.today().isoformat()


def test_the_form_begins_with_what_matters_when_asked_to(ane, as_ane, office):
    from viktig.person.matters.actions import write_matter

    with acting_as(ane.who, because="test"):
        matter = write_matter(who=ane.who, area="economy", words="Gjelden.")

    page = as_ane.get(as_ane.get(f"/person/said/new/?matter={matter.pk}").headers["Location"])

    assert "Gjelden." in text_of(page)
    assert as_ane.get(f"/person/said/new/?matter={uuid4()}").status_code == 404
    assert as_ane.get("/person/said/new/?matter=nonsense").status_code == 302


def test_the_form_begins_with_words_that_the_ombud_suggests_and_sending_closes_the_suggestion(ane, as_ane, office):
    suggestion = make_suggestion(ane.who, to=office)
    address = begin(as_ane, f"?suggestion={suggestion.pk}")

    page = as_ane.get(address)
    assert says("Words suggested by %(from_whom)s. Change what you like.", from_whom="Siri") in text_of(page)
    assert "De mistet papirene." in text_of(page)
    talk = as_ane.post(
        f"{address}check/", {"may_publish": "yes", "shown": approve(as_ane, address, "De mistet papirene mine.")}
    ).headers["Location"]

    with acting_as(ane.who, because="test"):
        said = Said.unguarded.get()
        suggestion.refresh_from_db()
        assert (said.seen["assignment"], suggestion.is_open) == (str(suggestion.assignment_id), False)
    assert UUID(talk.split("/")[-2]) == suggestion.pk
    assert as_ane.get(f"/person/said/new/?suggestion={suggestion.pk}").headers["Location"] == address
    assert as_ane.get(address).headers["Location"] == talk


def test_nobody_sends_a_suggestion_made_to_somebody_else(ane, as_ane, office):
    suggestion = make_suggestion(make_account().who, to=office)

    assert as_ane.get(f"/person/said/new/?suggestion={suggestion.pk}").status_code == 404
    assert "De mistet papirene." not in text_of(as_ane.get(f"/person/said/new/{suggestion.pk}/"))


def make_suggestion(who, *, to):
    from viktig.person.ombud.models import Agreement, Assignment, Suggestion

    ombud, today = make_account(), clock.today()
    with acting_as(who, because="test"):
        agreement = Agreement(
            person_id=who, ombud=ombud.who, ombud_name="Siri", review_on=today + timedelta(days=9), started_on=today
        )
        agreement.save(force_insert=True)
        assignment = Assignment(person_id=who, agreement=agreement, kind="housing", words="Papirene.", asked_on=today)
        assignment.save(force_insert=True)
        suggestion = Suggestion(
            person_id=who,
            assignment=assignment,
            by=ombud.who,
            by_name="Siri",
            words="De mistet papirene.",
            load={"to": str(to.pk), "kind": "barrier", "level": "service", "area": "housing", "ready": True},
        )
        suggestion.save(force_insert=True)
    return suggestion


# With transactions that really commit ----------------------------------------------------------------------------------


def test_sent_twice_at_once_it_is_one_row_and_one_voice(own_database):
    office, who, said_id, receipt = make_organisation(), make_account().who, uuid4(), mint("nb")
    words = voices.Words("wish", "service", "housing", "nb", "Begge på en gang.", str(office.pk), 1, False)

    def send() -> None:
        try:
            with acting_as(who, because="test"):
                actions.say(who=who, said_id=said_id, words=words, receipt=receipt)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(send) for _each in range(4)]:
            done.result()
    voices.deliver()

    with acting_as(who, because="test"):
        assert Said.unguarded.count() == 1
    with acting_as(make_member(office).who, because="test"):
        assert Voice.unguarded.count() == 1


def test_no_transaction_joins_the_person_to_the_voice(own_database):
    office, account = make_organisation(), make_account()
    said = make_said(who=account.who, to=office)
    with acting_as(account.who, because="test", receipts=digests_of(said.receipt)), connection.cursor() as cursor:
        cursor.execute("select xmin::text from person_said union select xmin::text from ground_person")
        mine = set(cursor.fetchall())
        cursor.execute("select xmin::text from ground_voice union select xmin::text from ground_turn")
        theirs = set(cursor.fetchall())

    assert mine & theirs == set()
    assert (len(mine), len(theirs)) == (2, 1)
