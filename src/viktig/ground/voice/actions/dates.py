"""What happens by itself, by date."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.urls import reverse

from viktig.ground import clock
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.facts.actions import happened
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Absence, Membership
from viktig.ground.voice import states
from viktig.ground.voice.actions.counted import count_judgement
from viktig.ground.voice.actions.turns import take_turn
from viktig.ground.voice.models import Reach, Voice
from viktig.ground.voice.states import Act, Judgement, Side


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
    """Tell each member of an organisation who is there, in one letter without words, that something waits.

    Where everybody who answers is away, those are told who invite. The organisation acts.
    """
    here = Membership.unguarded.filter(organisation=organisation_id)
    away = Absence.unguarded.filter(organisation=organisation_id, until__gte=clock.today()).values("who")
    answering = here.filter(role=OrganisationRole.MEMBER)
    there = answering.exclude(who__in=away)
    if not there.exists():
        there = here.filter(role=OrganisationRole.ADMINISTRATOR)
    for who in there.values_list("who", flat=True):
        tell(who, address=reverse("ground:tasks"))


def pass_date(*, voice: Voice, today: date) -> None:
    """Do what a passed date does: climb one level, or show the silence, or close without a judgement.

    A body for which nobody answers here, and to which no letter was sent, is not called silent.
    """
    ahead = voice.chain.filter(reached_on=None, organisation__closed_on=None).order_by("position")
    above = ahead.select_related("organisation").first()
    days = above.organisation.answer_days if above else None
    by_speaker = voice.holder == Side.SPEAKER
    state = states.overdue(voice.state, today, days_above=days)
    if by_speaker:
        take_turn(voice, state, today, side=Side.HOUSE, act=Act.LEFT)
        count_judgement(voice, Judgement.NOT_JUDGED)
        return
    silent = voice.held_by
    got_it = silent.answers_here or voice.posted_on is not None
    if got_it:  # else nobody there has been silent: they have never got it
        happened("ground.voice.overdue", place=voice.to.place, organisation=silent, attributes={"kind": voice.kind})
    act = Act.NOBODY if not got_it else Act.CLIMBED if above else Act.SILENT
    to = above.organisation if above else None
    take_turn(voice, state, today, side=Side.HOUSE, act=act, organisation=silent, held_by=to)
    if above is not None:
        Reach.unguarded.filter(pk=above.pk).update(reached_on=today)
