"""The receiver's pages, through the browser's door: who is let in, and that no written word is lost."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.tests.make import make_member, make_organisation
from viktig.ground.privacy import drafts
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Turn, Voice
from viktig.ground.voice.states import Judgement
from viktig.ground.voice.tests.make import found, make_voice
from viktig.service.replies.tests.conftest import Cast, let_the_date_pass

POSTS = {
    "promise": {"step": "3", "seen": "1"},
    "answer": {"outcome": "explained", "words": "This is why.", "seen": "1"},
    "change": {"words": "A receipt for everything.", "seen": "1"},
    "write": {"words": "When was it?", "seen": "1"},
}
SOMEBODY = (
    "Someone else wrote here while you were writing. Your words are still below. Read what came, then send again."
)
MOVED = "This is with %(name)s now, who must answer. Your words are below; nothing was sent."
PROMISED = "%(name)s has promised a change. Tell what was changed."
PEOPLE = ["member", "above", "elsewhere", "administrator", "moderator", "former", "speaker", "stranger"]


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def address(name: str, voice: Voice) -> str:
    return reverse(f"service:replies-{name}", args=[voice.pk])


def promised(client: Client, voice: Voice) -> int:
    """Open a voice and promise a step; return how many turns there are now."""
    client.get(address("one", voice))
    client.post(address("promise", voice), {"step": "3", "seen": "2"})
    return 3


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("climbed", [False, True])
def test_a_voice_opens_only_for_members_it_has_reached(cast: Cast, who, climbed):
    voice, receipt = make_voice(to=cast.office)
    if climbed:
        let_the_date_pass(receipt)
    client = signed_in(getattr(cast, who))
    opens = who == "member" or (who == "above" and climbed)

    assert client.get(address("one", voice)).status_code == (200 if opens else 404)
    for name, data in POSTS.items():
        assert (client.post(address(name, voice), data).status_code == 404) is not opens, name
    with acting_as(getattr(cast, who).who, because="test"):
        assert (voice.pk in {one.voice.pk for one in client.get(reverse("service:replies")).context["page"].rows}) is (
            who == ("above" if climbed else "member")
        )


def test_nobody_signed_in_is_sent_to_sign_in(cast: Cast):
    voice, _ = make_voice(to=cast.office)

    answers = [Client().get(address("one", voice)), *(Client().post(address(n, voice), d) for n, d in POSTS.items())]

    assert {(one.status_code, one.url.split("?")[0]) for one in answers} == {(302, resolve_url(settings.LOGIN_URL))}


def test_missing_and_not_ours_are_the_same_bytes_with_the_same_queries(cast: Cast):
    voice, _ = make_voice(to=cast.office)
    client, seen = signed_in(cast.elsewhere), []
    client.get(reverse("service:replies"))

    for path in (address("one", voice), reverse("service:replies-one", args=["7b1f6f3c-3c1e-4c62-9a86-0d7c1a4a2c11"])):
        with CaptureQueriesContext(connections["default"]) as queries:
            page = client.get(path)
        body = re.sub(
            rb'value="[A-Za-z0-9]{64}"', b"", page.content.replace(path.encode(), b"")
        )  # the form's own token
        seen.append((page.status_code, body, len(queries)))

    assert seen[0] == seen[1]


def test_the_first_opening_marks_it_read_and_only_for_the_holder(cast: Cast):
    voice, receipt = make_voice(to=cast.office)
    let_the_date_pass(receipt)

    signed_in(cast.member).get(address("one", voice))
    assert found(receipt).status == "received"
    signed_in(cast.above).head(address("one", voice))
    assert found(receipt).status == "received"
    signed_in(cast.above).get(address("one", voice))
    assert found(receipt).status == "read"


def test_the_whole_way_promise_answer_change(cast: Cast):
    voice, receipt = make_voice(to=cast.office)
    client, day = signed_in(cast.member), timezone.localdate() + timedelta(days=9)

    page = client.get(address("one", voice))
    assert (page.context["promise_form"] is None, page.context["choose"]) == (False, None)
    promised(client, voice)
    page = client.get(address("one", voice))
    assert (page.context["promise_form"], page.context["answer_form"]) == (None, None)
    assert [value for value, _ in page.context["choose"].fields["outcome"].choices] == [
        "explained", "will_change", "partly", "will_not", "not_ours",
    ]  # fmt: skip
    page = client.get(address("one", voice), {"outcome": "will_change"})
    assert list(page.context["answer_form"].fields) == ["seen", "outcome", "words", "by_when"]
    answer = {"outcome": "will_change", "words": "Everybody gets a receipt.", "by_when": day.isoformat(), "seen": "3"}
    assert client.post(address("answer", voice), answer).url == address("one", voice)
    assert client.get(address("one", voice)).context["change_form"] is not None
    client.post(address("change", voice), {"words": "A receipt for everything handed in.", "seen": "4"})

    voice = found(receipt)
    assert (voice.status, voice.outcome, voice.promised_step, voice.holder) == ("changed", "will_change", 3, "speaker")
    with acting_as(cast.member.who, because="test"):
        assert [(turn.act, turn.words) for turn in Turn.unguarded.all()] == [
            ("said", ""),
            ("read", ""),
            ("promised", ""),
            ("answered", "Everybody gets a receipt."),
            ("changed", "A receipt for everything handed in."),
        ]


def test_will_not_says_who_can_decide(cast: Cast):
    voice, receipt = make_voice(to=cast.office)
    client = signed_in(cast.member)
    seen = promised(client, voice)

    page = client.post(address("answer", voice), {"outcome": "will_not", "words": "No room.", "seen": seen})
    assert set(page.context["written"].errors) == {"who_decides"}
    client.post(
        address("answer", voice), {"outcome": "will_not", "words": "No room.", "who_decides": "Bystyret", "seen": seen}
    )

    with acting_as(cast.member.who, because="test"):
        words = Turn.unguarded.get(act="answered").words
    assert words.startswith("No room.\n\n")
    assert words.endswith("Bystyret")
    assert found(receipt).outcome == "will_not"


def test_not_ours_sends_it_on_once_and_is_then_hidden_where_nobody_is_above_both(cast: Cast):
    voice, receipt = make_voice(to=cast.office, levels=1)
    client = signed_in(cast.member)
    seen = promised(client, voice)

    sent_on = {"outcome": "not_ours", "words": "The library lends.", "send_on_to": str(cast.other.pk), "seen": seen}
    assert client.post(address("answer", voice), sent_on).status_code == 302
    assert client.post(address("answer", voice), sent_on).status_code == 302  # a double click
    assert found(receipt).held_by == cast.other

    client = signed_in(cast.elsewhere)
    client.get(address("one", voice))
    client.post(address("promise", voice), {"step": "1", "seen": "5"})
    page = client.get(address("one", voice))
    assert "not_ours" not in [value for value, _ in page.context["choose"].fields["outcome"].choices]
    back = {"outcome": "not_ours", "words": "No, yours.", "send_on_to": str(cast.office.pk), "seen": "6"}
    client.post(address("answer", voice), back)
    assert found(receipt).held_by == cast.other
    assert (
        client.get(address("one", voice), {"outcome": "explained"}).context["answer_form"]["words"].value()
        == "No, yours."
    )


def test_the_body_above_both_is_told_beforehand_and_says_who_must_answer(cast: Cast):
    other = make_organisation(name="Frivilligsentralen", answers_to=cast.office.answers_to)
    cast = replace(cast, other=other, elsewhere=make_member(other))
    voice, receipt = make_voice(to=cast.office)
    seen = promised(signed_in(cast.member), voice)
    sent_on = {"outcome": "not_ours", "words": "The library lends.", "send_on_to": str(cast.other.pk), "seen": seen}
    signed_in(cast.member).post(address("answer", voice), sent_on)

    client = signed_in(cast.elsewhere)
    client.get(address("one", voice))
    client.post(address("promise", voice), {"step": "1", "seen": "5"})
    label = gettext("It is not ours either. %(name)s says who must answer") % {"name": cast.office.answers_to.name}
    assert label in client.get(address("one", voice)).text
    client.post(address("answer", voice), {"outcome": "not_ours", "words": "Nor ours.", "seen": "6"})
    assert found(receipt).held_by == cast.office.answers_to

    client = signed_in(cast.above)
    client.get(address("one", voice))
    client.post(address("promise", voice), {"step": "1", "seen": "8"})
    named = {"outcome": "not_ours", "words": "The office.", "send_on_to": str(cast.office.pk), "seen": "9"}
    client.post(address("answer", voice), named)
    assert found(receipt).held_by == cast.office
    page = signed_in(cast.member).get(address("one", voice))
    assert (gettext("%(name)s said that %(next)s must answer") % {
        "name": cast.office.answers_to.name, "next": cast.office.name,
    }) in page.text  # fmt: skip


def test_a_new_holder_promises_anew(cast: Cast):
    voice, receipt = make_voice(to=cast.office)
    promised(signed_in(cast.member), voice)
    let_the_date_pass(receipt)

    assert signed_in(cast.above).get(address("one", voice)).context["promise_form"] is not None


def test_the_words_of_the_second_of_two_stay_on_the_page(cast: Cast):
    voice, _ = make_voice(to=cast.office)
    one, two = signed_in(cast.member), signed_in(cast.colleague)
    seen = promised(one, voice)

    one.post(address("write", voice), {"words": "When was it?", "seen": seen})
    page = two.post(address("answer", voice), {"outcome": "explained", "words": "Mine, long.", "seen": seen})

    assert page.status_code == 200
    assert page.context["refused"] == gettext(SOMEBODY)
    assert page.context["answer_form"]["words"].value() == "Mine, long."
    assert "When was it?" in page.content.decode()
    seen = page.context["answer_form"]["seen"].value()
    assert (
        two.post(address("answer", voice), {"outcome": "explained", "words": "Mine, long.", "seen": seen}).status_code
        == 302
    )


def test_the_words_stay_when_somebody_else_has_answered(cast: Cast):
    voice, _ = make_voice(to=cast.office)
    one, two = signed_in(cast.member), signed_in(cast.colleague)
    seen = promised(one, voice)

    one.post(address("answer", voice), {"outcome": "explained", "words": "First.", "seen": seen})
    page = two.post(address("answer", voice), {"outcome": "explained", "words": "Second <b>", "seen": seen})

    assert page.context["homeless"] == "Second <b>"
    assert "Second &lt;b&gt;" in page.content.decode()
    with acting_as(cast.member.who, because="test"):
        assert [turn.words for turn in Turn.unguarded.filter(act="answered")] == ["First."]


def test_the_words_stay_when_the_date_passed_while_writing(cast: Cast):
    voice, receipt = make_voice(to=cast.office)
    client = signed_in(cast.member)
    seen = promised(client, voice)
    let_the_date_pass(receipt)

    page = client.post(address("answer", voice), {"outcome": "explained", "words": "Too late.", "seen": seen})

    assert page.context["refused"] == gettext(MOVED) % {"name": "Bystyret"}
    assert page.context["homeless"] == "Too late."
    assert found(receipt).status == "received"


@pytest.mark.parametrize("name", ["answer", "write"])
def test_the_same_words_sent_twice_are_said_once(cast: Cast, name):
    voice, _ = make_voice(to=cast.office)
    client = signed_in(cast.member)
    data = POSTS[name] | {"seen": promised(client, voice)}

    answers = [client.post(address(name, voice), data) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    with acting_as(cast.member.who, because="test"):
        assert Turn.unguarded.filter(act__in=["answered", "wrote"]).count() == 1


def test_choosing_another_answer_keeps_the_words_without_javascript(cast: Cast):
    voice, _ = make_voice(to=cast.office)
    client = signed_in(cast.member)
    seen = promised(client, voice)

    data = {"outcome": "explained", "words": "All my words.", "seen": seen, "again": "1"}
    assert client.post(address("answer", voice), data).url == address("one", voice) + "#next"
    page = client.get(address("one", voice), {"outcome": "partly"})

    assert page.context["answer_form"]["words"].value() == "All my words."
    client.post(address("answer", voice), {"outcome": "explained", "words": "All my words.", "seen": seen})
    with acting_as(cast.member.who, because="test"):
        assert drafts.kept(who=cast.member.who, form=f"service.replies.answer:{voice.pk}") == {}


def test_an_answer_can_be_looked_at_for_how_easy_it_is_to_read_and_is_not_sent(cast: Cast):
    voice, _ = make_voice(to=cast.office)
    client = signed_in(cast.member)
    hard = "Saksbehandlingstiden overskrider " + "dessverre fristen " * 10 + "igjen."
    data = {"outcome": "explained", "words": f"Vi ser på det. {hard}", "seen": promised(client, voice), "look": "1"}

    page = client.post(address("answer", voice), data)

    assert page.context["reading"].hard == (hard,)
    assert page.context["answer_form"]["words"].value() == data["words"]
    assert page.content.decode().count("<mark") == 1
    with acting_as(cast.member.who, because="test"):
        assert not Turn.unguarded.filter(act="answered").exists()


def test_empty_words_are_refused_and_what_was_written_stays(cast: Cast):
    voice, _ = make_voice(to=cast.office)
    client = signed_in(cast.member)
    data = {"outcome": "will_change", "words": "  ", "by_when": "2020-01-01", "seen": promised(client, voice)}

    page = client.post(address("answer", voice), data)
    assert set(page.context["written"].errors) == {"words"}
    page = client.post(address("answer", voice), data | {"words": "Soon."})

    assert page.context["refused"] == gettext("Say by which date, today or later.")
    assert page.context["answer_form"]["words"].value() == "Soon."


def test_a_closed_voice_takes_no_more(cast: Cast):
    voice, receipt = make_voice(to=cast.office)
    client = signed_in(cast.member)
    client.post(address("answer", voice), {"outcome": "explained", "words": "So.", "seen": promised(client, voice)})
    with acting_as(None, because="test"):
        actions.judge_as_speaker(found(receipt), Judgement.BETTER, receipt=receipt)
    actions.deliver()

    page = client.post(address("write", voice), {"words": "Thank you.", "seen": found(receipt).turns_taken})

    assert page.context["homeless"] == "Thank you."
    assert page.context["write_form"] is None


def test_the_page_says_that_nobody_can_see_who_spoke(cast: Cast):
    voice, _ = make_voice(to=cast.office, words="שלום <i>")

    page = signed_in(cast.member).get(address("one", voice)).content.decode()

    assert gettext("Nobody can see who said this, not even we.") in page
    assert '<blockquote class="words" dir="auto" lang="nb">שלום &lt;i&gt;</blockquote>' in page


def test_the_list_sorts_by_whose_move_it_is_and_late_ones_come_first(cast: Cast):
    waiting, _ = make_voice(to=cast.office, words="Waits.")
    late, late_receipt = make_voice(to=cast.office, words="Late.", levels=1)
    answered, _ = make_voice(to=cast.office, words="Answered.")
    climbed, climbed_receipt = make_voice(to=cast.office, words="Climbed.")
    let_the_date_pass(late_receipt)
    let_the_date_pass(climbed_receipt)
    client = signed_in(cast.member)
    client.post(address("answer", answered), POSTS["answer"] | {"seen": promised(client, answered)})

    def rows(tab: str) -> list:
        page = client.get(reverse("service:replies"), {"tab": tab}).context
        return [(row.voice.pk, row.late) for row in page["page"].rows]

    assert rows("ours") == [(late.pk, True), (waiting.pk, False)]
    assert rows("speaker") == [(answered.pk, False)]
    assert [pk for pk, _ in rows("elsewhere")] == [climbed.pk]
    assert rows("closed") == []
    tabs = client.get(reverse("service:replies")).context["tabs"]
    assert [(name, number) for name, number, _ in tabs] == [
        ("ours", 2),
        ("speaker", 1),
        ("elsewhere", 1),
        ("closed", None),
    ]


def test_the_list_searches_inside_the_words_and_keeps_the_question(cast: Cast):
    make_voice(to=cast.office, words="My papers were lost twice.")
    make_voice(to=cast.office, words="The stairs are steep.", kind="wish")

    page = signed_in(cast.member).get(reverse("service:replies"), {"q": "PAPERS lost", "area": "housing", "kind": "?"})

    assert (page.context["page"].found, page.context["page"].of) == (1, 2)
    assert page.context["asked"] == {"q": "PAPERS lost", "area": "housing"}
    assert page.context["tabs"][1][2] == "?tab=speaker&area=housing&q=PAPERS+lost"


def test_the_list_is_paged_by_key_and_shows_each_once(cast: Cast, monkeypatch):
    monkeypatch.setattr("viktig.service.replies.queries.A_PAGE", 2)
    voices = {make_voice(to=cast.office, words=f"Number {number}.")[0].pk for number in range(5)}
    client, seen, path = signed_in(cast.member), [], reverse("service:replies")

    for question in ("?", "?q=number"):
        seen, more = [], question
        while more:
            page = client.get(path + more).context
            seen += [row.voice.pk for row in page["page"].rows]
            more = page["more"]
        assert (len(seen), set(seen)) == (5, voices)


def test_the_list_costs_the_same_with_one_and_with_three(cast: Cast):
    client, numbers = signed_in(cast.member), []
    client.get(reverse("service:replies"))  # what every first page of a session does
    for more in (1, 2):
        for _ in range(more):
            make_voice(to=cast.office)
        with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
            client.get(reverse("service:replies"))
        numbers.append((len(data), len(keys)))

    assert numbers[0] == numbers[1]
    assert numbers[0][0] <= 12


def test_what_waits_for_me_names_voices_to_answer_and_changes_promised(cast: Cast):
    late, late_receipt = make_voice(to=cast.office, levels=1)
    waiting, _ = make_voice(to=cast.office)
    promised_one, _ = make_voice(to=cast.office)
    let_the_date_pass(late_receipt)
    client, day = signed_in(cast.member), timezone.localdate() + timedelta(days=3)
    answer = {"outcome": "will_change", "words": "Yes.", "by_when": day.isoformat()}
    client.post(address("answer", promised_one), answer | {"seen": promised(client, promised_one)})

    page = client.get(reverse("ground:tasks")).context

    assert [task.address for task in page["late"] + page["dated"]] == [
        address("one", one) for one in (late, promised_one, waiting)
    ]
    assert page["dated"][0].why == gettext(PROMISED) % {"name": "Boligkontoret"}
    for who in ("administrator", "stranger"):
        page = signed_in(getattr(cast, who)).get(reverse("ground:tasks")).context
        assert page["late"] + page["dated"] + page["undated"] == []


def test_those_that_would_read_alike_are_one_line_that_leads_to_them(cast: Cast):
    alike = {make_voice(to=cast.office, area="housing")[0].pk for _ in range(3)}
    other, _receipt = make_voice(to=cast.office, area="economy")
    client = signed_in(cast.member)

    lines = {task.address: task.title for task in client.get(reverse("ground:tasks")).context["dated"]}
    del lines[address("one", other)]
    [(where, title)] = lines.items()

    assert "3" in title
    assert {row.voice.pk for row in client.get(where).context["page"].rows} == alike


def test_a_moderator_who_is_also_a_member_sees_only_what_was_said_to_them(cast: Cast):
    make_member(cast.other, account=cast.moderator)
    voice, _ = make_voice(to=cast.office)
    client = signed_in(cast.member)
    client.post(address("answer", voice), POSTS["answer"] | {"seen": promised(client, voice)})

    with acting_as(cast.moderator.who, because="test"):
        assert Voice.unguarded.filter(pk=voice.pk).exists()  # to check it; the database shows it
    client = signed_in(cast.moderator)
    assert client.get(address("one", voice)).status_code == 404
    assert not any(number for _, number, _ in client.get(reverse("service:replies")).context["tabs"])


def test_somebody_who_is_both_administrator_and_member_opens_it(cast: Cast):
    make_member(cast.office, account=cast.administrator, role=OrganisationRole.MEMBER)
    voice, _ = make_voice(to=cast.office)

    assert signed_in(cast.administrator).get(address("one", voice)).status_code == 200


def test_what_waits_for_me_leads_to_the_rooms_where_i_work_and_stays_quick(cast: Cast):
    make_voice(to=cast.office)

    def desks(account) -> list[str]:
        found = [one.address for one in signed_in(account).get(reverse("ground:tasks")).context["desks"]]
        return [one for one in found if one != reverse("person:plan-told-at-work")]  # that one is for all who work

    assert desks(cast.member) == [reverse("service:replies")]
    rooms = ("system:barriers", "system:letters", "system:stories-moderate", "system:voices-moderate")
    assert desks(cast.moderator) == [reverse(one) for one in rooms]
    assert desks(cast.administrator) == desks(cast.stranger) == []
    client = signed_in(cast.member)
    client.get(reverse("ground:tasks"))
    with CaptureQueriesContext(connections["default"]) as queries:
        client.get(reverse("ground:tasks"))
    assert len([one for one in queries if "ground_" in one["sql"]]) <= 10
