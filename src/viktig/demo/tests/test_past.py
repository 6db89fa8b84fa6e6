"""The demo's past shows something in the tables of help, and one of them may not be shown anywhere."""

from viktig.demo import past, town
from viktig.ground.facts.models import Release


def test_the_past_shows_goals_plans_and_meetings_and_hides_what_is_too_seldom(client):
    town.make_town()
    past.replay(1)
    past.release(1)

    def places(table):
        return set(Release.unguarded.filter(table=table).exclude(cells=None).values_list("place", flat=True))

    for table in ("goals", "told_about_a_plan", "what_was_agreed", "got_to_say"):
        assert {"NO", "NO-9901", "SE-9901"} <= places(table)
    assert places("powers_of_attorney_demanded") == set()
    text = client.get("/figures/powers-of-attorney-demanded/", {"lang": "en"}).content.decode()
    assert "This table is not shown for" in text
