"""What protects people: what everybody reads, and what those who hold a key do on the screen."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import Organisation
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as
from viktig.ground.protection import actions
from viktig.ground.protection.models import Proposal, Setting, State, UsersKey
from viktig.ground.protection.queries import smallest_group
from viktig.ground.protection.tests.make import make_keeper, make_users

DESK = "/system/protection/"


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def address(name, *args) -> str:
    return reverse(f"system:protection-{name}", args=args)


@pytest.fixture
def office():
    return make_organisation()


@pytest.fixture
def head(office):
    return make_keeper(office)


@pytest.fixture
def both(office):
    return make_users()


@pytest.fixture
def waiting(office, head):
    """Return a proposal of the office."""
    with acting_as(head.who, because="test"):
        return actions.propose(setting=Setting.ANSWER_DAYS, body=office, by=office, why="We are fewer now.", number=60)


def test_two_people_change_it_on_the_screen(office, head, both):
    users, one, _ = both
    proposes = address("propose", office.pk, "answer_days", office.pk)
    answer = signed_in(head).post(proposes, {"value": "21", "why": "We can do it faster."})
    [task] = [task for task in signed_in(one).get("/tasks/").context["undated"] if "/protection/" in task.address]

    page = signed_in(one).get(task.address)
    assert (answer.url, "We can do it faster." in page.text) == (task.address, True)
    assert signed_in(one).post(address("yes", Proposal.unguarded.get().pk)).url == task.address

    assert Organisation.unguarded.get(pk=office.pk).answer_days == 21
    assert not [task for task in signed_in(one).get("/tasks/").context["undated"] if "/protection/" in task.address]
    public = Client().get("/protection/").text
    assert [users.name in public, "We can do it faster." in public] == [True, True]


def test_the_one_who_proposed_has_no_yes(head, waiting):
    page = signed_in(head).get(address("one", waiting))
    refused = signed_in(head).post(address("yes", waiting))

    assert list(page.context["one"].may) == ["take_back"]
    assert refused.context["refused"] == gettext("Your organisation has proposed this. The other side says yes or no.")
    assert Proposal.unguarded.get().state == State.WAITING


def test_a_no_needs_a_reason_and_everybody_reads_it(both, waiting):
    client = signed_in(both[1])
    empty = client.post(address("no", waiting), {"why": " "})
    assert list(empty.context["form"].errors) == ["why"]

    client.post(address("no", waiting), {"why": "Sixty days are too long."})

    assert Proposal.unguarded.get().state == State.REFUSED
    assert "Sixty days are too long." in Client().get("/protection/").text
    assert client.post(address("no", waiting), {"why": "Twice"}).context["refused"] == gettext(
        "This has ended already."
    )


def test_a_proposal_is_taken_back(head, waiting):
    signed_in(head).post(address("take-back", waiting))

    assert Proposal.unguarded.get().state == State.TAKEN_BACK


@pytest.mark.parametrize(
    ("setting", "value"), [("answer_days", "0"), ("answer_days", "soon"), ("answer_days", "30"), ("answers_to", "x")]
)
def test_what_cannot_be_proposed_stays_in_the_form(office, head, setting, value):
    page = signed_in(head).post(address("propose", office.pk, setting, office.pk), {"value": value, "why": "Because."})

    assert (list(page.context["form"].errors), page.context["form"]["why"].value()) == (["value"], "Because.")
    assert not Proposal.unguarded.exists()


def test_a_user_organisation_raises_the_smallest_number_with_the_operator(both):
    users, one, _ = both
    proposes = address("propose-for-all", users.pk, "smallest_group")
    low = signed_in(one).post(proposes, {"value": "4", "why": "Small towns."})
    assert list(low.context["form"].errors) == ["value"]
    signed_in(one).post(proposes, {"value": "10", "why": "Small towns."})
    with acting_as(None, because="test"):
        actions.say_yes(proposal=Proposal.unguarded.get().pk, by=None)

    assert smallest_group() == 10
    assert Client().get("/protection/").context["k"] == 10
    assert Client().get("/figures/how-numbers-are-protected/").text.count("10") > 0


def test_who_checks_is_agreed_on_the_screen(office, head, both):
    users, one, _ = both
    proposes = address("propose", office.pk, "checked_by", office.pk)
    signed_in(head).post(proposes, {"value": str(users.pk), "why": "They know us."})
    signed_in(one).post(address("yes", Proposal.unguarded.get().pk))
    assert Organisation.unguarded.get(pk=office.pk).checker.users == users
    signed_in(head).post(proposes, {"value": "place", "why": "All of them."})
    signed_in(one).post(address("yes", Proposal.unguarded.get(state=State.WAITING).pk))

    assert Proposal.unguarded.filter(state=State.AGREED).count() == 2


@pytest.mark.parametrize("who", ["member", "administrator", "moderator", "alone", "stranger"])
def test_without_a_key_there_is_no_page(office, both, waiting, who):
    users, _, _ = both
    accounts = {
        "member": lambda: make_member(office),
        "administrator": lambda: make_member(users, role=OrganisationRole.ADMINISTRATOR),
        "moderator": lambda: make_member(users, role=OrganisationRole.MODERATOR),
        "alone": lambda: make_keeper(make_organisation(name="Biblioteket")),
        "stranger": make_account,
    }
    client = signed_in(accounts[who]())
    mine = who == "alone"  # holds a key, but none to this

    assert client.get(DESK).status_code == (200 if mine else 404)
    assert client.get(address("one", waiting)).status_code == (200 if mine else 404)
    assert client.get(address("holders", users.pk)).status_code == 404
    assert client.post(address("invite", users.pk)).status_code == 404
    assert client.get(address("propose", users.pk, "answer_days", office.pk)).status_code == 404
    client.post(address("yes", waiting))
    client.post(address("no", waiting), {"why": "No."})
    client.post(address("take-back", waiting))
    assert Proposal.unguarded.get().state == State.WAITING


def test_a_holder_invites_the_second_who_confirms_on_the_screen():
    users = make_users()[0]
    UsersKey.unguarded.get(organisation=users)
    one = make_keeper(other := make_organisation(name="Andre", kind="user_organisation"))
    client = signed_in(one)
    client.post(address("invite", other.pk))
    words = client.get(address("holders", other.pk)).context["words"]
    second = signed_in(make_account())

    page = second.post("/me/invited/", {"words": words, "known_as": "Kim"})
    assert sorted(page.context["form"].errors) == ["ours", "own"]
    second.post("/me/invited/", {"words": words, "known_as": "Kim", "ours": "on", "own": "on"})

    assert UsersKey.unguarded.get(organisation=other).counts
    assert "Andre" in Client().get("/protection/").text


def test_who_works_for_a_body_is_told_why_the_key_is_not_for_them(office):
    one = make_keeper(users := make_organisation(name="Andre", kind="user_organisation"))
    client = signed_in(one)
    client.post(address("invite", users.pk))
    words = client.get(address("holders", users.pk)).context["words"]

    page = signed_in(make_member(office)).post("/me/invited/", {"words": words})

    sentence = gettext("You work for %(name)s, which must answer people. Someone else must hold this key.")
    assert page.context["form"].errors["words"] == [sentence % {"name": office.name}]


def test_a_key_is_taken_away_after_one_more_question(both):
    users, one, _ = both
    client = signed_in(one)
    ends = re.findall(r'href="([^"]*/end/)"', client.get(address("holders", users.pk)).text)
    assert client.get(ends[0]).status_code == 200
    client.post(ends[0])
    client.post(ends[1])

    assert UsersKey.unguarded.get(organisation=users).holders < 2


def test_more_bodies_cost_no_more_queries(office, head, both, django_assert_max_num_queries):
    for number in range(3):
        make_organisation(name=f"Kontor {number}", answers_to=office)
    client = signed_in(both[1])
    client.get(DESK)
    with django_assert_max_num_queries(8 + 6):  # and who acts, in a transaction of the request's own
        client.get(DESK)
    with django_assert_max_num_queries(12):
        Client().get("/protection/?x=1")


def test_the_public_page_stands_by_place_and_pages_within_it(office):
    far = make_place(code="NO-9902", name="Ås")
    for number in range(60):
        make_organisation(name=f"Kontor {number:02}", place=far if number % 6 == 0 else office.place)

    first = Client().get("/protection/").context["standings"]
    second = Client().get(f"/protection/?after={first.more}").context["standings"]

    shown = [(one.organisation.place.name, one.organisation.name) for one in first.rows + second.rows]
    assert len(shown) == 61
    assert shown == sorted(shown)


def test_the_public_page_pages_by_name(office):
    for number in range(60):
        make_organisation(name=f"Kontor {number:02}")

    first = Client().get("/protection/").context["standings"]
    second = Client().get(f"/protection/?after={first.more}").context["standings"]

    assert [len(first.rows), len(second.rows), second.more] == [50, 11, None]
    assert second.rows[0].organisation.pk == first.more
