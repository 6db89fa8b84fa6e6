"""Who can see what, who has looked, what is shared with me."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from viktig.ground import clock
from viktig.ground.access.queries import last_day, open_now, shares_both_ways
from viktig.ground.notify.tasks import Task, provider, provider_of_own
from viktig.ground.people.models import Account, Person
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.privacy.models import TRIED, Level, LogEntry, LogQuestion, Room, Share
from viktig.ground.privacy.queries import blocked_now, blocks_of
from viktig.ground.privacy.sealing import digest
from viktig.ground.privacy.shareable import all_shareable, shareable
from viktig.ground.rooms import is_open
from viktig.ground.words.receipt import normalised
from viktig.person.ombud.queries import receivers_for_share
from viktig.person.sharing.models import ContactWords

PAGE = 50
TITLE = 60


@dataclass(frozen=True)
class Receiver:
    """Somebody one can share with. name: as the person knows them. works_for: the organisation they would see it for."""

    who: UUID
    name: str
    works_for: str = ""


@dataclass(frozen=True)
class Given:
    """A share as its giver reads it. what: the room; words: the first of a single thing; until: the last day.

    sentence: who can see what, and until when. again: where it can be given again; empty where what was shared is no
    longer there, or its receiver is blocked.
    """

    share: Share
    name: str
    what: str
    words: str
    sentence: str
    until: date
    address: str
    again: str


@dataclass(frozen=True)
class Group:
    """What is shared now with one human, or of one room. who: the human, if it is one."""

    title: str
    lines: list[Given]
    who: UUID | None


@dataclass(frozen=True)
class Got:
    """A page that somebody shares with me. name: theirs, if they have said one. may: what I may do, and until when."""

    share: Share
    name: str
    what: str
    may: str
    address: str


@dataclass(frozen=True)
class Look:
    """One line of the log in words. question: what the person asked about it, if anything.

    due: until when the answer must come, while it has not; is_late: that day has passed.
    """

    entry: LogEntry
    name: str
    sentence: str
    question: LogQuestion | None
    due: date | None
    is_late: bool


@dataclass(frozen=True)
class Looks:
    """A page of the log, newest first. older: where the next page starts, or empty."""

    looks: list[Look]
    older: str


# Who can see what -----------------------------------------------------------------------------------------------------


def given(who: UUID) -> tuple[list[Given], list[Given]]:
    """Return the shares that a person has given: those open now, and those that have ended, latest first."""
    return _now_and_ended(Share.unguarded.filter(person_id=who), who)


def whole_overview(who: UUID) -> tuple[list[Given], list[Given], list[Got]]:
    """Return what a person shares now and has shared before, and what others share with them now, in one query."""
    both = list(Share.unguarded.filter(Q(person_id=who) | Q(open_now(), receiver=who)))
    now, ended = _now_and_ended((one for one in both if one.person_id == who), who)
    return now, ended, _gots(one for one in both if one.receiver == who)


def _now_and_ended(shares: Iterable[Share], who: UUID) -> tuple[list[Given], list[Given]]:
    blocked, now = blocked_now(who), timezone.now()
    lines = [replace(one, again="") if one.share.receiver in blocked else one for one in _givens(shares, who)]
    return [one for one in lines if one.share.ends_at > now], [one for one in lines if one.share.ends_at <= now]


def every_share(who: UUID) -> list[Share]:
    """Return all shares that a person has given, in the order they began."""
    return list(Share.unguarded.filter(person_id=who).order_by("starts_at", "pk"))


def in_groups(now: Iterable[Given], *, by_room: bool) -> list[Group]:
    """Return what is shared now, read the one way or the other: under each human, or under each room."""
    order = list(Room)
    lines = sorted(now, key=lambda one: (order.index(Room(one.share.room)), one.share.item is not None, one.until))
    if by_room:
        rooms = {one.share.room: one.what for one in lines}
        return [_group(what, (one for one in lines if one.share.room == room)) for room, what in rooms.items()]
    names = {one.share.receiver: one.name for one in lines}
    people = sorted(names.items(), key=lambda pair: pair[1].casefold())
    return [_group(name, (one for one in lines if one.share.receiver == who), who) for who, name in people]


def _group(title: str, lines: Iterable[Given], who: UUID | None = None) -> Group:
    return Group(title, list(lines), who)


def shared_with(who: UUID) -> list[Got]:
    """Return the pages that others share with somebody now, by name."""
    return _gots(Share.unguarded.filter(open_now(), receiver=who))


def open_both_ways(who: UUID) -> tuple[list[Given], list[Got]]:
    """Return what is open now, from a person and to them, for their own page: in one query."""
    from_me, to_me = shares_both_ways(who)
    return _givens(from_me, who), _gots(to_me)


def _givens(shares: Iterable[Share], who: UUID) -> list[Given]:
    shares = sorted(shares, key=lambda one: (one.ends_at, one.pk), reverse=True)
    words: dict[UUID, str] = {}
    for room in {Room(one.room) for one in shares if one.item}:
        words |= things_in(room, who)
    return [_given(one, words) for one in shares]


def _given(share: Share, words: Mapping[UUID, str]) -> Given:
    until = last_day(share)
    return Given(
        share=share,
        name=share.receiver_in_full,
        what=str(Room(share.room).label),
        words=Truncator(words.get(share.item, "")).chars(TITLE) if share.item else "",
        sentence=_sentence(share, until),
        until=until,
        address=page_of(Room(share.room), share.person_id, share.item),
        again="" if share.item and share.item not in words else _again(share),
    )


def _sentence(share: Share, until: date) -> str:
    whole, single = shareable(share.room).can_see[Level(share.level)]
    return _(single if share.item else whole) % {"name": share.receiver_in_full, "day": date_format(until)}


def theirs(room: str) -> str:
    """Return what a room is called by somebody else than the person whose room it is."""
    return _(shareable(room).theirs)


def _may(share: Share) -> str:
    names = {"day": date_format(last_day(share))}
    if share.level == Level.SUGGEST:
        return _("You can read it and suggest words until %(day)s.") % names
    return _("You can read it until %(day)s.") % names


def _again(share: Share) -> str:
    which = [share.receiver, share.room, share.item] if share.item else [share.receiver, share.room]
    return reverse("person:sharing-preview", args=which)


def _gots(shares: Iterable[Share]) -> list[Got]:
    shares = [one for one in shares if is_open(f"person/{one.room}")]
    people = {share.person_id for share in shares}
    open_keys(list(people))
    names = {one.pk: one.name for one in Person.unguarded.filter(pk__in=people)} if people else {}
    found = [
        Got(
            share=one,
            name=names.get(one.person_id, "") or _("Someone who has not given a name"),
            what=theirs(one.room),
            may=_may(one),
            address=page_of(Room(one.room), one.person_id, one.item),
        )
        for one in shares
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.what))


def page_of(room: Room, person_id: UUID, item: UUID | None = None) -> str:
    """Return the address of a room of a person, or of one thing in it; empty where that room is switched off."""
    if not is_open(f"person/{room}"):
        return ""
    page = shareable(room)
    if item is None:
        return reverse(page.whole, args=[person_id])
    return reverse(page.single, args=[person_id, item] if page.by_person else [item])


# With whom, and what --------------------------------------------------------------------------------------------------


def receivers_known(who: UUID) -> list[Receiver]:
    """Return those whom a person has chosen before: their ombud, and everybody they have shared with; by name.

    Those whom they have blocked are left out.
    """
    names = {share.receiver: share.receiver_name for share in Share.unguarded.filter(person_id=who).order_by("ends_at")}
    names |= dict(receivers_for_share(who))
    blocked = blocked_now(who)
    found = [Receiver(one, name) for one, name in names.items() if one not in blocked]
    return sorted(found, key=lambda one: one.name.casefold())


def readers_known(who: UUID) -> list[Receiver]:
    """Return those who have looked at a person's pages, each by the name of their last look."""
    named = LogEntry.unguarded.filter(person_id=who, reader_name__isnull=False)
    return [Receiver(one.reader, one.reader_name) for one in named.order_by("reader", "-half_hour").distinct("reader")]


