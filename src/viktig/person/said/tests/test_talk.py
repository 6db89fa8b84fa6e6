"""A person says something, finds the answer, judges it, and hears what is new."""

from django.core import mail

from viktig.ground.notify.models import Mail
from viktig.ground.people.tests.make import make_member
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.tests.make import found
from viktig.person.said import queries
from viktig.person.said.jobs import look_for_answers
from viktig.person.said.models import Said
from viktig.person.said.tests.make import make_said
from viktig.person.said.tests.pages import WORDS, answer, in_a_month, in_words, publish, say, says, text_of


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
