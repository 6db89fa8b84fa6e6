"""The pages of waiting, as those who open them read them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.tests.make import make_account, make_member, make_organisation
from viktig.person.ombud.tests.make import make_agreement, make_ombud
from viktig.person.waiting.tests.make import make_wait, wait_now


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_somebody_begins_to_wait_sees_it_everywhere_and_stops(full):
    ane = make_account()
    client, organisation = signed_in(ane), full.presentation.organisation
    presentation = reverse("person:ombud-presentation", args=[full.presentation.pk])
    assert f"/person/waiting/?at={organisation.pk}" in text(client, presentation)

    begin = text(client, f"/person/waiting/?at={organisation.pk}")
    assert f'<option value="{organisation.pk}" selected>' in begin
    client.post("/person/waiting/", {"organisation": str(organisation.pk), "flags": ["children"]})

    waiting = text(client, "/person/waiting/")
    assert organisation.name in waiting
    for words in ("We do not know yet.", "I take care of children under 18", "Help meanwhile"):
        assert gettext(words) in waiting
    assert gettext("Nobody there has room just now.") in text(client, "/me/")
    assert client.get(reverse("person:ombud-room", args=[ane.who])).url == "/person/waiting/"
    assert gettext("You wait for an ombud. See where it is.") in text(client, "/person/ombud/ombuds/")

    assert client.post("/person/waiting/stop/").status_code == 302
    assert wait_now(ane) is None
    assert gettext("I want to wait") in text(client, "/person/waiting/")


def test_the_list_offers_to_wait_where_nobody_has_room(full):
    words = gettext("Nobody has room just now. You can wait, and are told when someone has.")
    client = signed_in(make_account())

    assert words in text(client, f"/person/ombud/ombuds/?at={full.presentation.organisation.pk}")
    make_ombud()
    assert words not in text(client, "/person/ombud/ombuds/")


def test_there_is_room_is_said_with_the_way_to_those_who_have_it(full):
    ane = make_wait(full.presentation.organisation)
    make_ombud(name="Liv", organisation=full.presentation.organisation)
    client = signed_in(ane)

    assert gettext("There is room now.") in text(client, "/me/")
    address = f"/person/ombud/ombuds/?at={full.presentation.organisation.pk}"
    assert address in text(client, "/person/waiting/")
    assert "Liv" in text(client, address)


def test_what_they_may_know_is_changed_only_by_its_own_form(full):
    ane = make_wait(full.presentation.organisation, flags=["no_home"])
    client = signed_in(ane)

    client.post("/person/waiting/", {"organisation": str(full.presentation.organisation.pk)})
    assert wait_now(ane).load["flags"] == ["no_home"]
    client.post("/person/waiting/", {"allow": "yes", "flags": ["children", "no_home"]})
    assert wait_now(ane).load["flags"] == ["children", "no_home"]
    client.post("/person/waiting/", {"allow": "yes", "flags": ["a risk score"]})
    assert wait_now(ane).load["flags"] == ["children", "no_home"]


def test_who_has_an_ombud_does_not_wait(full):
    ane = make_account()
    make_agreement(ane, make_ombud())
    client = signed_in(ane)

    for answer in (
        client.get("/person/waiting/"),
        client.post("/person/waiting/", {"organisation": str(full.presentation.organisation.pk)}),
    ):
        assert answer.url == reverse("person:ombud-own")
    assert wait_now(ane) is None


def test_one_waits_only_where_there_are_ombuds():
    ane, office = make_account(), make_organisation()
    client = signed_in(ane)

    answer = client.post("/person/waiting/", {"organisation": str(office.pk)})

    assert answer.status_code == 200
    assert wait_now(ane) is None


@pytest.mark.parametrize(("number", "words"), [(4, "Fewer than five"), (6, "%(number)s people wait")])
def test_an_ombud_sees_how_many_wait_and_finds_the_page_from_their_tasks(full, number, words):
    for _number in range(number):
        make_wait(full.presentation.organisation)
    client = signed_in(full.account)

    assert reverse("person:waiting-number") in text(client, "/tasks/")
    assert gettext(words) % {"number": number} in text(client, "/person/waiting/number/")


@pytest.mark.parametrize("who", ["person", "member", "administrator_without_ombuds"])
def test_nobody_else_has_the_page_with_the_numbers(full, who):
    account = {
        "person": lambda: make_wait(full.presentation.organisation),
        "member": lambda: make_member(full.presentation.organisation, role=OrganisationRole.MEMBER),
        "administrator_without_ombuds": lambda: make_member(make_organisation(), role=OrganisationRole.ADMINISTRATOR),
    }[who]()
    client = signed_in(account)

    assert client.get("/person/waiting/number/").status_code == 404
    assert reverse("person:waiting-number") not in text(client, "/tasks/")


def test_an_administrator_there_has_the_page(full):
    account = make_member(full.presentation.organisation, role=OrganisationRole.ADMINISTRATOR)

    assert gettext("Fewer than five") in text(signed_in(account), "/person/waiting/number/")