def rooms_to_share(who: UUID) -> list[Room]:
    """Return the rooms that are on and hold something to share."""
    return [one.room for one in all_shareable() if is_open(f"person/{one.room}") and one.holds(who)]


def things_in(room: Room, who: UUID) -> dict[UUID, str]:
    """Return the words of each thing in a room that can be shared alone, by its id. The person themself acts."""
    return dict(shareable(room).things(who))


def who_has(words: str) -> Receiver | None:
    """Return who can be found by these words now, or None."""
    with connection.cursor() as cursor:
        cursor.execute("select id, who, name from who_has_words(%s)", [contact_digest(words)])
        found = cursor.fetchone()
    if found is None:
        return None
    row = ContactWords(id=found[0], person_id=found[1])
    row.name = found[2]
    return Receiver(row.person_id, row.name)


def contact_digest(words: str) -> str:
    """Return the digest under which somebody is found by their words, however these were typed."""
    return digest(normalised(words), purpose="contact-words")


# Who has looked -------------------------------------------------------------------------------------------------------

OPENED = gettext_noop("%(name)s opened a page of yours.")
REFUSED = gettext_noop("%(name)s tried to change something here, and was not let in.")
BLOCKED = gettext_noop("%(name)s, whom you have blocked, tried to open a page of yours, and was not let in.")
ANSWER_WITHIN = timedelta(days=7)


