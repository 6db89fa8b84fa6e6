"""What a mandate may be and become: an end always, one step at a time, back again, and never wider than was ticked."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from viktig.ground import clock
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.privacy.tests.make import make_photo
from viktig.ground.rules import RuleBroken
from viktig.person.mandates import actions, queries
from viktig.person.mandates.kinds import State, Status, Way
from viktig.person.mandates.models import Consent, Mandate, Signature
from viktig.person.mandates.rules import rules_for
from viktig.person.mandates.tests.make import again, make_consent, make_mandate, sign, what, who_and_where, yes

DAY = timedelta(days=1)


@pytest.fixture
def ane():
    account = make_account(name="Ane")
    with acting_as(account.who, because="test"):
        yield account.who


def test_nothing_is_allowed_before_it_is_ticked(ane):
    mandate = actions.begin(who=ane, language="nb", new_id=uuid4(), **who_and_where())

    assert mandate.powers == []
    with pytest.raises(actions.NotSaid):
        actions.write_what(mandate=mandate, **what(mandate, powers=[]))
    with pytest.raises(actions.NotSaid):
        sign(mandate)


@pytest.mark.parametrize("power", ["information", "letters", "documents"])
def test_who_may_get_information_is_told_which(ane, power):
    mandate = make_mandate(ane)
    with pytest.raises(actions.NotSaid):
        actions.write_what(mandate=mandate, **what(mandate, powers=[power], information="  "))


def test_who_may_only_be_there_needs_no_information(ane):
    mandate = make_mandate(ane)
    actions.write_what(mandate=mandate, **what(again(mandate), powers=["present"], information=""))

    assert again(mandate).powers == ["present"]


@pytest.mark.parametrize(
    ("starts", "until"), [(0, None), (5, 4), (-10, -1), (0, 732)], ids=["none", "before it begins", "past", "too far"]
)
def test_no_mandate_is_without_an_end_within_two_years(ane, starts, until):
    today = clock.today()
    last = None if until is None else today + timedelta(days=until)
    with pytest.raises(actions.DayOutOfReach):
        actions.begin(
            who=ane,
            language="nb",
            new_id=uuid4(),
            **who_and_where(starts_on=today + timedelta(days=starts), until=last),
        )


@pytest.mark.parametrize("until", [None, -1, 732])
def test_no_consent_is_without_an_end_within_two_years(ane, until):
    last = None if until is None else clock.today() + timedelta(days=until)
    with pytest.raises(actions.DayOutOfReach):
        actions.consent(who=ane, new_id=uuid4(), language="nb", **yes(until=last))


@pytest.mark.parametrize(
    "values",
    [{"until": None}, {"status": "accepted"}, {"reason": "none"}, {"ended": "revoked"}, {"until": date(2020, 1, 1)}],
)
def test_the_database_refuses_a_mandate_that_cannot_be(ane, values):
    mandate = make_mandate(ane)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.unguarded.filter(pk=mandate.pk).update(**values)


def test_the_database_refuses_a_yes_without_an_end(ane):
    consent = make_consent(ane)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.unguarded.filter(pk=consent.pk).update(until=None)


def test_a_department_is_no_name_and_a_matter_is_needed(ane):
    for left_out in ("holder_name", "matter"):
        with pytest.raises(actions.NotSaid):
            actions.begin(who=ane, language="nb", new_id=uuid4(), **who_and_where(**{left_out: " "}))


def test_the_same_form_sent_twice_begins_one_mandate(ane):
    once = uuid4()
    for _time in range(2):
        actions.begin(who=ane, language="nb", new_id=once, **who_and_where())

    assert Mandate.unguarded.count() == 1


def test_words_that_are_signed_stand(ane):
    mandate = make_mandate(ane, status=Status.SIGNED)
    seen = queries.fingerprint(mandate, queries.WHO_AND_WHERE)

    with pytest.raises(actions.NotNow):
        actions.write_who(mandate=mandate, seen=seen, **who_and_where(matter="Everything"))
    with pytest.raises(actions.NotNow):
        actions.write_what(mandate=mandate, **what(mandate, powers=["speak", "apply"]))
    assert (again(mandate).matter, again(mandate).powers) == ("My application for a flat", ["information", "speak"])


def test_two_tabs_overwrite_nothing_unseen(ane):
    mandate = make_mandate(ane)
    seen = queries.fingerprint(mandate, queries.WHO_AND_WHERE)
    actions.write_who(mandate=mandate, seen=seen, **who_and_where(matter="First"))

    with pytest.raises(actions.WrittenMeanwhile):
        actions.write_who(mandate=mandate, seen=seen, **who_and_where(matter="Second"))
    assert again(mandate).matter == "First"


def test_nobody_signs_words_that_were_changed_since_they_read_them(ane):
    mandate = make_mandate(ane)
    read = queries.fingerprint(mandate, queries.ALL)
    actions.write_what(mandate=mandate, **what(mandate, powers=["speak", "apply", "information"]))

    with pytest.raises(actions.ChangedBeforeSigning):
        actions.sign(mandate=mandate, way=Way.PAPER, picture=None, seen=read)
    assert again(mandate).status == Status.DRAFT


def test_a_drawn_name_is_needed_where_one_is_drawn_and_signing_twice_is_once(ane):
    mandate, picture = make_mandate(ane), made_anew(make_photo(size=(64, 48)))
    seen = queries.fingerprint(mandate, queries.ALL)
    with pytest.raises(actions.NotSaid):
        actions.sign(mandate=mandate, way=Way.DRAWN, picture=None, seen=seen)
    for _time in range(2):
        actions.sign(mandate=mandate, way=Way.DRAWN, picture=picture, seen=seen)

    [signature] = Signature.unguarded.all()
    assert (signature.way, signature.has_picture, signature.picture) == ("drawn", True, picture.large)


def test_another_human_is_another_paper_and_the_first_ends_when_it_is_signed(ane):
    first = make_mandate(ane, status=Status.ACCEPTED)
    new = actions.begin(
        who=ane, language="nb", new_id=uuid4(), replaces=first, **who_and_where(holder_name="Ola", body="Elsewhere")
    )
    actions.write_what(mandate=new, **what(new))

    assert (new.body, new.office) == ("Boligkontoret", "Søknader")
    assert again(first).state(clock.today()) == State.ACTIVE
    sign(new)
    assert again(first).state(clock.today()) == State.SUPERSEDED
    assert queries.replacing(first) == new
    actions.step_back(mandate=new, seen="signed")
    assert again(first).state(clock.today()) == State.ACTIVE


def test_one_that_the_person_took_back_does_not_come_back_with_a_signature_undone(ane):
    first = make_mandate(ane, status=Status.ACCEPTED)
    actions.revoke(mandate=first)
    new = make_mandate(ane)
    Mandate.unguarded.filter(pk=new.pk).update(replaces=first)
    sign(new)
    actions.step_back(mandate=again(new), seen="signed")

    assert again(first).state(clock.today()) == State.REVOKED


def test_it_ends_by_itself_after_its_last_day(ane):
    mandate = make_mandate(ane, status=Status.ACCEPTED)

    assert mandate.state(mandate.until) == State.ACTIVE
    assert mandate.state(mandate.until + DAY) == State.EXPIRED


def test_one_that_begins_later_is_accepted_and_not_in_force(ane):
    later = clock.today() + 10 * DAY
    mandate = make_mandate(ane, status=Status.ACCEPTED, starts_on=later)

    assert [mandate.state(day) for day in (clock.today(), later)] == [State.BEGINS, State.ACTIVE]


def test_taking_back_is_at_once_and_can_be_undone_until_the_office_was_told(ane):
    mandate = make_mandate(ane, status=Status.DELIVERED)
    actions.revoke(mandate=mandate)
    actions.revoke(mandate=mandate)
    assert again(mandate).state(clock.today()) == State.REVOKED
    actions.let_stand(mandate=mandate)
    assert again(mandate).state(clock.today()) == State.DELIVERED

    actions.revoke(mandate=mandate)
    actions.note_told(mandate=mandate)
    actions.let_stand(mandate=mandate)
    assert again(mandate).state(clock.today()) == State.REVOKED


def test_what_was_refused_can_be_accepted_after_all(ane):
    mandate = make_mandate(ane, status=Status.REFUSED)
    actions.accept(mandate=mandate, on=clock.today())

    assert (again(mandate).state(clock.today()), again(mandate).reason) == (State.ACTIVE, "")


def test_a_day_ahead_or_before_the_step_before_is_no_day_for_a_step(ane):
    mandate = make_mandate(ane, status=Status.SIGNED)
    for day in (clock.today() + DAY, clock.today() - DAY):
        with pytest.raises(actions.DayOutOfReach):
            actions.hand_in(mandate=mandate, on=day, to="")


STEPS = {
    "hand in": lambda one, day: actions.hand_in(mandate=one, on=day, to=""),
    "accept": lambda one, day: actions.accept(mandate=one, on=day),
    "refuse": lambda one, day: actions.refuse(mandate=one, on=day, reason="form", words=""),
    "back": lambda one, _day: actions.step_back(mandate=one, seen=one.status),
    "sign": lambda one, _day: sign(one),
    "revoke": lambda one, _day: actions.revoke(mandate=one),
    "let stand": lambda one, _day: actions.let_stand(mandate=one),
    "told": lambda one, _day: actions.note_told(mandate=one),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(some.sampled_from(sorted(STEPS)), max_size=8))
def test_whatever_is_pressed_in_whatever_order_it_is_in_force_only_signed_handed_in_and_accepted(ane, steps):
    mandate = make_mandate(ane)
    for step in steps:
        try:
            STEPS[step](again(mandate), clock.today())  # the database's own rules hold for each state, or it raises
        except RuleBroken:
            continue

    now = again(mandate)
    state = now.state(clock.today())
    assert (state == State.ACTIVE) is (now.status == Status.ACCEPTED and not now.ended)
    assert (now.status == Status.DRAFT) is not Signature.unguarded.filter(mandate=now).exists()
    assert now.powers == ["information", "speak"]


def test_not_shared_keeps_no_reason_and_no_end(ane):
    kept = actions.not_shared(
        who=ane, new_id=uuid4(), language="nb", teller="The clinic", hearer="Nav", kinds=["health"], other="left over"
    )

    assert (kept.purpose, kept.way, kept.until, kept.witness, kept.other) == ("", "", None, "", "")
    assert not queries.told_of(kept).is_open


def test_one_yes_is_for_one_pair_and_the_things_that_were_ticked(ane):
    consent = make_consent(ane, kinds=["other", "plan"], other="My dog")

    assert queries.kinds_of(consent) == ["Min plan", "My dog"]
    for missing in ({"kinds": []}, {"teller": " "}, {"hearer": ""}, {"purpose": ""}, {"kinds": ["other"]}):
        with pytest.raises(actions.NotSaid):
            actions.consent(who=ane, new_id=uuid4(), language="nb", **yes(**missing))
    with pytest.raises(actions.NotSaid):
        actions.consent(who=ane, new_id=uuid4(), language="nb", **yes(way="oral"))


def test_a_yes_is_taken_back_at_once_and_what_was_passed_on_stays_listed(ane):
    consent = make_consent(ane)
    once = uuid4()
    for _time in range(2):
        actions.note_passed(consent=consent, new_id=once, words="My plan of May", on=clock.today())
    actions.withdraw(consent=consent)

    now = Consent.unguarded.get()
    assert (queries.told_of(now).is_open, now.withdrawn_on) == (False, clock.today())
    assert [one.words for one in queries.passed_on(now)] == ["My plan of May"]


def test_what_ends_within_thirty_days_is_warned_of_and_nothing_else(ane):
    near, far = clock.today() + 30 * DAY, clock.today() + 31 * DAY
    warned = make_mandate(ane, status=Status.ACCEPTED, until=near)
    make_mandate(ane, status=Status.ACCEPTED, until=far)
    make_mandate(ane, until=near)
    gone = make_mandate(ane, status=Status.ACCEPTED, until=near)
    actions.revoke(mandate=gone)
    told = make_consent(ane, until=near)
    actions.withdraw(consent=make_consent(ane, until=near))

    assert queries.that_end_soon(ane) == ([warned], [told])


def test_what_the_law_says_is_of_the_country_and_of_the_day():
    norway, sweden = (rules_for(code, language="nb", today=date(2026, 11, 22)) for code in ("NO", "SE"))

    assert (len(norway), len(sweden)) == (3, 2)
    assert not {rule.source for rule in norway} & {rule.source for rule in sweden}
    assert rules_for("SE", language="sv", today=date(2018, 6, 30)) == []
    assert rules_for("", language="sv", today=date(2026, 11, 22))[0].source.startswith("förvaltningslagen")
