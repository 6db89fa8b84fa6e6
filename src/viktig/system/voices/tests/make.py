"""Something published, for tests."""

from datetime import date

from viktig.ground.people.tests.make import make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.voice.models import Publication
from viktig.ground.voice.tests.make import make_voice


def make_publication(
    *, words: str = "The stairs are steep.", to=None, on: date = date(2026, 5, 4), **more
) -> Publication:
    to = to or make_organisation(name=f"Kontoret {words}")
    voice, _ = make_voice(to=to, words=words)
    values = {"answer": "There is a lift.", "outcome": "explained", "area": "housing", "judgement": ""} | more
    values |= {"organisation": to, "answered_by": to, "place": to.place}
    one = Publication(voice=voice, words=words, kind="wish", language="nb", published_on=on, **values)
    with acting_as(None, because="test"):
        one.save(force_insert=True)
    return one
