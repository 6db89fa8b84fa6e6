"""The pages, through the browser's door: what each says, who meets 404, and that no word is lost."""

import io
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from pypdf import PdfReader

from viktig.ground.people import actions as actions_of_people
from viktig.ground.people.models import Person
from viktig.ground.people.tests.make import make_account, make_place, make_share
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.actions import end_shares
from viktig.ground.privacy.models import LogEntry, Room, Share
from viktig.person.ombud import actions, queries
from viktig.person.ombud.models import Agreement, Assignment, Presentation, Suggestion
from viktig.person.ombud.tests.make import make_agreement, make_ombud


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def get(account, name, /, *args, **query):
    return signed_in(account).get(reverse(f"person:ombud-{name}", args=args), query)


def post(account, name, /, *args, **sent):
    return signed_in(account).post(reverse(f"person:ombud-{name}", args=args), sent)


def page(response):
    assert response.status_code == 200
    return response.content.decode()


def addresses(cast):
    """Return every address about Ane: its name, its arguments, and the status of GET and POST for each who may anything.

    A letter for each: s = self (Ane), o = her ombud (Kim), r = a reader.
    """
    who, assignment, suggestion, paper = cast.ane.who, cast.assignment.pk, cast.suggestion.pk, cast.paper.pk
    return [
        ("room", [who], {"get": "sor"}),
        ("agreement", [who], {"get": "s", "post": "s"}),
        ("share-again", [who], {"post": "s"}),
        ("add", [who], {"get": "s", "post": "s"}),
        ("end", [who], {"get": "s", "post": "s"}),
        ("give-back", [who], {"get": "o", "post": "o"}),
        ("earlier", [cast.ended.pk], {"get": "sor"}),
        ("erase", [cast.ended.pk], {"get": "s", "post": "s"}),
        ("assignment", [assignment], {"get": "sor"}),
        ("assignment-write", [assignment], {"get": "s", "post": "s"}),
        ("assignment-move", [assignment], {"post": "s"}),
        ("suggest", [assignment], {"get": "o"}),
        ("suggestion-draft", [assignment], {"post": "o"}),
        ("suggestion", [assignment, suggestion], {"get": "o", "post": "o"}),
        ("suggestion-not-now", [suggestion], {"post": "s"}),
        ("suggestion-bring-back", [suggestion], {"post": "s"}),
        ("suggestion-take-back", [suggestion], {"post": "o"}),
        ("paper-add", [assignment], {"get": "so", "post": "so"}),
        ("paper", [paper], {"get": "sor"}),
        ("paper-picture", [paper], {"get": "sor"}),
        ("paper-small", [paper], {"get": "sor"}),
        ("paper-delete", [paper], {"get": "s", "post": "s"}),
    ]


def everything(cast):
    """Return all that lies in Ane's room, and whom she shares with, as she reads it."""
    with acting_as(cast.ane.who, because="test"):
        shares = sorted((str(one.receiver), one.room, one.ends_at) for one in Share.unguarded.all())
        return json.dumps(queries.export_ombud(cast.ane.who), sort_keys=True), shares


@pytest.mark.parametrize("name", ["former_ombud", "former_reader", "other_ombud", "administrator", "stranger"])
def test_whoever_has_no_share_meets_not_found_everywhere_and_leaves_nothing(cast, name):
    account, before = cast.account(name), everything(cast)
    client = signed_in(account)

    for address, arguments, _verbs in addresses(cast):
        url = reverse(f"person:ombud-{address}", args=arguments)
        missing = reverse(f"person:ombud-{address}", args=[uuid4() for _each in arguments])
        for ask in (client.get, client.post):
            theirs, nobodys = ask(url), ask(missing)
            assert theirs.status_code == nobodys.status_code, address
            assert theirs.status_code in {404, 405}, address
            assert not re.search(rb"\bAne\b", theirs.content)

    assert everything(cast) == before
    with acting_as(cast.ane.who, because="test"):
        assert not LogEntry.unguarded.exists()


@pytest.mark.parametrize(("name", "letter"), [("ane", "s"), ("kim", "o"), ("reader", "r")])
def test_each_with_a_share_meets_only_their_own_pages(cast, name, letter):
    client = signed_in(cast.account(name))

    for address, arguments, verbs in addresses(cast):
        url = reverse(f"person:ombud-{address}", args=arguments)
        answer = client.get(url).status_code
        if "get" not in verbs:
            assert answer == 405, address
        elif letter not in verbs["get"]:
            assert answer == 404, address
        else:
            assert answer == (302 if address == "suggest" else 200), address


