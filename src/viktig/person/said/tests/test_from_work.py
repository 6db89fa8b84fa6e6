"""What somebody says from their work: no person behind it, and shown as such to the one who must answer."""

import pytest
from django.urls import reverse

from viktig.ground.access.roles import OrganisationRole
from viktig.ground.acts.models import Act
from viktig.ground.facts.actions import move_facts
from viktig.ground.facts.models import Fact
from viktig.ground.people.tests.make import make_member
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import LogEntry
from viktig.ground.voice import actions as voices
from viktig.ground.voice.models import Voice
from viktig.person.said.models import Said
from viktig.person.said.tests.pages import approve, begin, says, text_of

FROM_WORK = "This comes from someone who works with people, about what they have seen. No one person stands behind it."


@pytest.mark.parametrize("role", ["ombud", "peer", "member", "administrator"])
def test_who_works_with_people_says_what_they_see_with_no_person_behind_it(client, office, role):
    worker, member = make_member(office, role=OrganisationRole(role)), make_member(office)
    client.force_login(worker)
    address = begin(client)
    form = {"words": "Mange får ikke svar.", "area": "housing", "place": "NO-9901", "kind": "barrier"}
    form |= {"level": "system", "spoken_by": "work", "right": "reason", "transition": "home"}

    assert 'name="spoken_by"' in client.get(address).content.decode()
    client.post(address, form)
    client.post(f"{address}to/", {"to": str(office.pk)})
    client.post(f"{address}way/", {"levels": "1"})
    shown = client.get(f"{address}check/")
    assert says("They also see that it comes from someone who works with people.") in text_of(shown)
    client.post(f"{address}check/", {"may_publish": "no", "shown": shown.context["hidden"]["shown"]})
    voices.deliver()

    with acting_as(member.who, because="test"):
        voice = Voice.unguarded.get()
    assert (voice.spoken_by, voice.right, voice.transition, voice.service) == ("work", "reason", "home", "")
    with acting_as(worker.who, because="test"):
        assert Said.unguarded.get().seen["assignment"] is None
    client.force_login(member)
    assert says(FROM_WORK) in text_of(client.get(f"/service/replies/{voice.pk}/"))
    move_facts()
    [fact] = Fact.unguarded.filter(kind="ground.voice.said")
    assert (fact.attributes["by"], fact.attributes["right"], fact.attributes["service"]) == ("work", "reason", "none")


def test_whoever_speaks_about_their_own_office_is_known_to_nobody_there(client, office):
    speaker, colleague = make_member(office), make_member(office)
    administrator = make_member(office, role=OrganisationRole.ADMINISTRATOR)
    client.force_login(speaker)
    address = begin(client)
    form = {"words": "Her blir folk glemt.", "area": "housing", "place": "NO-9901", "spoken_by": "work"}
    client.post(address, form)
    done = acts_seen_by(administrator)
    client.post(f"{address}check/", {"may_publish": "no", "shown": approve(client, address)})
    voices.deliver()

    assert acts_seen_by(administrator) == done
    assert done
    for reader in (colleague, administrator):
        with acting_as(reader.who, because="test"):
            assert not Said.unguarded.exists()
            assert not LogEntry.unguarded.exists()
    with acting_as(colleague.who, because="test"):
        [voice] = Voice.unguarded.all()
    assert not [
        field for field in vars(voice).values() if str(speaker.who) in str(field) or str(speaker.pk) in str(field)
    ]
    client.force_login(administrator)
    assert (
        "Her blir folk glemt." not in client.get(reverse("ground:organisation-done", args=[office.pk])).content.decode()
    )


def acts_seen_by(account):
    with acting_as(account.who, because="test"):
        return set(Act.unguarded.values_list("pk", flat=True))


def test_nobody_else_is_asked_and_nobody_else_can(as_ane, office):
    address = begin(as_ane)

    assert 'name="spoken_by"' not in as_ane.get(address).content.decode()
    as_ane.post(address, {"words": "x", "area": "housing", "place": "NO-9901", "spoken_by": "work"})
    as_ane.post(f"{address}check/", {"may_publish": "no", "shown": approve(as_ane, address)})
    voices.deliver()

    with acting_as(make_member(office).who, because="test"):
        assert Voice.unguarded.get().spoken_by == "self"
