"""What keeps two of the demo's people well. Every sentence is our own."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from viktig.demo.story import who
from viktig.ground import clock
from viktig.ground.privacy.acting import acting_as
from viktig.person.well import actions
from viktig.person.well.models import NoteKind, Scale


@dataclass(frozen=True)
class Well:
    """What one of them has written. card: by the name of the box. days: 0 to 10, the newest first; None: nothing."""

    notes: tuple[tuple[NoteKind, str], ...]
    card: dict[str, Any]
    followed: str
    days: tuple[int | None, ...]
    diary: str


KEPT = {
    "anna": Well(
        (
            (NoteKind.STRENGTH, "Jeg får folk til å le, også når det er tungt."),
            (NoteKind.POSSIBILITY, "Kanskje synge i koret på fredager."),
            (NoteKind.MEDICINE, "En tur ned til vannet før frokost."),
            (NoteKind.POWER, "Hjelpen skal gjøre at jeg orker å øve på gitaren."),
        ),
        {
            "helps": "Sett deg ned sammen med meg. Snakk om noe vanlig.",
            "worse": "Mange i rommet. At noen spør det samme flere ganger.",
            "call": "Søsteren min, når som helst",
            "want": "At noen låser døra mi og tar inn posten.",
            "want_not": "Jeg vil ikke at noen ringer jobben.",
        },
        "Søvn", (6, 7, None, 4, 5, 3), "Sov til klokka sju. Det regnet, og det gjorde ikke noe.",
    ),
    "alva": Well(
        (
            (NoteKind.STRENGTH, "Jag är bra på att laga mat av det som finns."),
            (NoteKind.MEDICINE, "Att gå ut varje dag, också när det regnar."),
            (NoteKind.POWER, "Hjälpen ska göra att jag kan bjuda någon på middag."),
        ),
        {"helps": "Gå ut med mig. Det räcker att du är tyst.", "want_not": "Jag vill inte att någon håller i mig."},
        "Lugn", (5, 5, 4, 6), "Lagade soppa. Den räcker till i morgon också.",
    ),
}  # fmt: skip


def keep(key: str) -> None:
    """Write what keeps one of them well, if they have anything: notes, the card, what they follow, one diary page."""
    if key not in KEPT:
        return
    one, me = KEPT[key], who(key).who
    with acting_as(me, because="demo"):
        for kind, words in one.notes:
            actions.write_note(who=me, kind=kind, words=words)
        actions.write_card(who=me, **one.card)
        tracker = actions.make_tracker(who=me, name=one.followed, scale=Scale.TEN)
        for ago, value in enumerate(one.days):
            if value is not None:
                actions.mark_day(tracker=tracker, day=clock.today() - timedelta(days=ago), value=str(value))
        actions.write_diary(who=me, day=clock.today(), words=one.diary)