@pytest.mark.parametrize("name", ["kim", "reader"])
def test_a_reader_who_tries_to_change_is_refused_changes_nothing_and_is_seen(cast, name):
    account, before = cast.account(name), everything(cast)
    client, letter = signed_in(account), {"kim": "o", "reader": "r"}[name]

    for address, arguments, verbs in addresses(cast):
        if "post" in verbs and letter not in verbs["post"]:
            url = reverse(f"person:ombud-{address}", args=arguments)
            assert client.post(url, {"to": "done", "seen": "wanted", "then": "yes"}).status_code == 404, address

    assert everything(cast) == before
    with acting_as(cast.ane.who, because="test"):
        lines = set(LogEntry.unguarded.values_list("reader", "granted"))
    assert (account.who, False) in lines


def test_nobody_signed_in_is_sent_to_sign_in(cast, client):
    for address, arguments, _verbs in addresses(cast):
        assert client.get(reverse(f"person:ombud-{address}", args=arguments)).status_code == 302


# What an ombud is, and who they are


def test_my_ombud_leads_to_what_an_ombud_is_until_one_is_chosen(cast):
    response = signed_in(cast.stranger).get(reverse("person:ombud-own"), follow=True)

    assert response.redirect_chain[-1][0] == reverse("person:ombud-about")
    assert reverse("person:ombud-list") in page(response)


def test_somebody_in_another_country_is_told_the_word_used_there(cast):
    place = make_place(code="SE-9901", name="Sjöstad", country="SE")
    with acting_as(cast.ane.who, because="test"):
        actions_of_people.name_yourself(person=Person.unguarded.get(pk=cast.ane.who), name="Ane", place_code=place.code)

    assert get(cast.ane, "about").context["word"] == "personligt ombud"
    assert get(cast.stranger, "about", lang="nb").context["word"] in {"", "personlig ombud"}


def test_the_list_says_honestly_who_is_full(cast):
    make_ombud(name="Mona", has_room=False)

    text = page(get(cast.stranger, "list"))
    assert text.index("Liv") < text.index("Mona")


def test_a_full_ombud_cannot_be_chosen(cast):
    full = make_ombud(name="Mona", has_room=False).presentation

    assert reverse("person:ombud-choose", args=[full.pk]) not in page(get(cast.stranger, "presentation", full.pk))
    assert get(cast.stranger, "choose", full.pk).status_code == 302
    text = page(post(cast.stranger, "choose", full.pk, wants="My own words", then="yes"))
    assert "My own words" in text
    with acting_as(cast.stranger.who, because="test"):
        assert not Agreement.unguarded.exists()


def test_an_ombud_presents_themselves_after_a_look(cast):
    sent = {"name": "Kim", "words": "New words.", "good_at": "", "languages": "", "has_room": "on"}

    assert "New words." in page(post(cast.kim.account, "present", **sent, then="look"))
    with acting_as(cast.kim.who, because="test"):
        assert Presentation.unguarded.get(who=cast.kim.who).words == "I have time."
    assert post(cast.kim.account, "present", **sent).status_code == 302
    assert "New words." in page(get(cast.stranger, "presentation", cast.kim.presentation.pk))


@pytest.mark.parametrize("name", ["ane", "stranger", "administrator"])
def test_nobody_presents_an_ombud_but_the_ombud(cast, name):
    account = cast.account(name)

    assert get(account, "present").status_code == 404
    assert post(account, "present", name="x", words="x").status_code == 404


# Choosing


@pytest.fixture
def bo():
    return make_account(name="Bo")


