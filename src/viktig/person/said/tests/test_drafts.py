"""Nothing is lost, and nothing is sent twice or unseen."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from django.db import connections

from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.models import Voice
from viktig.ground.words.receipt import mint
from viktig.person.said import actions, queries
from viktig.person.said.models import Said
from viktig.person.said.tests.pages import approve, begin, say, says, text_of


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
