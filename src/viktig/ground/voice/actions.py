"""What can be done with a voice: say it, talk, answer, change, judge, climb, publish (design.md 2).

The speaker's side only puts sealed parcels among what waits; the worker delivers them in transactions of its own, so
that no row of a person is ever written together with a row of a voice.
"""

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.facts.actions import happened
from viktig.ground.facts.kinds import days_to_answer
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Membership, Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import create_key
from viktig.ground.privacy.sealing import digest
from viktig.ground.rules import RuleBroken
from viktig.ground.voice import states, waiting
from viktig.ground.voice.models import Publication, Reach, Turn, Voice
from viktig.ground.voice.queries import OwnTalk, above_both, receipt_digest, waiting_digest
from viktig.ground.voice.states import Act, Judgement, Outcome, SentOn, Side, State

NEWS = {Act.ANSWERED, Act.CHANGED}  # what a moderator checks before everybody reads it


class SomebodyWasFirst(RuleBroken):
    """Somebody else took a turn in between; nothing of this one was kept in the voice."""


class NothingToSay(RuleBroken):
    """The words are empty."""


class NotToPublish(RuleBroken):
    """The voice may not be published: no yes from the speaker, no answer yet, or done already."""


@dataclass(frozen=True)
class Words:
    """What a speaker approved, to the letter.

    to: organisation id. levels: how far up the chain it may climb, from 1. same_as: id of something published, or empty.
    """

    kind: str
    level: str
    area: str
    language: str
    words: str
    to: str
    levels: int
    may_publish: bool
    same_as: str = ""


# The speaker ----------------------------------------------------------------------------------------------------------


def say(words: Words, *, receipt: str) -> None:
    """Send a voice on its way under a receipt. The same receipt twice is one voice. Raises NothingToSay."""
    if not words.words.strip():
        raise NothingToSay(_("Write what you want to say."))
    _send("voice", asdict(words), receipt)


def write_as_speaker(words: str, *, receipt: str, once: str = "") -> None:
    """Send the speaker's side of the talk on its way. Raises NothingToSay.

    once: minted with the form; sent twice with the same one, it is written once.
    """
    if not words.strip():
        raise NothingToSay(_("Write what you want to say."))
    _send("turn", {"words": words}, receipt, once=once)


def judge_as_speaker(voice: Voice, judgement: Judgement, *, receipt: str, words: str = "", once: str = "") -> None:
    """Send the speaker's judgement on its way. Raises states.NotNow when there is nothing to judge. once: as above."""
    states.judge(voice.state, judgement, clock.today(), days=voice.held_by.answer_days)
    _send("judgement", {"judgement": judgement, "words": words}, receipt, once=once)


def judge_own_talk(own: OwnTalk, *, judgement: str, words: str = "", once: str = "") -> None:
    """Send the judgement of whoever holds this talk's receipt on its way. Raises states.NotNow."""
    if own.voice is None:
        raise states.NotNow(_("There is nothing to judge yet."))
    judge_as_speaker(own.voice, Judgement(judgement), receipt=own.receipt, words=words, once=once)


def _send(kind: str, load: dict[str, Any], receipt: str, *, once: str = "") -> None:
    load = load | {"receipt_digest": receipt_digest(receipt)}
    parcel_id = None
    if once:
        # Two ids, so that the row written together with a person's names no row of the voice.
        parcel_id = _id_from(f"{receipt_digest(receipt)}|{once}", purpose="parcel-ids")
        load["turn_id"] = str(_id_from(f"{receipt_digest(receipt)}|{once}", purpose="turn-ids"))
    waiting.put(kind, load, digest=waiting_digest(receipt), parcel_id=parcel_id)


def _id_from(text: str, *, purpose: str) -> UUID:
    return UUID(bytes=bytes.fromhex(digest(text, purpose=purpose))[:16], version=4)


# The worker that delivers ---------------------------------------------------------------------------------------------


