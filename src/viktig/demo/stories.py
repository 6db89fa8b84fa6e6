"""What three of the demo's people have told others about what helped them. Every sentence is invented."""

from dataclasses import dataclass
from uuid import uuid4

from viktig.demo.story import MODERATES, who
from viktig.ground import clock
from viktig.ground.people.models import Person
from viktig.ground.privacy.acting import acting_as
from viktig.ground.stories import actions as checking
from viktig.ground.stories.actions import Tale
from viktig.ground.stories.models import Story
from viktig.person.stories import actions


@dataclass(frozen=True)
class Helped:
    """What one of them told. days: how long ago it was published."""

    key: str
    language: str
    area: str
    kind: str
    name: str
    days: int
    words: str


HELPED = (
    Helped(
        "anna", "nb", "activity", "activity", "Fjellrev", 40,
        "Jeg sov nesten ikke, og alle snakket om tabletter. Jeg begynte å gå en tur før frokost i stedet. De første ukene"
        " skjedde ingenting. Så sov jeg to timer mer. Jeg har dårlige netter ennå, men jeg er ikke redd for dem lenger.",
    ),
    Helped(
        "jon", "nb", "housing", "waiting", "", 25,
        "Jeg sa nei til det første rommet jeg ble tilbudt. Det var skummelt, for jeg visste ikke om det kom et nytt. Jeg"
        " ventet i fire måneder. Det jeg fikk da, har en dør jeg kan låse. For meg var det verdt det.",
    ),
    Helped(
        "alva", "sv", "health", "medicine", "Humla", 30,
        "Jag fick en medicin som gjorde mig lugn men trött. Vi skrev upp hur dagarna var och sänkte långsamt, tillsammans"
        " med läkaren. Nu tar jag mindre och orkar laga mat. Det tog ett halvår, och det fick ta tid.",
    ),
)  # fmt: skip


def tell() -> None:
    """Let each of them tell it, and a moderator publish it."""
    for one in HELPED:
        me = who(one.key).who
        with clock.moved_back(one.days):
            with acting_as(me, because="demo"):
                place = Person.unguarded.get(pk=me).place_id or ""
                tale = Tale(one.words, one.name, one.area, one.kind, one.language, place)
                actions.tell(who=me, told_id=uuid4(), tale=tale, stays=False)
            checking.deliver()
            with acting_as(who(MODERATES[one.language]).who, because="demo"):
                for story in Story.unguarded.filter(status="waiting"):
                    checking.publish(story=story, seen=story.turn)
