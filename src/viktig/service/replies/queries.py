"""What people have said to us: sorted, searched, a page at a time; and one voice with its talk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.voice import states
from viktig.ground.voice.models import Voice
from viktig.ground.voice.publishing import Asked, asked_about
from viktig.ground.voice.queries import Talk, receivers, talk_of, with_organisations
from viktig.ground.voice.states import Act, Side, Status
from viktig.ground.words.areas import LifeArea
from viktig.ground.words.lines import first_words, row_addresses
from viktig.service.replies.models import KINDS
from viktig.service.replies.plain import whose_move

A_PAGE = 50


class Tab:
    """Whose move it is."""

    OURS, SPEAKER, ELSEWHERE, CLOSED = "ours", "speaker", "elsewhere", "closed"
    ALL = (OURS, SPEAKER, ELSEWHERE, CLOSED)


@dataclass(frozen=True)
class Wanted:
    """What somebody asks the list for. after: the row a page ends with; q: words to look for."""

    tab: str = Tab.OURS
    organisation: str = ""
    area: str = ""
    kind: str = ""
    q: str = ""
    after: str = ""


@dataclass(frozen=True)
class Row:
    """One voice in the list. kind, area: in words. due_on: when we should have moved; late: that date has passed.

    ours: the move is ours, if it is the receiver's.
    """

    voice: Voice
    address: str
    kind: str
    area: str
    due_on: date | None
    late: bool
    ours: bool

    @property
    def promised_change(self) -> bool:
        """Say whether a change is promised and not told yet."""
        return states.may_tell_change(self.voice.state)

    @property
    def says(self) -> str:
        """Return whose move it is, and by when."""
        return whose_move(
            self.voice, ours=self.ours, due_on=self.due_on, late=self.late, promised_change=self.promised_change
        )

    @property
    def begins(self) -> str:
        """Return the first of the words, for a list."""
        return first_words(self.voice.words)


@dataclass(frozen=True)
class Listed:
    """A page of the list. found and of: how many hold the words, of how many; None without words. more: the next key."""

    rows: list[Row]
    more: str
    found: int | None
    of: int


def with_due_dates(voices: QuerySet[Voice]) -> QuerySet[Any]:
    """Return the voices with `due_on`: the next date, or the date that was missed at the end of the chain.

    A voice that nobody answered gets a new date to be looked at again; it stays late all the same.
    """
    return voices.annotate(due_on=Coalesce("silent_since", "next_date"))


def in_tab(voices: QuerySet[Voice], tab: str, ours: Sequence[Organisation]) -> QuerySet[Voice]:
    """Return the voices whose move it is now: ours, the speaker's, somebody else's, or nobody's."""
    return voices.filter(_whose(tab, [one.pk for one in ours]))


def counts(voices: QuerySet[Voice], ours: Sequence[Organisation]) -> dict[str, int]:
    """Return how many voices there are in each tab of open ones. The closed grow with the years: nobody counts them."""
    ids = [one.pk for one in ours]
    is_open = voices.select_related(None).exclude(status=Status.CLOSED)
    return is_open.aggregate(**{tab: Count("pk", filter=_whose(tab, ids)) for tab in Tab.ALL if tab != Tab.CLOSED})


def _whose(tab: str, ours: list[UUID]) -> Q:
    return {
        Tab.OURS: Q(holder=Side.RECEIVER, held_by__in=ours),
        Tab.ELSEWHERE: Q(holder=Side.RECEIVER) & ~Q(held_by__in=ours),
        Tab.SPEAKER: Q(holder=Side.SPEAKER),
        Tab.CLOSED: Q(status=Status.CLOSED),
    }[tab]


def narrowed(voices: QuerySet[Voice], wanted: Wanted) -> QuerySet[Voice]:
    """Return the voices of one organisation, area and kind, as far as they are asked for."""
    if wanted.organisation:
        voices = voices.filter(reached__contains=[UUID(wanted.organisation)])
    for name in ("area", "kind"):
        if getattr(wanted, name):
            voices = voices.filter(**{name: getattr(wanted, name)})
    return voices


def listed(voices: QuerySet[Voice], wanted: Wanted, ours: Sequence[Organisation]) -> Listed:
    """Return a page of the list: what is late first, closed ones by the newest. voices: narrowed, from access."""
    rows = with_due_dates(in_tab(voices, wanted.tab, ours)).select_related(None)
    closed = wanted.tab == Tab.CLOSED
    by, rows = ("said_on", rows.order_by("-said_on", "pk")) if closed else ("due_on", rows.order_by("due_on", "pk"))
    if wanted.q:
        every = list(rows)
        found = holding(every, wanted.q)
        past = _position_after(found, wanted.after)
        return _page(found[past : past + A_PAGE + 1], wanted.tab, ours, found=len(found), of=len(every))
    if wanted.after:
        last = rows.filter(pk=wanted.after).first()
        if last is not None:
            key = getattr(last, by)
            further = Q(**{f"{by}__lt" if closed else f"{by}__gt": key}) | Q(**{by: key, "pk__gt": last.pk})
            rows = rows.filter(further)
    return _page(list(rows[: A_PAGE + 1]), wanted.tab, ours, found=None, of=0)


