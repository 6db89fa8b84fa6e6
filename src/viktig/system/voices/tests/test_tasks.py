"""What waits for whoever checks, among everything that waits for them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.people.models import OrganisationKind
from viktig.ground.people.tests.make import make_member, make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice import actions
from viktig.ground.voice.models import Voice
from viktig.ground.voice.states import Outcome
from viktig.ground.voice.tests.make import make_voice
from viktig.system.voices.tasks import voices_to_check


def answered(office, member) -> Voice:
    voice, _receipt = make_voice(to=office)
    with acting_as(member.who, because="test"):
        voice = Voice.unguarded.select_related("held_by", "to__place").get(pk=voice.pk)
        actions.answer(voice=voice, outcome=Outcome.EXPLAINED, words="This is why.")
    return voice


@pytest.fixture
def moderator():
    users = make_organisation(name="Brukerne", kind=OrganisationKind.USER_ORGANISATION)
    return make_member(users, role=OrganisationRole.MODERATOR)


def test_one_line_for_each_organisation_says_how_many_wait(moderator):
    offices = [make_organisation(name=name) for name in ("Boligkontoret", "Trygdekontoret")]
    first, second = (
        [answered(office, make_member(office)) for _ in range(3 - at)] for at, office in enumerate(offices)
    )
    lone = answered(late := make_organisation(name="Legevakten"), make_member(late))

    with acting_as(moderator.who, because="test"), translation.override("en"):
        tasks = {one.title: one.address for one in voices_to_check(moderator)}

    assert tasks == {
        "3 things that were said to Boligkontoret": f"{reverse('system:voices-moderate')}?to={first[0].to_id}",
        "2 things that were said to Trygdekontoret": f"{reverse('system:voices-moderate')}?to={second[0].to_id}",
        "Said to Legevakten": reverse("system:voices-check", args=[lone.pk]),
    }


def test_a_line_leads_to_those_of_its_organisation_alone(moderator):
    one, other = make_organisation(name="Boligkontoret"), make_organisation(name="Trygdekontoret")
    ours = {answered(one, make_member(one)).pk for _ in range(2)}
    answered(other, make_member(other))
    client = Client()
    client.force_login(moderator)

    shown = [line.voice for line in client.get(reverse("system:voices-moderate"), {"to": str(one.pk)}).context["lines"]]

    assert {voice.pk for voice in shown} == ours
    assert len(client.get(reverse("system:voices-moderate"), {"to": "none"}).context["lines"]) == 3
