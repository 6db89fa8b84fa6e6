"""The crowd is real: played through the actions, sealed, and where it says it is."""

import pytest

from viktig.demo import crowd, life, town
from viktig.demo.story import who
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.models import Publication
from viktig.person.matters.models import Matter
from viktig.person.ombud.models import Agreement
from viktig.service.replies.access import voices_for
from viktig.system.voices.access import voices_to_check_for


@pytest.fixture
def small_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """A twentieth of a town, with two clients."""
    monkeypatch.setattr(crowd, "CLIENTS", 2)
    town.make_town()
    for ombud in life.OMBUDS:
        life.present(ombud)
    crowd.gather(0.05)


def test_a_twentieth_of_the_voices_stand_where_a_week_of_them_would(small_crowd: None) -> None:
    jon, lise = who("jon"), who("lise")
    with acting_as(jon.who, because="test"):
        spoken = voices_for(jon)
        assert (spoken.count(), spoken.filter(status="received").count()) == (20, 2)
    with acting_as(lise.who, because="test"):
        assert voices_to_check_for(lise).count() == 2
    assert Publication.unguarded.count() == 16


def test_nobody_sees_the_crowds_pages_and_an_ombud_sees_her_clients(small_crowd: None) -> None:
    kari, client = who("kari"), who("client-0")
    with acting_as(None, because="test"):
        assert not Matter.unguarded.exists()
    with acting_as(client.who, because="test"):
        assert [one.words for one in Matter.unguarded.order_by("written_at")] == [
            words for _, words in life.LIVES[0].matters
        ]
    with acting_as(kari.who, because="test"):
        assert Agreement.unguarded.count() == 2
        assert not Matter.unguarded.exists()
