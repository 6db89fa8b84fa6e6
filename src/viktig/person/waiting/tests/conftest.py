import pytest

from viktig.person.ombud.tests.make import Ombud, make_ombud


@pytest.fixture
def full() -> Ombud:
    """Return an ombud who has no room, the only one where they work."""
    return make_ombud(has_room=False)
