"""Delivering what waits, in transactions of its own: no row of a person is written together with a row of a voice."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from viktig.ground import clock
from viktig.ground.people.models import Organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.keystore import create_key
from viktig.ground.voice import states, waiting
from viktig.ground.voice.actions.counted import count_judgement, count_said
from viktig.ground.voice.actions.turns import SomebodyWasFirst, take_turn
from viktig.ground.voice.classes import SpokenBy
from viktig.ground.voice.edit import Edit, EditState
from viktig.ground.voice.models import Publication, Reach, Turn, Voice
from viktig.ground.voice.publishing import TALK_FIRST
from viktig.ground.voice.states import Act, Judgement, Side

CLASSES = ("service", "right", "transition")
SAYS = {EditState.AGREED: Act.AGREED, EditState.REFUSED: Act.REFUSED, EditState.OWN: Act.REWROTE}


def deliver() -> int:
    """Deliver all that waits: voices, then turns and judgements, shuffled, each kind in one transaction. Return how many.

    What cannot be delivered yet (a turn before its voice) waits on.
    """
    today, number = clock.today(), 0
    kinds: dict[str, Callable[[waiting.Parcel, date], None]] = {
        "voice": _deliver_voice,
        "turn": _deliver_turn,
        "judgement": _deliver_judgement,
        "paper": _deliver_yes_to_paper,
        "edit": _deliver_edit,
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
    to, levels = _standing(Organisation.unguarded.select_related("answers_to").get(pk=load["to"]), load["levels"])
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
        may_print=load.get("may_print", False),
        serious=load.get("serious", False),
        publish_from=today + TALK_FIRST if load.get("serious") and load["may_publish"] else None,
        spoken_by=load.get("spoken_by", SpokenBy.SELF),
        **{name: load.get(name, "") for name in CLASSES},
    )
    create_key(voice.pk)
    voice.save(force_insert=True)
    organisation: Organisation | None = to
    for position in range(levels):
        if organisation is None:
            break
        Reach(
            voice=voice, organisation=organisation, position=position, reached_on=today if position == 0 else None
        ).save(force_insert=True)
        organisation = organisation.answers_to
    Turn(voice=voice, position=0, side=Side.SPEAKER, act=Act.SAID, on=today).save(force_insert=True)
    count_said(voice)


def _standing(to: Organisation, levels: int) -> tuple[Organisation, int]:
    """Return who gets what was said, and how many levels are left: a body that ended meanwhile has one that took over,
    or the one above, as far as the speaker let it go.
    """
    while to.closed_on is not None:
        if to.part_of is not None:
            to = to.part_of
        elif levels > 1 and to.answers_to is not None:
            to, levels = to.answers_to, levels - 1
        else:
            break
    return to, levels


def _deliver_yes_to_paper(parcel: waiting.Parcel, _today: date) -> None:
    Voice.unguarded.filter(pk=_voice_of(parcel).pk).update(may_print=True)


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
    take_turn(voice, voice.state, today, side=Side.SPEAKER, act=Act.WROTE, words=words, **_same_turn(parcel))


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
    take_turn(
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
    count_judgement(voice, judgement, felt=parcel.load.get("felt", ""))


def _deliver_edit(parcel: waiting.Parcel, today: date) -> None:
    voice, says, words = _voice_of(parcel), EditState(parcel.load["says"]), parcel.load["words"]
    edit = Edit.unguarded.filter(voice=voice, state=EditState.ASKED, version=parcel.load["version"]).first()
    if edit is None:
        if words:  # another text was suggested meanwhile: the words come through all the same
            _deliver_turn(parcel, today)
        return
    take_turn(voice, voice.state, today, side=Side.SPEAKER, act=SAYS[says], words=words, **_same_turn(parcel))
    edit.state = says
    if says == EditState.OWN:
        edit.words = words
    edit.save()