def looked(who: UUID, *, before: str = "") -> Looks:
    """Return a page of who has looked at a person's pages, newest first. before: what the page before gave as `older`."""
    lines = LogEntry.unguarded.filter(person_id=who).order_by("-half_hour", "-pk")
    if cursor := _cursor(before):
        half_hour, pk = cursor
        lines = lines.filter(Q(half_hour__lt=half_hour) | Q(half_hour=half_hour, pk__lt=pk))
    found = list(lines.select_related("question")[: PAGE + 1])
    older = f"{found[PAGE - 1].half_hour.isoformat()}_{found[PAGE - 1].pk}" if len(found) > PAGE else ""
    return Looks(_looks(found[:PAGE], who), older)


def every_look(who: UUID) -> list[Look]:
    """Return the whole log of who has looked at a person's pages, oldest first."""
    lines = LogEntry.unguarded.filter(person_id=who).select_related("question")
    return _looks(lines.order_by("half_hour", "pk"), who)


def find_look(who: UUID, entry_id: UUID) -> Look | None:
    """Return one line of a person's log; None, if there is no such line."""
    found = LogEntry.unguarded.filter(person_id=who, pk=entry_id).select_related("question")
    return next(iter(_looks(found, who)), None)


def _looks(entries: Iterable[LogEntry], who: UUID) -> list[Look]:
    entries = list(entries)
    named_elsewhere = any(entry.action == TRIED for entry in entries)
    names = {one.blocked: one.name for one in blocks_of(who)} if named_elsewhere else {}
    return [_look(entry, names) for entry in entries]


def _look(entry: LogEntry, names: Mapping[UUID, str]) -> Look:
    name = entry.reader_in_full or names.get(entry.reader) or _("Someone")
    sentence = _sentences().get(entry.action, OPENED) if entry.granted else REFUSED
    if entry.action == TRIED:
        sentence = BLOCKED
    question = getattr(entry, "question", None)
    due = question.asked_on + ANSWER_WITHIN if question and question.answered_on is None else None
    return Look(entry, name, _(sentence) % {"name": name}, question, due, due is not None and due < clock.today())


def _sentences() -> dict[str, str]:
    return {action: sentence for room in all_shareable() for action, sentence in room.looked.items()}


def _cursor(text: str) -> tuple[datetime, UUID] | None:
    half_hour, _found, pk = text.rpartition("_")
    try:
        return datetime.fromisoformat(half_hour), UUID(pk)
    except ValueError:
        return None


def asked(reader: UUID) -> list[LogQuestion]:
    """Return what others have asked somebody about a look; the unanswered first, then newest first."""
    found = LogQuestion.unguarded.filter(reader=reader).order_by("-asked_on", "pk")
    return sorted(found, key=lambda one: one.answered_on is not None)


@dataclass(frozen=True)
class About:
    """What a question to a reader is about: whose page, which room, when; and until when they must answer."""

    name: str
    what: str
    half_hour: datetime
    due: date
    is_late: bool


def about_of(question: LogQuestion) -> About:
    """Return what a question is about, as the reader may know it: they cannot see the log itself."""
    about, due = question.about, question.asked_on + ANSWER_WITHIN
    return About(
        about["name"] or _("Someone who has not given a name"),
        theirs(about["room"]),
        datetime.fromisoformat(about["half_hour"]),
        due,
        due < clock.today(),
    )


@provider
def unanswered(account: Account) -> Iterable[Task]:
    """Say that questions about a look wait for an answer, with the day of the first."""
    waiting = LogQuestion.unguarded.filter(reader=account.who, answered_on=None)
    first = waiting.order_by("asked_on").values_list("asked_on", flat=True).first()
    if first is not None:
        yield Task(
            title=_("Someone asks why you looked"),
            address=reverse("person:sharing-asked"),
            by_when=first + ANSWER_WITHIN,
            why=_("Tell them in a few words."),
        )


def answers_missing(who: UUID) -> tuple[int, int]:
    """Return how many answers to why a person waits for, and how many of them should have come by now."""
    asked = list(LogQuestion.unguarded.filter(person_id=who, answered_on=None).values_list("asked_on", flat=True))
    return len(asked), sum(one + ANSWER_WITHIN < clock.today() for one in asked)


@provider_of_own(LogQuestion)
def answers_late(account: Account) -> Iterable[Task]:
    """Tell the person which day for an answer to why has passed."""
    _waiting, late = answers_missing(account.who)
    if late:
        yield Task(
            title=_("Someone has not told you why they looked"),
            address=reverse("person:sharing-looked"),
            by_when=None,
            why=_("They had seven days. You can say it to someone who must answer."),
        )
