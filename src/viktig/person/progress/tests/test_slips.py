"""Eight words with which a form is answered once: what lies ready, who gets the answer, and what nobody learns."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import ProgrammingError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from viktig.ground import clock
from viktig.ground.notify.models import Mail
from viktig.ground.people.tests.make import make_account, make_share
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.sealing import fingerprint_of
from viktig.person.mine import actions as mine
from viktig.person.progress import actions, jobs, packs, queries
from viktig.person.progress.models import Filling, LaidOut, Series, Slip

READS = {"VIKTIG_ANSWERS_READ_DAYS": 2}
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def no_counters():
    cache.clear()


@pytest.fixture
def ane(client):
    account = make_account(name="Ane", language="en")
    client.force_login(account)
    client.defaults.update({"HTTP_ACCEPT_LANGUAGE": "en"})
    return account


@pytest.fixture
def mum():
    """Somebody without an account, at a telephone of their own."""
    return Client(headers={"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"})


def at(name, *args):
    return reverse(f"person:progress-{name}", args=args)


def make(account, form="viktig-around", rater="Mum", called="Annie", ends_on=None):
    """Make a slip and lay its form ready, as the two pages do."""
    with acting_as(account.who, because="test"):
        asked = packs.in_language(packs.forms()[form], "en")
        given_to = {"form": asked, "rater": rater, "called": called, "ends_on": ends_on or clock.today() + WEEK}
        slip = actions.make_slip(who=account.who, **given_to)
    with acting_as(account.who, because="test"):
        actions.lay_out(slip)
    return slip


def words_of(slip):
    with acting_as(slip.person_id, because="test"):
        return slip.load["words"]


def said(words, **more):
    return {"slip": words, "new_id": uuid4(), "q-lately": "2", "q-helps": "That she sings again"} | more


def rows(account):
    """Return for each line whose it is and how often it was filled in, and how many slips are out."""
    with acting_as(account.who, because="test"):
        lines = [(one.rater, Filling.unguarded.filter(series=one).count()) for one in Series.unguarded.all()]
        return sorted(lines), Slip.unguarded.count()


def test_somebody_else_answers_without_an_account_and_it_stands_beside_ones_own(client, ane, mum):
    sent = {"form": "viktig-around", "rater": "Mum", "called": "Annie", "new_id": uuid4(), "ends_on": _in_a_week()}
    answer = client.post(at("slips", ane.who), sent)
    assert client.post(at("slips", ane.who), sent).url == answer.url  # pressed twice, it is one
    page = client.get(answer.url)
    assert page.headers["Cache-Control"] == "no-store, private"
    words = " ".join(page.context["words"])
    assert (len(words.split()), f"/fill/#{words.replace(' ', '-')}" in page.text, "<svg" in page.text) == (
        8,
        True,
        True,
    )

    sheet = mum.post("/fill/", {"slip": words.upper()}).text
    assert ("Annie wants to know" in sheet, "You can answer once." in sheet) == (True, True)
    assert ("Ane" in sheet, "Mum" in sheet, str(ane.who) in sheet) == (False, False, False)
    done = mum.post("/fill/", said(words))
    assert "Your answers have come" in done.text
    assert (done.headers["Cache-Control"], bool(mum.cookies)) == ("no-store, private", False)

    page = client.get(at("room", ane.who)).text
    assert ("An answer has come." in page, "Mum: As I see it" in page) == (True, True)
    assert rows(ane) == ([("Mum", 1)], 0)
    with acting_as(ane.who, because="test"):
        filling = Filling.unguarded.get()
    page = client.get(at("filling", ane.who, filling.series_id, filling.pk)).text
    assert ("That she sings again" in page, "Easier than before" in page) == (True, True)
    page = client.get(at("series", ane.who, filling.series_id)).text
    assert "neither is right or wrong" in page
    again = client.get(re.search(r'href="([^"]*slips/\?line=[^"]*)"', page)[1]).text
    assert 'value="Mum"' in again


def _in_a_week():
    return (timezone.localdate() + WEEK).isoformat()


def test_the_second_answer_of_the_same_human_joins_the_first(ane, mum):
    for name in ("Mum", " mum "):
        mum.post("/fill/", said(words_of(make(ane, rater=name))))
        gather(ane)

    assert rows(ane) == ([("Mum", 2)], 0)


def gather(account):
    with acting_as(account.who, because="test"):
        return len(actions.gather(who=account.who, slips=Slip.unguarded.filter(person_id=account.who)))


def test_an_answer_of_ones_own_joins_ones_own_line(client, ane, mum):
    slip = make(ane, "gad-7", rater="")
    mum.post("/fill/", {"slip": words_of(slip), "new_id": uuid4()} | {f"q-{item}": "2" for item in range(1, 8)})

    assert "14 of 21 on" in client.get(at("room", ane.who)).text
    assert rows(ane) == ([("", 1)], 0)


def test_what_was_left_out_is_not_asked_elsewhere_either(ane, mum):
    with acting_as(ane.who, because="test"):
        form = packs.forms()["viktig-meeting"]["en"]
        actions.choose_questions(who=ane.who, form=form, left_out=["next"], seen=fingerprint_of([]))
    page = mum.post("/fill/", {"slip": words_of(make(ane, "viktig-meeting", rater=""))}).text

    assert ("q-heard" in page, "q-next" in page) == (True, False)


def test_a_line_of_somebody_else_has_no_step_and_no_line(ane):
    other = Series(instrument="gad-7", by_other=True, rater="Mum")
    fillings = [Filling(score=number, answers=[], on=timezone.localdate()) for number in (2, 20, 20, 20)]

    line = queries.line_of(other, fillings, packs.forms()["gad-7"]["en"].rule)

    assert (line.notes, line.band, line.line_at, len(line.points)) == ([], None, None, 4)


@pytest.mark.parametrize(
    ("form", "rater", "refusal"),
    [("gad-7", "Mum", actions.NotForThem), ("viktig-around", "", actions.NotForThem)],
)
def test_a_form_is_answered_by_those_it_is_written_for(ane, form, rater, refusal):
    with pytest.raises(refusal):
        make(ane, form, rater=rater)


def test_what_cannot_be_made_says_why_and_keeps_what_was_written(client, ane):
    far = (timezone.localdate() + timedelta(days=200)).isoformat()
    sent = {"form": "viktig-around", "rater": "The group", "called": "", "new_id": uuid4(), "ends_on": far}

    page = client.post(at("slips", ane.who), sent).text

    assert ("within three months" in page, 'value="The group"' in page) == (True, True)


# Attacks ---------------------------------------------------------------------------------------------------------------


def opened(client, words):
    """Return what a page says of words, without what differs in every page."""
    page = client.post("/fill/", {"slip": words}).text.partition("<main")[2].partition("</main")[0]
    return re.sub(r'value="[^"]*"', "", page)


def test_unknown_used_ended_and_taken_back_give_the_same_page(ane, mum):
    used, back = words_of(make(ane)), make(ane, rater="Dad")
    mum.post("/fill/", said(used))
    with clock.moved_back(9):
        late = words_of(make(ane, rater="Aunt"))
    taken = words_of(back)
    with acting_as(ane.who, because="test"):
        actions.take_slip_back(slip=back)

    pages = {opened(mum, words) for words in (used, late, taken, "a b c d e f g h", "x")}

    assert len(pages) == 1
    assert "These words lead nowhere now." in pages.pop()


def test_guessing_is_slowed_down(ane, mum):
    words = words_of(make(ane))
    for _guess in range(30):
        mum.post("/fill/", {"slip": "a b c d e f g h"})

    page = mum.post("/fill/", {"slip": words}).text

    assert "Wait ten minutes" in page
    assert "q-lately" not in page


def test_words_answer_once_and_a_second_press_is_no_mistake(ane, mum):
    words = words_of(make(ane))
    sheet = said(words)

    assert "Your answers have come" in mum.post("/fill/", sheet).text
    assert "Your answers have come" in mum.post("/fill/", sheet).text
    again = mum.post("/fill/", said(words, **{"q-helps": "Something else"})).text
    assert ("These words lead nowhere now." in again, "Something else" in again) == (True, True)
    assert gather(ane) == 1
    assert gather(ane) == 0


def test_taken_back_while_somebody_writes_comes_nowhere_and_loses_no_word(ane, mum):
    slip = make(ane)
    words = words_of(slip)
    assert "q-helps" in mum.post("/fill/", {"slip": words}).text
    with acting_as(ane.who, because="test"):
        actions.take_slip_back(slip=slip)

    page = mum.post("/fill/", said(words)).text

    assert ("It was not sent." in page, "That she sings again" in page) == (True, True)
    assert rows(ane) == ([], 0)


def test_what_was_taken_back_in_another_window_is_not_laid_ready_again(ane):
    slip = make(ane)
    words = words_of(slip)
    with acting_as(ane.who, because="test"):
        actions.take_slip_back(slip=Slip.unguarded.get())
    with acting_as(ane.who, because="test"):
        actions.lay_out(slip)

    with pytest.raises(actions.SlipUnknown):
        actions.seen(words)


def test_nothing_answered_comes_back_and_the_words_are_still_good(ane, mum):
    words = words_of(make(ane))

    page = mum.post("/fill/", {"slip": words, "new_id": uuid4(), "q-lately": "not", "words": "Not today"}).text

    assert ("Answer one question at least" in page, "Not today</textarea>" in page) == (True, True)
    assert "q-lately" in mum.post("/fill/", {"slip": words}).text


@override_settings(**READS)
def test_a_heavy_answer_brings_the_numbers_at_once_and_tells_nobody(ane, mum):
    words = words_of(make(ane, "phq-9", rater=""))
    sheet = mum.post("/fill/", {"slip": words}).text
    assert ("Nobody watches what comes in here." in sheet, "help-first" in sheet) == (True, True)

    done = mum.post("/fill/", {"slip": words, "new_id": uuid4(), "q-9": "1"}).text

    assert ("help-first" in done, "Nobody is told by this page" in done) == (True, True)
    with acting_as(ane.who, because="test"):
        assert not Mail.unguarded.exists()


def test_a_light_answer_shows_no_page_about_heavy_thoughts(ane, mum):
    assert "help-first" not in mum.post("/fill/", said(words_of(make(ane)))).text


def test_what_lies_ready_leads_to_nobody_and_opens_with_the_words_alone(ane, mum):
    slip = make(ane, rater="Mum", called="Annie")
    words = words_of(slip)
    mum.post("/fill/", said(words))
    with acting_as(None, because="test"), pytest.raises(ProgrammingError), transaction.atomic():
        LaidOut.unguarded.count()
    columns = {field.name for field in LaidOut._meta.get_fields()}

    assert columns == {"id", "digest", "form", "answer", "once", "ends_on"}
    with acting_as(None, because="test"), connection.cursor() as cursor:
        cursor.execute("select words_digest, sealed from take_slip_answers(array(select repeat('0', 64)))")
        assert cursor.fetchall() == []
        cursor.execute("select see_slip(%s, current_date)", [words])  # the words themselves are no key in the database
        assert cursor.fetchone() == (None,)


def test_a_raw_row_holds_no_word_of_anybody(ane, mum):
    slip = make(ane, rater="Mum", called="Annie")
    with acting_as(ane.who, because="test"), connection.cursor() as cursor:
        cursor.execute("select load, id::text from person_slip")
        [(load, found)] = cursor.fetchall()

    words = words_of(slip).split()
    for hidden in ("Mum", "Annie", "viktig-around", *[word for word in words if len(word) > 4]):
        assert hidden.encode() not in bytes(load)
    assert found == str(slip.pk)


def test_only_the_person_sees_their_slips_whoever_they_share_the_room_with(client, ane):
    slip = make(ane)
    for level, name in ((Level.READ, "reader"), (Level.SUGGEST, "helper")):
        other = make_account(name=name)
        make_share(ane.who, other.who, room=Room.PROGRESS, level=level)
        with acting_as(other.who, because="test"):
            assert (Series.unguarded.count(), Slip.unguarded.count()) == (0, 0)
        client.force_login(other)
        assert client.get(at("room", ane.who)).status_code == 200
        assert client.get(at("slips", ane.who)).status_code == 404
        assert client.get(at("slip", ane.who, slip.pk)).status_code == 404
        assert client.post(at("slip-take-back", ane.who, slip.pk)).status_code == 404
    assert rows(ane) == ([], 1)


def test_no_row_of_the_person_is_written_where_the_form_is_laid_ready(client, ane):
    with acting_as(ane.who, because="test"):
        form = packs.forms()["viktig-around"]["en"]
        slip = actions.make_slip(who=ane.who, form=form, rater="Mum", ends_on=clock.today() + WEEK)
    with pytest.raises(actions.SlipUnknown):
        actions.seen(words_of(slip))
    client.get(at("room", ane.who))
    written = []

    def watch(execute, sql, params, many, context):
        written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        client.get(at("slip", ane.who, slip.pk))

    assert [sql for sql in written if re.match(r"(insert|update|delete)", sql, re.IGNORECASE)] == []
    assert actions.seen(words_of(slip)).called == ""


# The job, erasing, ending -------------------------------------------------------------------------------------------------


def test_the_hourly_look_brings_the_answer_and_says_so_once(mum):
    ane = make_account(name="Ane", email="ane@example.org")
    mum.post("/fill/", said(words_of(make(ane))))

    for _twice in range(2):
        jobs.look_for_answers()

    assert rows(ane) == ([("Mum", 1)], 0)
    with acting_as(ane.who, because="test"):
        assert [f"{at('own')}\n" in mail.letter["text"] for mail in Mail.unguarded.all()] == [True]


def test_who_erases_everything_leaves_nothing_ready(ane, mum):
    words = words_of(make(ane))
    with acting_as(ane.who, because="test"):
        mine.erase_everything(who=ane.who)

    with pytest.raises(actions.SlipUnknown):
        actions.seen(words)


def test_what_nobody_answered_is_forgotten_and_an_answer_waits(ane, mum):
    with clock.moved_back(10):
        answered, silent = make(ane, rater="Mum"), make(ane, rater="Dad")
        mum.post("/fill/", said(words_of(answered)))

    jobs.tidy()

    assert gather(ane) == 1
    assert rows(ane) == ([("Mum", 1)], 1)
    with clock.moved_back(10), pytest.raises(actions.SlipUnknown):
        actions.seen(words_of(silent))


def test_twenty_are_enough(ane):
    for number in range(20):
        make(ane, rater=f"Friend {number}")

    with pytest.raises(actions.TooManySlips):
        make(ane, rater="One more")


def test_slips_are_in_the_file_with_everything(ane):
    slip = make(ane)
    with acting_as(ane.who, because="test"):
        [found] = queries.export_progress(ane.who)["slips"]

    assert (found["rater"], found["called"], found["words"]) == ("Mum", "Annie", words_of(slip))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=some.lists(
        some.tuples(some.integers(0, 9), some.sampled_from(["answer", "back", "gather", "tidy"])), max_size=6
    )
)
def test_whatever_happens_an_answer_comes_once_in_time_and_never_after_it_was_taken_back(ane, steps):
    slip = make_on_the_first_day(ane)
    words, form = words_of(slip), packs.forms()["viktig-around"]["en"]
    before, is_out, is_answered, come = count(ane), True, False, 0
    for day, what in sorted(steps, key=lambda one: one[0]):
        with clock.moved_back(9 - day):
            if what == "answer":
                may = is_out and not is_answered and day <= 7
                assert answered(words, form) is may
                is_answered |= may
            elif what == "back" and is_out:
                with acting_as(ane.who, because="test"):
                    actions.take_slip_back(slip=Slip.unguarded.get(pk=slip.pk))
                is_out, is_answered = False, False
            elif what == "gather":
                got = gather(ane)
                assert got == int(is_out and is_answered)
                come += got
                is_out &= not got
            elif what == "tidy":
                jobs.tidy()
            assert count(ane) == before + come
    with acting_as(ane.who, because="test"):
        actions.take_slips_back(who=ane.who)


def make_on_the_first_day(account):
    with clock.moved_back(9):
        return make(account)


def count(account):
    with acting_as(account.who, because="test"):
        return Filling.unguarded.count()


def answered(words, form):
    try:
        with acting_as(None, because="test"):
            actions.send(words, form=form, answers={"helps": "Song"}, said="", sheet=uuid4())
    except actions.SlipUnknown:
        return False
    return True
