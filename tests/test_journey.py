"""One voice there and back, in a real browser, as each person who takes part: in each language, and without
JavaScript. Every page on the way is seen by axe, and at 320 pixels."""

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext
from stage import CASTS, Cast, Theatre, Visit, demo_house

from viktig.demo import town
from viktig.ground import clock
from viktig.ground.people.models import Account, Organisation, Person
from viktig.ground.privacy.acting import acting_as
from viktig.person.ombud.models import Presentation


@pytest.mark.parametrize(("language", "javascript"), [("nb", True), ("sv", True), ("nn", False), ("en", False)])
def test_one_voice_there_and_back(live, own_database, browser, language, javascript):
    cast = CASTS[language]
    demo_house(own_database)
    with translation.override(language), Theatre(browser, live.url, cast, javascript) as theatre:
        person = "nils" if language == "sv" else "emil"
        a_visitor_sees_what_viktig_is(theatre.visitor())
        somebody_writes_what_matters(theatre.enter(person))
        chooses_an_ombud(theatre.enter(person), cast)
        adds_an_assignment(theatre.enter(person))
        the_ombud_suggests_words(theatre.enter(cast.ombud), cast)
        approves_and_sends(theatre.enter(person), cast)
        the_office_answers(theatre.enter(cast.member), cast)
        says_whether_it_became_better(theatre.enter(person))
        the_moderator_publishes(theatre.enter(cast.moderator))
        everybody_can_read(theatre.visitor(), cast)
        takes_everything_back_and_goes(theatre.enter(person), theatre.enter(cast.ombud), person)


def a_visitor_sees_what_viktig_is(me: Visit) -> None:
    me.go("/")
    assert me.says(gettext("What is important to you?"))
    assert me.page.locator("main .doors a, main a.door").count() == 4
    assert me.page.context.cookies() == []


def somebody_writes_what_matters(me: Visit) -> None:
    me.go("/me/")
    me.write("words", "A door I can lock.")
    me.press("Save for myself")
    me.go("/me/")
    assert me.says("A door I can lock.")


def chooses_an_ombud(me: Visit, cast: Cast) -> None:
    me.go("/person/ombud/about/")
    me.press("See the ombuds")
    with acting_as(Account.objects.get(email=town.address_of(cast.ombud)).who, because="test") as acting:
        presentation = Presentation.unguarded.get(who=acting.who)
    me.go(f"/person/ombud/ombuds/{presentation.pk}/")
    me.go(f"/person/ombud/ombuds/{presentation.pk}/choose/")
    me.write("wants", "Somebody beside me until I have a home.")
    me.press("Go on")
    me.page.locator("main form button[type=submit]").first.click()
    me.page.wait_for_load_state()
    me.look()
    me.go("/person/ombud/")
    assert me.says("Somebody beside me until I have a home.")


def adds_an_assignment(me: Visit) -> None:
    me.go("/person/ombud/")
    me.press("Add something you want help with")
    me.choose("kind", "housing")
    me.write("words", "My papers were lost twice.")
    me.press("Save")


def the_ombud_suggests_words(ombud: Visit, cast: Cast) -> None:
    ombud.go("/person/ombud/clients/")
    ombud.page.locator("main a[href^='/person/ombud/']").first.click()
    ombud.page.wait_for_load_state()
    ombud.look()
    assert not ombud.says("A door I can lock."), "the ombud sees only what is shared"
    ombud.page.locator("main a[href*='/assignment/']").first.click()
    ombud.page.wait_for_load_state()
    ombud.page.locator("main form[action*='suggest'] button, main a[href*='suggest']").first.click()
    ombud.page.wait_for_load_state()
    ombud.look()
    ombud.write("words", cast.words)
    ombud.press("I am done writing")


def approves_and_sends(me: Visit, cast: Cast) -> None:
    me.go("/person/ombud/")
    me.page.locator("main a[href*='/assignment/']").first.click()
    me.page.wait_for_load_state()
    assert me.says(cast.words)
    me.press("Use these words")
    if me.page.locator("main [name=words]").input_value() == "":
        me.write("words", cast.words)
    me.choose("area", "housing")
    me.choose("place", cast.place)
    me.press("Go on")
    me.choose("to", str(Organisation.unguarded.get(name=cast.office).pk))
    me.press("Go on")
    me.press("Go on")
    assert me.says(cast.words), "the exact words are shown before they are sent"
    me.choose("may_publish", "yes")
    me.page.locator("main form button[type=submit]").first.click()
    me.page.wait_for_load_state()
    me.look()