def test_the_person_sees_what_the_ombud_will_see_before_the_yes(cast, bo):
    choice = cast.kim.presentation.pk

    assert "Kim" in page(get(bo, "choose", choice))
    text = page(post(bo, "choose", choice, wants="A quiet flat", where="In the park", then="look"))
    assert "A quiet flat" in text
    assert "In the park" in text
    assert "Bo" in text
    with acting_as(bo.who, because="test"):
        assert not Agreement.unguarded.exists()

    assert 'value="A quiet flat"' in text
    assert "A quiet flat" in page(post(bo, "choose", choice, wants="A quiet flat", then="change"))
    done = post(bo, "choose", choice, wants="A quiet flat", where="In the park", then="yes")
    assert done.url == reverse("person:ombud-room", args=[bo.who])
    with acting_as(bo.who, because="test"):
        assert Agreement.unguarded.get().where == "In the park"
        assert drafts.kept(who=bo.who, form=f"person.ombud.choose.{choice}") == {}


def test_looking_keeps_the_words_for_another_day(cast, bo):
    choice = cast.kim.presentation.pk
    post(bo, "choose", choice, wants="Half a thought", then="look")

    assert "Half a thought" in page(get(bo, "choose", choice))


def test_a_yes_sent_twice_makes_one_agreement(cast, bo):
    for _twice in range(2):
        assert post(bo, "choose", cast.kim.presentation.pk, wants="A flat", then="yes").status_code == 302

    with acting_as(bo.who, because="test"):
        assert Agreement.unguarded.count() == 1
        assert Share.unguarded.count() == 1


def test_a_yes_from_a_second_tab_keeps_its_words_on_the_page(cast, bo):
    post(bo, "choose", cast.kim.presentation.pk, wants="From one tab", then="yes")

    assert "From another tab" in page(
        post(bo, "choose", cast.kim.presentation.pk, wants="From another tab", then="yes")
    )
    with acting_as(bo.who, because="test"):
        assert Agreement.unguarded.get().wants == "From one tab"


def test_nothing_is_agreed_without_a_yes(cast, bo):
    for sent in (
        {"wants": "A flat"},
        {"wants": "", "then": "yes"},
        {"wants": "A flat", "then": "yes", "review_on": "x"},
    ):
        post(bo, "choose", cast.kim.presentation.pk, **sent)

    with acting_as(bo.who, because="test"):
        assert not Agreement.unguarded.exists()


def test_a_new_ombud_is_said_to_see_what_came_before(cast):
    with acting_as(cast.ane.who, because="test"):
        actions.end(agreement=cast.agreement)
    liv = make_ombud(name="Liv").presentation

    response = post(cast.ane, "choose", liv.pk, wants="Go on", then="look")
    assert (response.context["number"], response.context["number_open"]) == (1, 1)


# The same page for both


def test_the_person_and_the_ombud_open_the_same_address(cast):
    own, theirs = page(get(cast.ane, "room", cast.ane.who)), page(get(cast.kim.account, "room", cast.ane.who))

    for words in ("A quiet flat", "My papers were lost twice."):
        assert words in own
        assert words in theirs
    assert reverse("person:ombud-end", args=[cast.ane.who]) in own
    assert reverse("person:ombud-end", args=[cast.ane.who]) not in theirs
    assert "Ane" in theirs


def test_the_ombud_finds_the_people_they_work_for(cast):
    text = page(get(cast.kim.account, "clients"))

    assert "Ane" in text
    assert "A quiet flat" not in text
    assert "Ane" not in page(get(cast.former_ombud, "clients"))
    assert "Ane" not in page(get(cast.stranger, "clients"))


def test_a_share_taken_back_while_the_page_is_open_leaves_the_ombud_nothing(cast):
    client = signed_in(cast.kim.account)
    assert client.get(reverse("person:ombud-assignment", args=[cast.assignment.pk])).status_code == 200

    with acting_as(cast.ane.who, because="test"):
        end_shares(person=cast.ane.who, receiver=cast.kim.who)

    for address, arguments, verbs in addresses(cast):
        url = reverse(f"person:ombud-{address}", args=arguments)
        if "get" in verbs:
            assert client.get(url).status_code == 404, address
        if "post" in verbs:
            assert client.post(url, {"key": str(uuid4()), "words": '{"words": "x"}'}).status_code == 404, address
    assert "Ane" not in client.get(reverse("person:ombud-clients")).content.decode()
    text = page(get(cast.ane, "room", cast.ane.who))
    assert reverse("person:ombud-share-again", args=[cast.ane.who]) in text
    assert post(cast.ane, "share-again", cast.ane.who).status_code == 302
    assert client.get(reverse("person:ombud-room", args=[cast.ane.who])).status_code == 200


