"""Saying that an ombud is away. Nothing moves by itself: the person says whether somebody else sees their page meanwhile."""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.jobs import enqueue
from viktig.ground.notify.actions import tell
from viktig.ground.privacy.actions import give_share
from viktig.ground.privacy.models import Level, Room
from viktig.ground.rules import RuleBroken
from viktig.person.away.queries import away_of
from viktig.person.ombud.models import Agreement, Presentation

STEPS_IN_FOR = timedelta(days=30)


class NobodyStepsIn(RuleBroken):
    """The ombud is back, or the one who could step in is away too."""


def go_away(*, presentation: Presentation, stands_in: UUID | None) -> None:
    """Say that one is away from today, without a reason, and who could step in. Said again, the first day stays.

    stands_in: the presentation of a colleague, or None. Each person is told.
    """
    since = presentation.away_since or clock.today()
    Presentation.unguarded.filter(pk=presentation.pk).update(away_since=since, stands_in=stands_in)
    if presentation.away_since is None:
        enqueue("person.away.tell_people", presentation_id=str(presentation.pk))


def come_back(*, presentation: Presentation) -> None:
    """Say that one is back. Shares that people gave meanwhile end by themselves, or when they end them."""
    Presentation.unguarded.filter(pk=presentation.pk).update(away_since=None, stands_in=None)


def say_for_ombud(*, presentation: Presentation, away: bool) -> None:
    """Let who invites people say that an ombud of theirs is away, or back. Each person is told that they are away."""
    with connection.cursor() as cursor:
        cursor.execute("select set_ombud_away(%s, %s)", [presentation.pk, clock.today() if away else None])
    if away and presentation.away_since is None:
        enqueue("person.away.tell_people", presentation_id=str(presentation.pk))


def tell_person(*, who: UUID) -> None:
    """Tell whoever acts that something about their ombud is new."""
    tell(who, address=reverse("person:ombud-own"))


def let_step_in(*, agreement: Agreement) -> None:
    """Let the one who could step in see the page of a person and their ombud, for thirty days. Said twice, it is once.

    Raises NobodyStepsIn.
    """
    away = away_of(agreement)
    if away is None or away.stands_in is None:
        raise NobodyStepsIn(_("Nobody steps in now. Perhaps your ombud is back."))
    if away.until is not None:
        return
    give_share(
        person=agreement.person_id,
        receiver=away.stands_in.who,
        receiver_name=away.stands_in.name,
        receiver_from=away.stands_in.organisation.name,
        room=Room.OMBUD,
        item=None,
        level=Level.SUGGEST,
        purpose=gettext("To step in while your ombud is away."),
        ends_at=timezone.now() + STEPS_IN_FOR,
    )
    tell(away.stands_in.who, address=reverse("person:me"))
