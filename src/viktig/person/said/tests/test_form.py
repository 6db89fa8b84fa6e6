"""What stands in the form from the start, and what is not sent."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from viktig.ground import clock
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions as voices
from viktig.ground.words.areas import LifeArea
from viktig.person.said.models import Said
from viktig.person.said.tests.make import make_said
from viktig.person.said.tests.pages import approve, begin, says, text_of

NOT_HERE = "This is not one of those who can answer here. Choose one below."
SUGGESTED = "%(name)s. We suggest this one: it answers for “%(area)s”."


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