def the_office_answers(member: Visit, cast: Cast) -> None:
    member.go("/service/replies/")
    member.until_it_says(cast.words)
    member.go("/tasks/")
    assert member.says(cast.office)
    member.go("/service/replies/")
    member.page.locator("main a[href^='/service/replies/']").filter(has_not_text="?").last.click()
    member.page.wait_for_load_state()
    member.look()
    assert member.says(cast.words)
    text = member.page.content()
    for secret in ("Emil", "Nils", "A door I can lock."):
        assert secret not in text
    member.choose("step", "3")
    member.page.locator("main form[action*='promise'] button[type=submit], main button[name=step]").first.click()
    member.page.wait_for_load_state()
    member.choose("outcome", "will_change")
    member.page.locator("main form:has([name=outcome]) button[type=submit]").first.click()
    member.page.wait_for_load_state()
    member.look()
    member.write("words", "Everybody will get a receipt.")
    member.write("by_when", (clock.today() + timedelta(days=20)).isoformat())
    member.page.locator("main form:has([name=by_when]) button[type=submit]").first.click()
    member.page.wait_for_load_state()
    member.look()
    assert member.says("Everybody will get a receipt.")
    change = member.page.locator("main form[action*='change']")
    change.locator("[name=words]").fill("A receipt for everything handed in.")
    change.locator("button[type=submit]").first.click()
    member.page.wait_for_load_state()
    assert member.says("A receipt for everything handed in.")


def says_whether_it_became_better(me: Visit) -> None:
    me.go("/person/said/")
    me.page.locator("main a[href^='/person/said/']").filter(has_text="Papers").first.click()
    me.page.wait_for_load_state()
    me.look()
    me.until_it_says("A receipt for everything handed in.")
    judge = me.page.locator("main form[action*='judge']")
    if judge.locator("[name=judgement][type=radio]").count():
        judge.locator("[name=judgement][value=better]").check(force=True)
        judge.locator("button[type=submit]").first.click()
    else:
        judge.locator("button[value=better]").first.click()
    me.page.wait_for_load_state()
    me.until_it_says(gettext("It became better"))


def the_moderator_publishes(moderator: Visit) -> None:
    moderator.go("/system/voices/")
    moderator.page.locator("main a[href^='/system/voices/']").first.click()
    moderator.page.wait_for_load_state()
    moderator.look()
    for box in moderator.page.locator("main input[type=checkbox]").all():
        box.check(force=True)
    moderator.press("Publish")


def everybody_can_read(me: Visit, cast: Cast) -> None:
    me.go("/changes/")
    me.until_it_says(cast.words)
    assert me.says("A receipt for everything handed in.")
    assert me.page.context.cookies() == []


def takes_everything_back_and_goes(me: Visit, ombud: Visit, key: str) -> None:
    who = Account.objects.get(email=town.address_of(key)).who
    me.go("/person/sharing/looked/")
    assert me.says("Kari") or me.says("Noor")
    ombud.go(f"/person/ombud/{who}/")
    me.takes_back_every_share()
    assert ombud.page.goto(f"{ombud.url}/person/ombud/{who}/").status == 404
    me.go(f"/person/ombud/{who}/end/")
    me.page.locator("main form button[type=submit]").first.click()
    me.page.wait_for_load_state()
    me.look()
    me.go("/person/mine/everything/")
    assert me.says("A door I can lock.")
    data = me.page.context.request.get(f"{me.url}/person/mine/everything.json")
    assert "A door I can lock." in data.text()
    me.go("/person/mine/erase/")
    me.press("Go on")
    me.page.locator("main form button[type=submit]").first.click()
    me.page.wait_for_load_state()
    me.look()
    assert not Account.objects.filter(email=town.address_of(key)).exists()
    with acting_as(who, because="test"):
        assert not Person.unguarded.exists()
