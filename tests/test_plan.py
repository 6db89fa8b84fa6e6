"""A plan of one's own, with a telephone, in the language of the place. In a real browser."""

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext
from stage import CASTS, Theatre, Visit

from viktig.ground import clock

WORDS = {
    "nb": ("Jeg vil bo i fred 🗝️ ורק זה", "Se på én leilighet", "Svare på søknaden", "Jeg hadde glemt det"),
    "sv": ("Jag vill bo i lugn och ro 🗝️", "Titta på en lägenhet", "Svara på ansökan", "Jag hade glömt det"),
}


@pytest.mark.parametrize(("language", "javascript"), [("nb", True), ("sv", False)])
def test_a_person_makes_a_plan_of_their_own_and_sees_who_must_do_what(towns, browser, language, javascript):
    cast = CASTS[language]
    with translation.override(language), Theatre(browser, towns.url, cast, javascript) as theatre:
        person = theatre.enter("emil" if language == "nb" else "nils")
        goal, step, theirs, note = WORDS[language]
        begins(person)
        writes_a_goal(person, goal, step)
        says_who_must_do_what(person, theirs)
        says_where_it_is(person, goal, note)
        says_that_it_is_late(person, theirs)
        lives_by_it_and_ends_it(person)


def begins(person: Visit) -> None:
    person.go("/person/plan/")
    person.press("What is such a plan, and when do I have a right to it?")
    person.press("I want a plan")
    person.press("I want this")
    assert person.says(gettext("Your plan has begun. Everything in it is yours."))


def writes_a_goal(person: Visit, goal: str, step: str) -> None:
    person.press("Add a goal")
    person.write("words", goal)
    person.choose("area", "housing")
    person.press("Save")
    assert person.says(goal)
    person.page.locator("main").get_by_role("link", name=gettext("Add a step")).first.click()
    person.write("words", step)
    person.press("Save")
    assert person.says(step)


def says_who_must_do_what(person: Visit, theirs: str) -> None:
    person.page.locator("main").get_by_role("link", name=gettext("Add what others must do")).first.click()
    person.look()
    person.write("words", theirs)
    person.press("Save")
    assert person.page.locator("main [aria-invalid=true]").count() == 2, "who answers for it, and by when, is missing"
    person.write("role", "Boligkontoret")
    person.write("due_on", (clock.today() - timedelta(days=2)).isoformat())
    person.press("Save")
    assert person.says(theirs), "the words were kept"


def says_where_it_is(person: Visit, goal: str, note: str) -> None:
    person.press("I am there")
    person.press("A wish")
    person.write("words", note)
    person.press("Save for myself")
    assert person.says(note)
    assert person.says(goal)


def says_that_it_is_late(person: Visit, theirs: str) -> None:
    person.page.locator("main").get_by_role("link", name=theirs).first.click()
    person.look()
    person.press("The one who answers for it has left")
    assert person.says(gettext("Saved. It still stands in your plan, until someone takes it."))
    person.press("Say this to someone who must answer")
    assert theirs in person.page.locator("main [name=words]").input_value()


def lives_by_it_and_ends_it(person: Visit) -> None:
    person.go("/person/plan/")
    person.press("I am preparing it")
    person.press("It is my plan now")
    person.press("What has changed since last time")
    assert person.says(gettext("Nothing has changed since then."))
    person.press("Back to the plan")
    person.press("End the plan")
    person.press("Yes, end it")
    person.press("I am changing it")
    assert person.says(gettext("I am changing it"))