def test_an_agreement_changed_in_two_tabs_loses_no_word(cast):
    opened = get(cast.ane, "agreement", cast.ane.who).context["form"].initial
    sent = {"seen": opened["seen"], "review_on": opened["review_on"].isoformat()}
    assert post(cast.ane, "agreement", cast.ane.who, **sent, wants="From one tab").status_code == 302

    response = post(cast.ane, "agreement", cast.ane.who, **sent, wants="From another tab")
    text = page(response)
    assert "From one tab" in text
    assert "From another tab" in text
    sent["seen"] = response.context["form"]["seen"].value()
    assert post(cast.ane, "agreement", cast.ane.who, **sent, wants="From another tab").status_code == 302
    with acting_as(cast.ane.who, because="test"):
        assert queries.active_agreement(cast.ane.who).wants == "From another tab"


# Assignments


def test_the_person_adds_something_and_moves_it(cast):
    new_id = str(uuid4())
    for _twice in range(2):
        added = post(cast.ane, "add", cast.ane.who, kind="gp", theme="", words="Come with me 🙂 تعال", new_id=new_id)
        assert added.status_code == 302
    with acting_as(cast.ane.who, because="test"):
        assert Assignment.unguarded.count() == 2

    assert post(cast.ane, "assignment-move", new_id, to="waiting", seen="wanted").status_code == 302
    assert (
        post(cast.ane, "assignment-move", new_id, to="done", seen="waiting", result="It went well.").status_code == 302
    )
    text = page(get(cast.kim.account, "assignment", new_id))
    assert "It went well." in text
    assert "تعال" in text


def test_an_old_tab_that_says_done_keeps_its_words(cast):
    pk = cast.assignment.pk
    post(cast.ane, "assignment-move", pk, to="waiting", seen="wanted")

    assert "All is well" in page(post(cast.ane, "assignment-move", pk, to="done", seen="wanted", result="All is well"))
    with acting_as(cast.ane.who, because="test"):
        assert Assignment.unguarded.get().status == "waiting"


def test_what_came_of_it_is_kept_while_it_is_written(cast):
    pk, form = cast.assignment.pk, f"person.ombud.done.{cast.assignment.pk}"
    with acting_as(cast.ane.who, because="test"):
        drafts.keep(who=cast.ane.who, form=form, words={"result": "Half a result"})

    assert "Half a result" in page(get(cast.ane, "assignment", pk))
    assert "Half a result" not in page(get(cast.kim.account, "assignment", pk))
    post(cast.ane, "assignment-move", pk, to="done", seen="wanted", result="A whole result")
    with acting_as(cast.ane.who, because="test"):
        assert drafts.kept(who=cast.ane.who, form=form) == {}


def test_a_form_that_is_not_whole_comes_back_with_its_words(cast):
    assert "No kind chosen" in page(post(cast.ane, "add", cast.ane.who, words="No kind chosen", new_id=str(uuid4())))


def test_long_words_are_kept_whole(cast):
    words = "ø" * 100_000

    assert post(cast.ane, "add", cast.ane.who, kind="gp", words=words, new_id=str(uuid4())).status_code == 302
    with acting_as(cast.ane.who, because="test"):
        assert words in [one.words for one in Assignment.unguarded.all()]


def test_a_draft_of_something_to_add_is_there_again_and_gone_when_sent(cast):
    with acting_as(cast.ane.who, because="test"):
        drafts.keep(who=cast.ane.who, form=f"person.ombud.add.{cast.agreement.pk}", words={"words": "Half a thought"})

    assert "Half a thought" in page(get(cast.ane, "add", cast.ane.who))
    post(cast.ane, "add", cast.ane.who, kind="gp", words="Whole", new_id=str(uuid4()))
    assert "Half a thought" not in page(get(cast.ane, "add", cast.ane.who))


# Suggestions


def write(account, cast, key, words):
    return post(account, "suggestion-draft", cast.assignment.pk, key=str(key), words=json.dumps({"words": words}))


