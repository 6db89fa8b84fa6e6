"""What a person does with what matters to them. Each is done by the person alone: access has seen to that."""

import uuid
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.actions import end_shares
from viktig.ground.rules import RuleBroken
from viktig.ground.words.areas import LifeArea
from viktig.person.matters.models import EarlierWords, Matter


class NothingWritten(RuleBroken):
    """There are no words."""


def write_matter(*, who: UUID, area: LifeArea | str, words: str, new_id: UUID | None = None) -> Matter:
    """Write something that matters; it comes last in its area. Raises NothingWritten.

    new_id: minted with the form, so that a double click or a retry writes it once.
    """
    if not words.strip():
        raise NothingWritten(_("Write something first."))
    matter = Matter(
        id=new_id or uuid.uuid4(),
        person_id=who,
        area=area,
        words=words.strip(),
        position=_after_the_last(who, area),
        written_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            matter.save(force_insert=True)
    except IntegrityError:
        return Matter.unguarded.get(pk=matter.pk, person_id=who)
    return matter


@transaction.atomic
def rewrite_matter(*, matter: Matter, words: str, area: LifeArea | str) -> None:
    """Write something anew; what it said before is kept. Raises NothingWritten.

    Two tabs lose nothing: the later words stand, the others are among the earlier ones.
    """
    if not words.strip():
        raise NothingWritten(_("Write something first. You can also lay it aside."))
    now = Matter.unguarded.select_for_update().get(pk=matter.pk)
    if words.strip() != now.words:
        EarlierWords(person_id=now.person_id, matter=now, words=now.words, written_at=now.written_at).save(
            force_insert=True
        )
        now.words, now.written_at = words.strip(), timezone.now()
    if area != now.area:
        now.area, now.position = str(area), _after_the_last(now.person_id, area)
    now.save(update_fields=["words", "written_at", "area", "position"])


@transaction.atomic
def move_matter(*, matter: Matter, steps: int) -> None:
    """Move something within its area: -1 is one up, 1 is one down. At the end of the list nothing happens."""
    neighbours = Matter.unguarded.filter(person_id=matter.person_id, area=matter.area, laid_aside=False)
    order = list(neighbours.select_for_update().order_by("position", "written_at", "pk").values_list("pk", flat=True))
    if matter.pk not in order:
        return
    here = order.index(matter.pk)
    there = min(max(here + steps, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    for position, pk in enumerate(order):
        Matter.unguarded.filter(pk=pk).update(position=position)


def lay_aside(*, matter: Matter) -> None:
    """Lay something aside. No reason is asked for, and it can be taken back."""
    Matter.unguarded.filter(pk=matter.pk).update(laid_aside=True)


def take_back(*, matter: Matter) -> None:
    """Take back what was laid aside; it comes last in its area."""
    Matter.unguarded.filter(pk=matter.pk, laid_aside=True).update(
        laid_aside=False, position=_after_the_last(matter.person_id, matter.area)
    )


def delete_matter(*, matter: Matter) -> None:
    """Delete something, all that it said before and the shares of it alone. It was asked twice; it cannot be undone."""
    end_shares(person=matter.person_id, item=matter.pk)
    matter.delete()


def _after_the_last(who: UUID, area: LifeArea | str) -> int:
    last: int | None = Matter.unguarded.filter(person_id=who, area=area).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