def deliver() -> int:
    """Deliver all that waits: voices, then turns and judgements, shuffled, each kind in one transaction. Return how many.

    What cannot be delivered yet (a turn before its voice) waits on.
    """
    today, number = clock.today(), 0
    kinds: dict[str, Callable[[waiting.Parcel, date], None]] = {
        "voice": _deliver_voice,
        "turn": _deliver_turn,
        "judgement": _deliver_judgement,
    }
    for kind, deliver_one in kinds.items():
        with acting_as(None, because="ground.voice.deliver"):
            for parcel in waiting.take(kind):
                try:
                    with acting_as(None, because="ground.voice.deliver", receipts=[parcel.load["receipt_digest"]]):
                        deliver_one(parcel, today)
                    number += 1
                except (_NotYet, SomebodyWasFirst):
                    waiting.put_back(parcel)  # no word is lost: it is tried again the next time
                except IntegrityError:
                    continue  # said twice
    return number


class _NotYet(Exception):
    """The voice of a parcel has not come itself."""


def _deliver_voice(parcel: waiting.Parcel, today: date) -> None:
    load = parcel.load
    to = Organisation.unguarded.select_related("answers_to").get(pk=load["to"])
    state = states.received(today, days=to.answer_days)
    voice = Voice(
        id=uuid.uuid4(),
        kind=load["kind"],
        level=load["level"],
        area=load["area"],
        language=load["language"],
        words=load["words"],
        to=to,
        held_by=to,
        receipt_digest=load["receipt_digest"],
        may_publish=load["may_publish"],
        said_on=today,
        status=state.status,
        holder=Side.RECEIVER,
        next_date=state.next_date,
        turns_taken=1,
        same_as_id=load.get("same_as") or None,
    )
    create_key(voice.pk)
    voice.save(force_insert=True)
    organisation: Organisation | None = to
    for position in range(load["levels"]):
        if organisation is None:
            break
        Reach(
            voice=voice, organisation=organisation, position=position, reached_on=today if position == 0 else None
        ).save(force_insert=True)
        organisation = organisation.answers_to
    Turn(voice=voice, position=0, side=Side.SPEAKER, act=Act.SAID, on=today).save(force_insert=True)


def _voice_of(parcel: waiting.Parcel) -> Voice:
    voice = (
        Voice.unguarded.select_related("held_by", "to__place")
        .filter(receipt_digest=parcel.load["receipt_digest"])
        .first()
    )
    if voice is None:
        raise _NotYet
    return voice


def _deliver_turn(parcel: waiting.Parcel, today: date) -> None:
    voice, words = _voice_of(parcel), parcel.load["words"]
    _take_turn(voice, voice.state, today, side=Side.SPEAKER, act=Act.WROTE, words=words, **_same_turn(parcel))


def _same_turn(parcel: waiting.Parcel) -> dict[str, Any]:
    """Return the id of the turn that a parcel with `once` becomes: sent again after it was delivered, it is refused."""
    return {"id": UUID(parcel.load["turn_id"])} if "turn_id" in parcel.load else {}


def _deliver_judgement(parcel: waiting.Parcel, today: date) -> None:
    voice, judgement, words = _voice_of(parcel), Judgement(parcel.load["judgement"]), parcel.load["words"]
    try:
        state = states.judge(voice.state, judgement, today, days=voice.held_by.answer_days)
    except states.NotNow:
        if words:  # overtaken on the way, as by the day on which it closed: the words come through all the same
            _deliver_turn(parcel, today)
        return
    _take_turn(
        voice,
        state,
        today,
        side=Side.SPEAKER,
        act=Act.JUDGED,
        judgement=judgement,
        words=words,
        **_same_turn(parcel),
    )
    Publication.unguarded.filter(voice=voice).update(judgement=judgement)
    happened(
        "ground.voice.judged",
        place=voice.to.place,
        organisation=voice.to,
        attributes={"kind": voice.kind, "judgement": judgement},
    )


# The receiver ---------------------------------------------------------------------------------------------------------


def read(*, voice: Voice) -> None:
    """Note that the receiver has opened it. Opening it again changes nothing."""
    state = states.read(voice.state)
    if state != voice.state:
        _take_turn(voice, state, clock.today(), side=Side.RECEIVER, act=Act.READ, organisation=voice.held_by)