def test_the_person_sees_what_the_ombud_writes_from_the_first_letter(cast):
    key = uuid4()

    assert write(cast.kim.account, cast, key, "Z").json() == {"kept": True}
    with acting_as(cast.ane.who, because="test"):
        assert Suggestion.unguarded.get(pk=key).words == "Z"
    assert ">Z</p>" in page(get(cast.ane, "assignment", cast.assignment.pk))
    with acting_as(cast.kim.who, because="test"):
        assert drafts.kept(who=cast.kim.who, form=str(key)) == {}

    write(cast.kim.account, cast, key, "Zzz")
    assert "Zzz" in page(get(cast.kim.account, "suggestion", cast.assignment.pk, key))
    with acting_as(cast.ane.who, because="test"):
        assert Suggestion.unguarded.count() == 2


def test_what_is_typed_does_not_undo_what_was_chosen(cast):
    chosen = {"words": "Papers", "kind": "wish", "area": "work", "level": "system", "to": ""}
    post(cast.kim.account, "suggestion", cast.assignment.pk, cast.suggestion.pk, **chosen)

    write(cast.kim.account, cast, cast.suggestion.pk, "Papers, again")

    with acting_as(cast.ane.who, because="test"):
        load = Suggestion.unguarded.get().load
    assert {name: value for name, value in load.items() if value or name == "ready"} == {
        **{"kind": "wish", "level": "system", "area": "work"},
        "ready": False,
    }


def test_a_suggestion_needs_no_script(cast):
    to = cast.kim.presentation.organisation.pk
    begun = get(cast.kim.account, "suggest", cast.assignment.pk)
    sent = {"words": "Papers were lost.", "kind": "barrier", "area": "housing", "level": "service", "to": str(to)}

    assert signed_in(cast.kim.account).post(begun.url, sent).status_code == 302
    text = page(get(cast.ane, "assignment", cast.assignment.pk))
    assert "Papers were lost." in text
    with acting_as(cast.ane.who, because="test"):
        assert sorted(one.load["to"] for one in Suggestion.unguarded.all()) == ["", str(to)]


@pytest.mark.parametrize(
    "sent",
    [{}, {"key": "x", "words": "{}"}, {"key": str(uuid4()), "words": "["}, {"key": str(uuid4()), "words": "[1]"}],
)
def test_what_is_no_draft_is_refused(cast, sent):
    assert post(cast.kim.account, "suggestion-draft", cast.assignment.pk, **sent).status_code == 400


def test_not_this_time_puts_it_away_and_stops_the_writing(cast):
    pk = cast.suggestion.pk

    assert post(cast.ane, "suggestion-not-now", pk).status_code == 302
    assert write(cast.kim.account, cast, pk, "But still").status_code == 409
    again = {"words": "But still", "kind": "barrier", "area": "housing", "level": "service"}
    assert "But still" in page(post(cast.kim.account, "suggestion", cast.assignment.pk, pk, **again))
    with acting_as(cast.ane.who, because="test"):
        assert Suggestion.unguarded.get().words == "Papers were lost twice."
    assert post(cast.ane, "suggestion-bring-back", pk).status_code == 302
    assert write(cast.kim.account, cast, pk, "But still").status_code == 200


def test_an_ombud_cannot_write_under_the_id_of_somebody_elses_row(cast):
    other = make_account()
    liv = make_ombud(name="Liv")
    theirs = make_agreement(other, liv)
    with acting_as(other.who, because="test"):
        assignment = actions.add_assignment(agreement=theirs, kind="gp", theme="", words="x")

    stolen = post(liv.account, "suggestion-draft", assignment.pk, key=str(cast.suggestion.pk), words='{"words": "x"}')
    assert stolen.status_code == 404
    with acting_as(cast.ane.who, because="test"):
        assert Suggestion.unguarded.get().words == "Papers were lost twice."


# Ending


def test_ending_is_asked_once_more_and_needs_no_reason(cast):
    make_share(cast.ane.who, cast.kim.who, room=Room.MATTERS)
    response = get(cast.ane, "end", cast.ane.who)
    [shown] = response.context["form"].fields["ends"].choices
    assert response.context["form"].initial["ends"] == [shown[0]]
    with acting_as(cast.ane.who, because="test"):
        assert queries.active_agreement(cast.ane.who)

    for _twice in range(2):
        done = post(cast.ane, "end", cast.ane.who, agreement=str(cast.agreement.pk), ends=[shown[0]])
        assert done.status_code == 302

    with acting_as(cast.ane.who, because="test"):
        assert queries.active_agreement(cast.ane.who) is None
        assert not Share.unguarded.filter(receiver=cast.kim.who, ends_at__gt=timezone.now()).exists()
    assert get(cast.kim.account, "room", cast.ane.who).status_code == 404
    assert "A quiet flat" in page(get(cast.ane, "room", cast.ane.who))


