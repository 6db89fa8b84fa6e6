"""The chain holds: a body that never answers, an office that ends, an ombud who falls ill. Each in a real browser."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from stage import CASTS, Cast, Theatre, Visit, demo_house
from test_journey import chooses_an_ombud

from viktig.demo.story import who
from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.actions.ending import end_organisation
from viktig.ground.voice.jobs import pass_dates
from viktig.ground.voice.models import Voice
from viktig.ground.voice.tests.make import found
from viktig.person.ombud.models import Presentation

ANSWER = "We read it late, and we are sorry. There is a receipt now."


@pytest.mark.parametrize(("language", "javascript"), [("nb", True), ("sv", False)])
def test_a_body_that_never_answers_is_reached_by_letter_in_the_end(live, own_database, browser, language, javascript):
    cast = CASTS[language]
    demo_house(own_database)
    with translation.override(language), Theatre(browser, live.url, cast, javascript) as theatre:
        me, moderator = theatre.visitor(), theatre.enter(cast.moderator)
        receipt = says_it_and_lets_it_go_on_paper(me, cast)
        body = nobody_answers(receipt)
        sends_a_letter(moderator, body)
        sees_that_a_letter_went(me, receipt, body)
        writes_in_what_came_back(moderator, body)
        reads_it_and_by_whom_it_was_written_in(me, receipt, body)


def says_it_and_lets_it_go_on_paper(me: Visit, cast: Cast) -> str:
    me.go("/tell/")
    me.write("words", cast.words)
    me.choose("area", "housing")
    me.choose("place", cast.place)
    me.press("Go on")
    me.choose("to", str(Organisation.unguarded.get(name=cast.office).pk))
    me.press("Go on")
    me.press("Go on")
    assert me.says(gettext("May it go by letter?"))
    me.choose("may_publish", "no")
    me.choose("may_print", "yes")
    me.press(gettext("Send it to %(name)s") % {"name": cast.office})
    receipt = " ".join(me.page.locator("main ol.receipt li").all_inner_texts())
    me.press("See where it is now")
    me.until_it_says(gettext("You said to %(to)s") % {"to": cast.office})
    return receipt


def nobody_answers(receipt: str) -> Organisation:
    """Let date after date pass, until it lies where nobody answers here; return where that is."""
    days = 0
    while found(receipt).held_by.answers_here:
        days += 31
        with clock.moved_back(-days):
            pass_dates()
    return found(receipt).held_by


def sends_a_letter(moderator: Visit, body: Organisation) -> None:
    moderator.go("/tasks/")
    moderator.press(gettext("A letter to %(name)s") % {"name": body.name})
    moderator.write("to_address", f"{body.name}\nThe square 1")
    moderator.write("from_address", "The users\nThe lane 2")
    with moderator.page.expect_download() as download:
        moderator.page.get_by_role("button", name=gettext("Make the letter (PDF)")).click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    came_on = found_reach(body)
    moderator.page.locator("main [name=sent_on]").fill(came_on)
    moderator.press("It was sent")
    assert moderator.says(gettext("Sent. The answer has not come"))


def found_reach(body: Organisation) -> str:
    """Return the day on which the voice came to the body: the test let the dates pass, so it lies ahead for everybody."""
    with acting_as(None, because="test", organisation=body.pk):
        voice = Voice.unguarded.get()
        voice.chain.update(reached_on=clock.today())
    return clock.today().isoformat()


def sees_that_a_letter_went(me: Visit, receipt: str, body: Organisation) -> None:
    me.go("/answers/")
    me.write("receipt", receipt)
    me.press("Show the answer")
    assert me.says(body.name)
    sent = gettext("%(by)s sent it to %(name)s by letter. They must answer by %(date)s")
    assert me.says(sent.split("%(name)s")[0].split("%(by)s")[1] + body.name)


def writes_in_what_came_back(moderator: Visit, body: Organisation) -> None:
    moderator.go("/system/letters/")
    moderator.press(gettext("To %(name)s") % {"name": body.name})
    moderator.press("Write the answer in")
    assert moderator.says(gettext("Choose one of the answers."))
    moderator.choose("outcome", "explained")
    moderator.write("words", ANSWER)
    moderator.press("Write the answer in")
    assert moderator.says(gettext("No letter waits. When something must go by letter, it stands here."))


def reads_it_and_by_whom_it_was_written_in(me: Visit, receipt: str, body: Organisation) -> None:
    me.go("/answers/")
    me.write("receipt", receipt)
    me.press("Show the answer")
    assert me.says(ANSWER)
    written_in = gettext("%(title)s. Written in by %(by)s from a letter")
    assert me.says(written_in.split("%(title)s")[1].split("%(by)s")[0].strip(". "))
    me.choose("judgement", "better")
    me.page.locator("main form[action*='judge'] button[type=submit]").click()
    me.page.wait_for_load_state()
    me.go("/changes/silent/")


def test_an_office_and_a_user_organisation_end_and_nobody_is_left_standing(live, own_database, browser):
    cast = CASTS["nb"]
    demo_house(own_database)
    with translation.override("nb"), Theatre(browser, live.url, cast) as theatre:
        me, person = theatre.visitor(), theatre.enter("emil")
        receipt = says_it_and_lets_it_go_on_paper(me, cast)
        chooses_an_ombud(person, cast)

        for name in (cast.office, "Sammen i Fjordby"):
            with acting_as(None, because="test"):
                end_organisation(Organisation.unguarded.get(name=name), successor=None, do=True)

        me.go("/answers/")
        me.write("receipt", receipt)
        me.press("Show the answer")
        assert me.says("Boligkontoret er lagt ned. Det gikk til Ledergruppen for helse og velferd, ett nivå opp")
        theatre.enter("berit").go("/service/replies/")
        assert theatre.enter("berit").says(cast.words)
        theatre.enter(cast.member).go("/service/replies/")
        assert not theatre.enter(cast.member).says(cast.words)
        person.go("/person/ombud/")
        assert person.says("Organisasjonen som Kari jobbet for, er lagt ned. Det handler ikke om deg.")
        person.press("Wait for an ombud")
        assert person.says(gettext("Wait for an ombud"))


def test_an_ombud_falls_ill_and_somebody_steps_in_only_with_a_yes(live, own_database, browser):
    cast = CASTS["nb"]
    demo_house(own_database)
    with translation.override("nb"), Theatre(browser, live.url, cast) as theatre:
        person, kari, samir = theatre.enter("emil"), theatre.enter("kari"), theatre.enter("samir")
        chooses_an_ombud(person, cast)
        with acting_as(who("samir").who, because="test") as acting:
            stands_in = Presentation.unguarded.get(who=acting.who)

        kari.go("/person/away/")
        kari.choose("stands_in", str(stands_in.pk))
        kari.press("I am away from today")
        theatre.enter("lise").go("/person/away/here/")
        assert theatre.enter("lise").says("Færre enn fem er uten ombudet sitt nå.")
        assert not theatre.enter("lise").says("Emil")

        person.go("/person/ombud/")
        assert person.says("Kari er borte siden")
        samir.page.goto(f"{samir.url}/person/ombud/{who('emil').who}/")
        assert not samir.says("Somebody beside me"), "nothing moves by itself"
        person.press("Ja, la Samir trå til")
        assert person.says("Samir trår til, og ser denne siden til")
        samir.go(f"/person/ombud/{who('emil').who}/")
        assert samir.says("Somebody beside me")

        kari.go("/person/away/")
        kari.press("I am back")
        person.go("/person/ombud/")
        assert not person.says("Kari er borte siden")


def test_those_who_answer_say_that_they_are_away(live, own_database, browser):
    cast = CASTS["sv"]
    demo_house(own_database)
    with translation.override("sv"), Theatre(browser, live.url, cast) as theatre:
        olle = theatre.enter(cast.member)
        olle.go("/service/replies/")
        olle.press("When you are away")
        olle.press("I am away until then")
        assert olle.says(gettext("Say which day is your last day away."))
        olle.write("until", clock.today().isoformat())
        olle.press("I am away until then")
        assert olle.says("Ingen annan är där heller.")
        olle.press("I am back")