def promise(*, voice: Voice, step: int) -> None:
    """Promise a step of the ladder, said before the answer. Raises states.NotNow after it."""
    if not states.may_answer(voice.state):
        raise states.NotNow(_("This has already been answered."))
    _take_turn(
        voice,
        voice.state,
        clock.today(),
        side=Side.RECEIVER,
        act=Act.PROMISED,
        step=step,
        organisation=voice.held_by,
    )
    Voice.unguarded.filter(pk=voice.pk).update(promised_step=step)
    voice.promised_step = step


def write_as_receiver(*, voice: Voice, words: str) -> None:
    """Ask the speaker something, or tell them something, without knowing who they are. Raises NothingToSay."""
    if not words.strip():
        raise NothingToSay(_("Write what you want to say."))
    _take_turn(
        voice,
        voice.state,
        clock.today(),
        side=Side.RECEIVER,
        act=Act.WROTE,
        words=words,
        organisation=voice.held_by,
    )


def answer(
    *, voice: Voice, outcome: Outcome, words: str, by_when: date | None = None, send_on_to: Organisation | None = None
) -> None:
    """Answer a voice. "Not ours" sends it on to the one who must answer; said again, to the body above both, to name one.

    send_on_to: who must answer instead; for the second time it is found, not chosen.

    Raises NothingToSay without words, states.NotNow when it cannot be answered now, SomebodyWasFirst.
    """
    if not words.strip():
        raise NothingToSay(_("Write the answer in words that the one who spoke can use."))
    today, holder = clock.today(), voice.held_by
    if outcome == Outcome.NOT_OURS and voice.sent_on == SentOn.ONCE:
        send_on_to = above_both(voice)
        if send_on_to is None:
            raise states.NotNow(_("This has been sent on once already. Answer it here, and say who can decide."))
    if outcome == Outcome.NOT_OURS and (send_on_to is None or send_on_to == holder):
        raise states.NotNow(_("Say who must answer instead."))
    state = states.answer(
        voice.state, outcome, today, by_when=by_when, days_of_next=send_on_to.answer_days if send_on_to else 0
    )
    act = Act.ANSWERED
    if outcome == Outcome.NOT_OURS:
        act = Act.NAMED if voice.sent_on == SentOn.ABOVE else Act.SENT_ON
    _take_turn(
        voice,
        state,
        today,
        side=Side.RECEIVER,
        act=act,
        outcome=outcome,
        words=words,
        by_when=by_when,
        organisation=holder,
        held_by=send_on_to,
    )
    if send_on_to is not None and outcome == Outcome.NOT_OURS:
        _reach(voice, send_on_to, today)
    happened(
        "ground.voice.answered",
        place=voice.to.place,
        organisation=holder,
        attributes={"kind": voice.kind, "outcome": outcome, "days": days_to_answer((today - voice.said_on).days)},
    )


def tell_change(*, voice: Voice, words: str) -> None:
    """Tell what was changed. Raises NothingToSay, states.NotNow before a promise, SomebodyWasFirst."""
    if not words.strip():
        raise NothingToSay(_("Write what was changed."))
    today = clock.today()
    _take_turn(
        voice,
        states.change(voice.state, today),
        today,
        side=Side.RECEIVER,
        act=Act.CHANGED,
        words=words,
        organisation=voice.held_by,
    )


# By itself, by date -----------------------------------------------------------------------------------------------------


def due(today: date) -> list[tuple[UUID, UUID]]:
    """Return (organisation, voice) for each voice whose date has passed."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation, voice from due_voices(%s)", [today])
        return list(cursor.fetchall())


def to_remind(today: date) -> set[UUID]:
    """Return the organisations that are reminded today that something waits for them (see `due_reminders`)."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct organisation from due_reminders(%s)", [today])
        return {organisation for (organisation,) in cursor.fetchall()}


def remind(*, organisation_id: UUID) -> None:
    """Tell each member of an organisation, in one letter without words, that something waits. The organisation acts."""
    answering = Membership.unguarded.filter(organisation=organisation_id, role=OrganisationRole.MEMBER)
    for who in answering.values_list("who", flat=True):
        tell(who, address=reverse("ground:tasks"))