def test_a_share_without_its_mark_lasts(cast):
    make_share(cast.ane.who, cast.kim.who, room=Room.MATTERS)

    post(cast.ane, "end", cast.ane.who, agreement=str(cast.agreement.pk))

    with acting_as(cast.ane.who, because="test"):
        still = Share.unguarded.get(receiver=cast.kim.who, ends_at__gt=timezone.now())
    assert still.room == "matters"


@pytest.mark.parametrize("kept", [True, False])
def test_the_page_says_what_the_former_ombud_still_sees_only_if_they_do(cast, kept):
    make_share(cast.ane.who, cast.kim.who, room=Room.MATTERS)
    with acting_as(cast.ane.who, because="test"):
        shares = [one.pk for one in queries.other_shares(cast.agreement)]
        actions.end(agreement=cast.agreement, keep=shares if kept else [])

    client = signed_in(cast.ane)
    text = page(client.get(reverse("person:ombud-room", args=[cast.ane.who]), headers={"Accept-Language": "nb"}))
    with translation.override("nb"):
        said = gettext("%(ombud)s can still see something else that you share.") % {"ombud": "Kim"}
    assert (said in text) is kept


def test_a_page_from_before_does_not_end_what_was_agreed_later(cast):
    post(cast.ane, "end", cast.ane.who, agreement=str(cast.agreement.pk))
    later = make_agreement(cast.ane, make_ombud(name="Liv"))

    assert post(cast.ane, "end", cast.ane.who, agreement=str(cast.agreement.pk)).status_code == 302
    with acting_as(cast.ane.who, because="test"):
        assert queries.active_agreement(cast.ane.who) == later


def test_change_ombud_leads_on_to_the_ombuds(cast):
    response = post(cast.ane, "end", cast.ane.who, agreement=str(cast.agreement.pk), then="choose")

    assert response.url == reverse("person:ombud-list")


def test_the_ombud_gives_back_and_the_person_keeps_everything(cast):
    assert post(cast.kim.account, "give-back", cast.ane.who).url == reverse("person:ombud-clients")

    assert get(cast.kim.account, "room", cast.ane.who).status_code == 404
    text = page(get(cast.ane, "room", cast.ane.who))
    assert "My papers were lost twice." in text
    assert reverse("person:ombud-list") in text


def test_what_has_ended_can_be_erased(cast):
    assert "Debt" in page(get(cast.ane, "earlier", cast.ended.pk))
    assert get(cast.ane, "erase", cast.agreement.pk).status_code == 404  # active
    assert post(cast.ane, "erase", cast.ended.pk).status_code == 302
    assert get(cast.ane, "earlier", cast.ended.pk).status_code == 404


def test_the_review_is_asked_for_when_its_day_has_come(cast):
    assert not get(cast.ane, "room", cast.ane.who).context["review_is_due"]
    with acting_as(cast.ane.who, because="test"):
        Agreement.unguarded.filter(pk=cast.agreement.pk).update(review_on=timezone.localdate() - timedelta(days=1))

    assert get(cast.ane, "room", cast.ane.who).context["review_is_due"]
    assert not get(cast.stranger, "about").context.get("review_is_due")


def paper_text(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_the_agreement_and_its_end_are_a_paper_each(client, cast):
    client.force_login(cast.ane)
    now = paper_text(client.get(reverse("person:ombud-agreement-paper", args=[cast.ane.who])))
    ended = paper_text(client.get(reverse("person:ombud-earlier-paper", args=[cast.ended.pk])))

    assert [word for word in ("Ane", "Kim", "A quiet flat") if word not in now] == []
    assert [word for word in ("Ane", "Per", "Debt") if word not in ended] == []


@pytest.mark.parametrize(
    ("name", "status"), [("kim", 200), ("former_ombud", 404), ("other_ombud", 404), ("stranger", 404)]
)
def test_the_paper_opens_for_whom_the_page_opens(client, cast, name, status):
    client.force_login(cast.account(name))

    assert client.get(reverse("person:ombud-agreement-paper", args=[cast.ane.who])).status_code == status