def who_may_answer_instead(voice: Voice) -> list[Organisation]:
    """Return those from whom the holder of a voice can choose who must answer; none where a body above both is found."""
    if voice.sent_on == states.SentOn.ONCE:
        return []
    found = receivers(place=voice.to.place, area=voice.area)
    return [one for one in found if one.pk != voice.held_by_id]


def holding(voices: Iterable[Voice], words: str) -> list[Voice]:
    """Return the voices whose words hold all of these, in any order. They are opened in memory; there is no index."""
    every = list(voices)
    open_keys([voice.pk for voice in every])
    parts = words.casefold().split()
    return [voice for voice in every if all(part in voice.words.casefold() for part in parts)]


def _position_after(found: list[Voice], after: str) -> int:
    return next((place for place, voice in enumerate(found, 1) if str(voice.pk) == after), 0)


def _page(voices: list[Voice], tab: str, ours: Sequence[Organisation], *, found: int | None, of: int) -> Listed:
    shown = voices[:A_PAGE]
    open_keys([voice.pk for voice in shown])
    rows = list(rows_of(with_organisations(shown, ours), ours=tab == Tab.OURS))
    return Listed(rows, str(shown[-1].pk) if len(voices) > A_PAGE else "", found, of)


def rows_of(voices: Iterable[Voice], *, ours: bool) -> Iterator[Row]:
    """Yield voices from `with_due_dates` as rows of the list. ours: the move is ours, if it is the receiver's."""
    today, areas = clock.today(), {area.value: str(area.label) for area in LifeArea}
    kinds = {kind: str(label) for kind, label in KINDS.items()}
    address_of = row_addresses("service:replies-one")
    for voice in voices:
        due_on: date | None = getattr(voice, "due_on", voice.next_date)
        missed = voice.silent_since is not None or states.is_overdue(voice.state, today)
        yield Row(
            voice=voice,
            address=address_of(voice.pk),
            kind=kinds[voice.kind],
            area=areas[voice.area],
            due_on=due_on,
            late=voice.holder == Side.RECEIVER and missed,
            ours=ours,
        )


@dataclass(frozen=True)
class Opened:
    """One voice as the receiver sees it.

    ours: one of our organisations holds it. asked_to_promise: we have not yet said how much say the speaker gets.
    late_since: the date that was missed, or None. step: what we promised.
    """

    talk: Talk
    ours: bool
    asked_to_promise: bool
    may_answer: bool
    may_tell_change: bool
    may_write: bool
    late_since: date | None
    step: str

    @property
    def voice(self) -> Voice:
        """Return the voice itself."""
        return self.talk.voice

    @property
    def edited(self) -> Asked | None:
        """Return the text that was suggested for publishing, if there is one, whatever the speaker says to it."""
        return asked_about(self.talk, answered=True)

    @property
    def waits_until(self) -> date | None:
        """Return the day before which a serious voice is not published; None, if it has passed."""
        day = self.voice.publish_from
        return day if day and day > clock.today() else None


def others_like(voice: Voice, voices: QuerySet[Voice]) -> list[Voice]:
    """Return others who say the same, by those who join voices; only of those from access. The newest first, at most ten."""
    if voice.barrier_id is None:
        return []
    found = list(voices.filter(barrier=voice.barrier_id).exclude(pk=voice.pk).order_by("-said_on", "pk")[:10])
    open_keys([one.pk for one in found])
    return found


def opened(voice: Voice, ours: Sequence[Organisation]) -> Opened:
    """Return a voice that access gave, with its talk and what we may do with it now. ours: for whom we answer."""
    talk, state, holds = talk_of(voice), voice.state, voice.held_by in ours
    may_answer = holds and states.may_answer(state)
    promised = next(
        (turn for turn in reversed(talk.turns) if turn.act == Act.PROMISED and turn.organisation == voice.held_by), None
    )
    overdue = state.holder == Side.RECEIVER and states.is_overdue(state, clock.today())
    return Opened(
        talk=talk,
        ours=holds,
        asked_to_promise=may_answer and promised is None,
        may_answer=may_answer,
        may_tell_change=holds and states.may_tell_change(state),
        may_write=holds and state.status != Status.CLOSED,
        late_since=voice.silent_since or (voice.next_date if overdue else None),
        step=str(states.Step(promised.step).label) if promised and promised.step else "",
    )
