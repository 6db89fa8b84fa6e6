"""What must go by letter, what waits for an answer on paper, and what the words of a letter open."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.sealing import digest
from viktig.ground.voice import states
from viktig.ground.voice.models import Voice
from viktig.ground.voice.queries import Talk, above_both, receivers
from viktig.ground.voice.states import Act, SentOn, Side, Status
from viktig.ground.words.receipt import normalised
from viktig.system.letters.models import Letter

MOST = 50
UNANSWERED = (Status.RECEIVED, Status.READ)


@dataclass(frozen=True)
class Sorted:
    """The voices on paper, the nearest date first: to print, sent and not answered, with a promise that is not kept yet."""

    to_print: list[Voice]
    sent: list[Voice]
    promised: list[Voice]


def to_print(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """Return those whose letter has not gone, the nearest date first. voices: from access."""
    return voices.filter(status__in=UNANSWERED, posted_on=None).order_by("next_date", "pk")


def sorted_voices(voices: QuerySet[Voice]) -> Sorted:
    """Return the voices from access, sorted by what must be done, at most fifty of each."""
    sent = voices.filter(status__in=UNANSWERED, posted_on__isnull=False).order_by("next_date", "pk")
    promised = voices.filter(status=Status.ANSWERED).order_by("next_date", "pk")
    return Sorted(list(to_print(voices)[:MOST]), list(sent[:MOST]), list(promised[:MOST]))


def letter_of(voice: Voice) -> Letter | None:
    """Return the letter of a voice from access to the body that holds it now, if it was printed."""
    return Letter.unguarded.filter(voice=voice, organisation=voice.held_by).first()


def addresses(voice: Voice, by: Organisation) -> dict[str, str]:
    """Return what stands in the form at first: the addresses on the last letters to that body and from us."""
    to = Letter.unguarded.filter(organisation=voice.held_by).order_by("-printed_on").first()
    ours = Letter.unguarded.filter(by=by).order_by("-printed_on").first()
    return {"to_address": to.to_address if to else "", "from_address": ours.from_address if ours else ""}


def written(talk: Talk) -> list[tuple[bool, str, str]]:
    """Return what was said and written, oldest first: whether by the one who spoke, by whom else, and the words."""
    acts = {Act.SAID, Act.WROTE, Act.ANSWERED, Act.SENT_ON, Act.NAMED, Act.CHANGED, Act.JUDGED}
    lines = []
    for turn in talk.turns:
        words = talk.voice.words if turn.act == Act.SAID else turn.words
        if turn.act in acts and words:
            name = turn.organisation.name if turn.organisation else ""
            lines.append((turn.side == Side.SPEAKER, name, words))
    return lines


def who_may_answer_instead(voice: Voice) -> list[Organisation]:
    """Return from whom is chosen who must answer, where the body says that it is not theirs; none, where that is over."""
    if voice.sent_on not in {SentOn.NOT, SentOn.ABOVE}:
        return []
    return [one for one in receivers(place=voice.to.place, area=voice.area) if one.pk != voice.held_by_id]


def may_be_sent_on(voice: Voice) -> bool:
    """Say whether "it is not ours" is still an answer to it: it works once, then a body above both names one."""
    if voice.sent_on == SentOn.ONCE:
        return above_both(voice) is not None
    return voice.sent_on != SentOn.NAMED


def words_digest(words: str) -> str:
    """Return the digest under which the words of a letter are kept, however they were typed."""
    return digest(normalised(words), purpose="letters")


def opened_by(words: str) -> tuple[UUID, str] | None:
    """Return (letter, digest of the receipt of its voice) for the words of a letter; None, if they open nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select letter, receipt_digest from open_letter(%s, %s)", [words_digest(words), clock.today()])
        found: Iterable[tuple[UUID, str]] = cursor.fetchall()
    return next(iter(found), None)


def is_late(voice: Voice) -> bool:
    """Say whether the body should have answered by now."""
    return voice.silent_since is not None or states.is_overdue(voice.state, clock.today())
