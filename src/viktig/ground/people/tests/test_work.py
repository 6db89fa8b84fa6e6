"""Coming to work for an organisation, who works there, and the first invitation from the command line."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.commands import Refused
from viktig.ground.notify.actions import deliver
from viktig.ground.notify.models import Mail
from viktig.ground.people import actions, command
from viktig.ground.people.models import Invitation, Membership, Organisation, OrganisationKind
from viktig.ground.people.queries import name_and_place
from viktig.ground.people.tests.make import make_account, make_member, make_organisation, make_place
from viktig.ground.privacy.acting import acting_as

INVITED = "/me/invited/"
UNKNOWN = "These words are not an open invitation. Ask the one who invited you for a new one."
LAST = "Nobody else here can invite people. Invite another one first."


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page_of(organisation: Organisation) -> str:
    return reverse("ground:organisation", args=[organisation.pk])


def invitation_to(organisation: Organisation, role: OrganisationRole = OrganisationRole.MEMBER) -> str:
    with acting_as(None, because="test"):
        return actions.invite(organisation=organisation, role=role)


def roles_of(account) -> set[str]:
    with acting_as(account.who, because="test"):
        return set(Membership.unguarded.filter(who=account.who).values_list("role", flat=True))


def membership_of(account) -> Membership:
    with acting_as(account.who, because="test"):
        return Membership.unguarded.get(who=account.who)


def test_the_words_show_the_organisation_and_the_role_before_the_yes():
    office, account = make_organisation(), make_account(name="Ane")
    words, client = invitation_to(office), signed_in(account)

    page = client.post(INVITED, {"words": f"  {words.upper()} "})
    assert (page.context["organisation"], page.context["role"]) == (office, OrganisationRole.MEMBER.label)
    assert page.context["form"]["known_as"].value() == "Ane"
    assert roles_of(account) == set()
    answer = client.post(INVITED, {"words": words, "known_as": "Ane from the desk"})

    assert answer.url == reverse("ground:tasks")
    assert roles_of(account) == {"member"}
    assert membership_of(account).shown_as == "Ane from the desk"


def test_the_words_work_once_and_wrong_ones_stay_in_the_form():
    office, first, second = make_organisation(), make_account(), make_account()
    words = invitation_to(office)
    signed_in(first).post(INVITED, {"words": words, "known_as": "Kim"})

    for wrong in (words, "eight words that nobody was ever given"):
        page = signed_in(second).post(INVITED, {"words": wrong, "known_as": "Kim"})
        assert page.context["form"].errors["words"] == [gettext(UNKNOWN)]
        assert page.context["form"]["words"].value() == wrong
    assert roles_of(second) == set()


def test_a_name_is_needed_and_the_words_are_kept():
    words = invitation_to(make_organisation())

    page = signed_in(make_account()).post(INVITED, {"words": words, "known_as": " "})

    assert list(page.context["form"].errors) == ["known_as"]
    assert page.context["form"]["words"].value() == words


@pytest.mark.parametrize("who", ["administrator", "member", "administrator elsewhere", "former", "stranger"])
def test_only_its_administrators_open_an_organisation(who):
    office, other = make_organisation(), make_organisation(name="Biblioteket")
    admin, colleague = OrganisationRole.ADMINISTRATOR, make_member(office, known_as="Kari")
    make_member(office, role=admin)
    accounts = {
        "administrator": make_member(office, role=admin),
        "member": make_member(office),
        "administrator elsewhere": make_member(other, role=admin),
        "former": make_member(office, role=admin),
        "stranger": make_account(),
    }
    with acting_as(accounts["former"].who, because="test"):
        Membership.unguarded.filter(who=accounts["former"].who).delete()
    invitation_to(office)
    with acting_as(accounts["administrator"].who, because="test"):
        invitation = Invitation.unguarded.get()
    client, expected = signed_in(accounts[who]), who == "administrator"
    remove = reverse("ground:organisation-remove", args=[office.pk, membership_of(colleague).pk])

    opened = [
        client.get(page_of(office)).status_code,
        client.get(remove).status_code,
        client.post(reverse("ground:organisation-invite", args=[office.pk]), {"role": "member"}).status_code,
        client.post(reverse("ground:organisation-withdraw", args=[office.pk, invitation.pk])).status_code,
        client.post(remove).status_code,
    ]

    assert opened == ([200, 200, 302, 302, 302] if expected else [404] * 5)
    assert roles_of(colleague) == (set() if expected else {"member"})


def test_an_administrator_reaches_only_rows_of_the_organisation_in_the_address():
    one, two = make_organisation(), make_organisation(name="Biblioteket")
    administrator = make_member(one, role=OrganisationRole.ADMINISTRATOR)
    make_member(two, role=OrganisationRole.ADMINISTRATOR, account=administrator)
    kari = make_member(two)

    path = reverse("ground:organisation-remove", args=[one.pk, membership_of(kari).pk])

    assert signed_in(administrator).post(path).status_code == 404


def test_the_words_of_an_invitation_are_shown_once():
    office = make_organisation()
    client, colleague = signed_in(make_member(office, role=OrganisationRole.ADMINISTRATOR)), make_account()

    client.post(reverse("ground:organisation-invite", args=[office.pk]), {"role": "member"})
    words = client.get(page_of(office)).context["words"]
    assert client.get(page_of(office)).context["words"] == ""
    signed_in(colleague).post(INVITED, {"words": words, "known_as": "Kim"})

    assert roles_of(colleague) == {"member"}


def test_a_withdrawn_invitation_opens_nothing():
    office = make_organisation()
    client = signed_in(make_member(office, role=OrganisationRole.ADMINISTRATOR))
    words = invitation_to(office)
    [invitation] = client.get(page_of(office)).context["invitations"]

    client.post(reverse("ground:organisation-withdraw", args=[office.pk, invitation.pk]))

    assert "words" in signed_in(make_account()).post(INVITED, {"words": words}).context["form"].errors


def test_the_last_administrator_stays():
    office = make_organisation()
    one = make_member(office, role=OrganisationRole.ADMINISTRATOR)
    client, mine = signed_in(one), membership_of(one)
    path = reverse("ground:organisation-remove", args=[office.pk, mine.pk])

    assert client.post(path).context["refused"] == gettext(LAST)
    make_member(office, role=OrganisationRole.ADMINISTRATOR)
    assert client.post(path).url == reverse("ground:tasks")
    assert client.get(page_of(office)).status_code == 404


def test_only_a_user_organisation_gives_the_role_that_checks():
    office, users = make_organisation(), make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)

    with acting_as(None, because="test"), pytest.raises(actions.RoleOutOfReach):
        actions.invite(organisation=office, role=OrganisationRole.MODERATOR)
    assert OrganisationRole.MODERATOR in actions.roles_in_reach(users)


def test_the_page_of_what_waits_says_where_i_work():
    office = make_organisation()
    both = make_member(office, account=make_member(office, role=OrganisationRole.ADMINISTRATOR))

    [work] = signed_in(both).get("/tasks/").context["work"]
    assert (work.organisation, work.may_invite) == (office, True)
    assert work.roles == [OrganisationRole.MEMBER.label, OrganisationRole.ADMINISTRATOR.label]
    assert signed_in(make_account()).get("/tasks/").context["work"] == []


def test_the_command_sends_a_letter_whose_words_open_the_invitation(capsys):
    make_organisation()
    account = make_account()

    command.invite(["kim@example.org", "boligKONTORET", "member"])
    [letter] = Mail.unguarded.all()
    deliver(str(letter.pk))

    [sent] = mail.outbox
    words = re.search(r"^  (.+)$", capsys.readouterr().out, re.M)[1]
    assert (sent.to, words in sent.body, INVITED in sent.body) == (["kim@example.org"], True, True)
    assert not any(word in sent.subject for word in words.split())
    signed_in(account).post(INVITED, {"words": words, "known_as": "Kim"})
    assert roles_of(account) == {"member"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["kim", "Boligkontoret", "member"], "'kim' is not an e-mail address."),
        (
            ["kim@example.org", "Boligkontoret", "boss"],
            "There is no role 'boss'. The roles are member, ombud, moderator, administrator, keeper.",
        ),
        (
            ["kim@example.org", "Bolikontor", "member"],
            "No organisation is called 'Bolikontor'. Near it: Boligkontoret.",
        ),
        (["kim@example.org", "kontoret", "member"], "No organisation is called 'kontoret'. Near it: Boligkontoret."),
        (["kim@example.org", "Zzz", "member"], "No organisation is called 'Zzz'. There are: Boligkontoret."),
        (["kim@example.org", "Boligkontoret", "moderator"], "Only a user organisation checks what is published."),
        (
            ["kim@example.org"],
            "The following arguments are required: ORGANISATION, ROLE; viktig invite --help says what is possible.",
        ),
    ],
)
def test_the_command_refuses_in_one_sentence(arguments, sentence):
    make_organisation()

    with pytest.raises(Refused) as refused:
        command.invite(arguments)

    assert str(refused.value) == sentence
    assert not Mail.unguarded.exists()


def test_the_command_asks_which_of_two_with_the_same_name():
    make_organisation()
    there = make_organisation(place=make_place(code="NO-9902", name="Dalen"))

    with pytest.raises(Refused, match=r"2 organisations are called 'Boligkontoret', in Dalen, Fjordby"):
        command.found("Boligkontoret")
    assert command.found("Boligkontoret", "dalen") == there
    assert command.found(str(there.pk)) == there


@pytest.mark.parametrize(
    ("name", "said"), [("Boligkontoret", "Boligkontoret in Fjordby"), ("Tilsynet i Fjordby", "Tilsynet i Fjordby")]
)
def test_a_place_is_said_once(name, said):
    organisation = make_organisation(name=name, place=make_place(name="Fjordby"))

    with translation.override(None):
        assert name_and_place(organisation) == said