def pass_date(*, voice: Voice, today: date) -> None:
    """Do what a passed date does: climb one level, or show the silence, or close without a judgement."""
    above = voice.chain.filter(reached_on=None).order_by("position").select_related("organisation").first()
    days = above.organisation.answer_days if above else None
    by_speaker = voice.holder == Side.SPEAKER
    state = states.overdue(voice.state, today, days_above=days)
    if by_speaker:
        _take_turn(voice, state, today, side=Side.HOUSE, act=Act.LEFT)
        return
    happened("ground.voice.overdue", place=voice.to.place, organisation=voice.held_by, attributes={"kind": voice.kind})
    silent = voice.held_by
    if above is None:
        _take_turn(voice, state, today, side=Side.HOUSE, act=Act.SILENT, organisation=silent)
        return
    _take_turn(voice, state, today, side=Side.HOUSE, act=Act.CLIMBED, organisation=silent, held_by=above.organisation)
    Reach.unguarded.filter(pk=above.pk).update(reached_on=today)


# The moderator ---------------------------------------------------------------------------------------------------------


def publish(*, voice: Voice) -> None:
    """Publish a voice with its answer as they are, or what came since it was published. Raises NotToPublish."""
    answered = voice.turns.filter(act=Act.ANSWERED).order_by("position").last()
    if not voice.may_publish or answered is None:
        raise NotToPublish(_("This may not be published: the one who spoke must agree, and there must be an answer."))
    changed = voice.turns.filter(act=Act.CHANGED, position__gt=answered.position).order_by("position").last()
    news = {
        "answer": answered.words,
        "answered_by_id": answered.organisation_id,
        "outcome": answered.outcome,
        "change": changed.words if changed else "",
        "judgement": voice.judgement,
    }
    published = Publication.unguarded.filter(voice=voice).first()
    if published and {name: getattr(published, name) for name in news} == news:
        raise NotToPublish(_("This is published already."))
    today = clock.today()
    _take_turn(voice, voice.state, today, side=Side.MODERATOR, act=Act.PUBLISHED)
    Publication.unguarded.update_or_create(
        voice=voice,
        defaults=news,
        create_defaults=news
        | {
            "words": voice.words,
            "kind": voice.kind,
            "area": voice.area,
            "language": voice.language,
            "organisation": voice.to,
            "place_id": voice.to.place_id,
            "published_on": today,
        },
    )


# Underneath -------------------------------------------------------------------------------------------------------------


def _take_turn(
    voice: Voice,
    state: State,
    today: date,
    *,
    side: Side,
    act: Act,
    held_by: Organisation | None = None,
    words: str = "",
    **more: Any,
) -> None:
    """Move a voice to its next state and write the turn that did it. Raises SomebodyWasFirst."""
    new = {
        "status": state.status,
        "outcome": state.outcome or "",
        "judgement": state.judgement or "",
        "holder": state.holder or "",
        "next_date": state.next_date,
        "sent_on": state.sent_on,
        "turns_taken": voice.turns_taken + 1,
        "held_by": held_by or voice.held_by,
        "silent_since": _silent_since(voice, act),
        "unchecked": voice.may_publish if act in NEWS else voice.unchecked and act != Act.PUBLISHED,
        "news": voice.news + (side != Side.SPEAKER and act != Act.READ),
    }
    with transaction.atomic():
        if not Voice.unguarded.filter(pk=voice.pk, turns_taken=voice.turns_taken).update(**new):
            raise SomebodyWasFirst(
                _(
                    "Someone else wrote here while you were writing. Your words are still below."
                    " Read what came, then send again."
                )
            )
        told = {"side": side, "act": act, "words": words, "on": today, "moved_to": held_by}
        Turn(voice=voice, position=voice.turns_taken, **told, **more).save(force_insert=True)
    for name, value in new.items():
        setattr(voice, name, value)


def _silent_since(voice: Voice, act: Act) -> date | None:
    """Return the date missed by whoever holds the voice after this turn: it stays late when it is looked at again."""
    if act == Act.SILENT:
        return voice.silent_since or voice.next_date
    return None if act in {Act.ANSWERED, Act.CLIMBED, Act.SENT_ON, Act.NAMED} else voice.silent_since


def _reach(voice: Voice, organisation: Organisation, today: date) -> None:
    last = voice.chain.order_by("position").last()
    Reach.unguarded.update_or_create(
        voice=voice,
        organisation=organisation,
        defaults={"reached_on": today},
        create_defaults={"reached_on": today, "position": last.position + 1 if last else 0},
    )
