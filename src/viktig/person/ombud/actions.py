"""What is done between a person and their ombud. The person decides; the ombud suggests, and can give the work back."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.facts.kinds import ENDS
from viktig.ground.notify.actions import tell
from viktig.ground.people.models import Account, Organisation
from viktig.ground.privacy.actions import end_shares, give_share
from viktig.ground.privacy.models import Level, Room, Share
from viktig.ground.privacy.pictures import Picture
from viktig.ground.rules import RuleBroken
from viktig.person.actions import NothingWritten, unchanged
from viktig.person.ombud.counted import count_end
from viktig.person.ombud.models import (
    LOAD,
    MOST_PAPERS,
    Agreement,
    AgreementStatus,
    Assignment,
    AssignmentStatus,
    Paper,
    Presentation,
    Suggestion,
)
from viktig.person.ombud.queries import OPEN, fingerprint, free_position, receiver_name, sees_until, works_for
from viktig.person.waiting.actions import chosen

REVIEW_AFTER = timedelta(days=182)
SEES_AFTER_REVIEW, SEES_AT_MOST = timedelta(days=30), timedelta(days=365)


class HasAnOmbud(RuleBroken):
    """The person has an ombud already; one at a time."""


class IsFull(RuleBroken):
    """The ombud has no room for one more."""


class IsYourself(RuleBroken):
    """Nobody is their own ombud."""


class DateOutOfReach(RuleBroken):
    """The day to look at the agreement again is past, or too far away."""


class MovedMeanwhile(RuleBroken):
    """The assignment was moved in another tab since this page was opened."""


class PutAway(RuleBroken):
    """The person has put the suggestion away, so it is not written any further."""


class NoRoomForMore(RuleBroken):
    """As many pictures lie on the assignment as may."""


# The ombud presents themselves ----------------------------------------------------------------------------------------


def present(
    *,
    by: Account,
    organisation: Organisation,
    name: str,
    words: str,
    good_at: str,
    languages: str,
    has_room: bool,
) -> Presentation:
    """Let an ombud say who they are to those who choose. Saying it again replaces it. Raises NothingWritten."""
    if not name.strip() or not words.strip():
        raise NothingWritten(_("Write your name and a few words about who you are."))
    presentation = Presentation.unguarded.filter(who=by.who).first() or Presentation(who=by.who)
    presentation.organisation = organisation
    presentation.name, presentation.words = name.strip(), words.strip()
    presentation.good_at, presentation.languages = good_at.strip(), languages.strip()
    presentation.has_room = has_room
    presentation.save()
    return presentation


# The person chooses, and agrees ---------------------------------------------------------------------------------------


def agree(
    *,
    presentation: Presentation,
    by: Account,
    wants: str,
    where: str = "",
    reach: str = "",
    may_say: str = "",
    review_on: date | None = None,
) -> Agreement:
    """Let a person choose an ombud: the agreement is active, and the ombud sees the room `ombud` and may suggest.

    What was still open with an earlier ombud comes along, and who waited waits no more. The ombud is told. The same yes
    twice (double click) is one agreement. Raises NothingWritten, DateOutOfReach, IsFull, IsYourself, or HasAnOmbud.
    """
    words = {"wants": wants.strip(), "where": where.strip(), "reach": reach.strip(), "may_say": may_say.strip()}
    review_on = check_words(wants=wants, review_on=review_on)
    if presentation.who == by.who:
        raise IsYourself(_("You cannot be your own ombud."))
    had = _active(by.who)
    if had is None and not presentation.has_room:
        raise IsFull(
            _("%(name)s has no room for one more just now. Your words are kept here.") % {"name": presentation.name}
        )
    agreement = Agreement(
        person_id=by.who,
        ombud=presentation.who,
        ombud_name=presentation.name,
        review_on=review_on,
        started_on=clock.today(),
        **words,
    )
    if had is None:
        try:
            with transaction.atomic():
                agreement.save(force_insert=True)
        except IntegrityError:
            had = _active(by.who)  # another tab, or the same button twice, was first
    if had is not None:
        if had.ombud == presentation.who and {name: getattr(had, name) for name in words} == words:
            return had
        raise HasAnOmbud(
            _("You have an agreement with %(name)s now. End that one first, then choose.") % {"name": had.ombud_name}
        )
    _let_ombud_see(agreement)
    Assignment.unguarded.filter(person_id=by.who, status__in=OPEN).update(agreement=agreement)
    chosen(who=by.who, organisation_id=presentation.organisation_id)
    tell(presentation.who, address=reverse("person:ombud-clients"))
    return agreement


def check_words(*, wants: str, review_on: date | None) -> date:
    """Return the day to look at an agreement again; in half a year, if none was said. Raises as `agree` does."""
    if not wants.strip():
        raise NothingWritten(_("Write what you want help with. A few words are enough."))
    today = clock.today()
    review_on = review_on or today + REVIEW_AFTER
    if not today < review_on <= today + SEES_AT_MOST:
        raise DateOutOfReach(_("Choose a day from tomorrow on, within a year."))
    return review_on


@transaction.atomic
def write_agreement(
    *,
    agreement: Agreement,
    wants: str,
    where: str,
    reach: str,
    may_say: str,
    review_on: date | None,
    seen: str,
) -> None:
    """Write the agreement anew. What the ombud sees lasts on from the new day to look at it again.

    seen: the fingerprint of the words that the form showed. Raises NothingWritten, DateOutOfReach, WrittenMeanwhile.
    """
    now = Agreement.unguarded.select_for_update().get(pk=agreement.pk)
    unchanged(seen, fingerprint(now))
    moved = review_on != now.review_on
    if moved or not wants.strip():  # a day that was set earlier and has passed may stay as it is
        now.review_on = check_words(wants=wants, review_on=review_on)
    now.wants, now.where, now.reach, now.may_say = wants.strip(), where.strip(), reach.strip(), may_say.strip()
    now.save(update_fields=["wants", "where", "reach", "may_say", "review_on"])
    if moved and sees_until(now):
        _let_ombud_see(now)


def share_again(*, agreement: Agreement) -> None:
    """Let the ombud see the room again, after the share ended or was taken back. Doing it twice changes nothing."""
    if sees_until(agreement) is None:
        _let_ombud_see(agreement)
        tell(agreement.ombud, address=reverse("person:ombud-clients"))


def sees_from_now_until(review_on: date) -> datetime:
    """Return until when an ombud would see the room: 30 days after the review, never longer than a year from now."""
    today = timezone.localdate()
    last = min(max(review_on, today) + SEES_AFTER_REVIEW, today + SEES_AT_MOST)
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))


def _let_ombud_see(agreement: Agreement) -> None:
    # The purpose holds no words of the person's: a share that has ended can still be read by its receiver.
    end_shares(person=agreement.person_id, receiver=agreement.ombud, room=Room.OMBUD, item=None)
    give_share(
        person=agreement.person_id,
        receiver=agreement.ombud,
        receiver_name=agreement.ombud_name,
        receiver_from=works_for(agreement.ombud),
        room=Room.OMBUD,
        item=None,
        level=Level.SUGGEST,
        purpose=gettext("To help with what the two of you agreed on."),
        ends_at=sees_from_now_until(agreement.review_on),
    )


def _active(who: UUID) -> Agreement | None:
    return Agreement.unguarded.filter(person_id=who, status=AgreementStatus.ACTIVE).first()


# Assignments ----------------------------------------------------------------------------------------------------------


def add_assignment(
    *, agreement: Agreement, kind: str, theme: str, words: str, new_id: UUID | None = None
) -> Assignment:
    """Write down something the person wants help with. Raises NothingWritten.

    new_id: minted with the form, so that a double click or a retry writes it once.
    """
    if not words.strip():
        raise NothingWritten(_("Write what you want help with. A few words are enough."))
    assignment = Assignment(
        id=new_id or uuid.uuid4(),
        person_id=agreement.person_id,
        agreement=agreement,
        kind=kind,
        theme=theme,
        words=words.strip(),
        asked_on=clock.today(),
    )
    try:
        with transaction.atomic():
            assignment.save(force_insert=True)
    except IntegrityError:
        written = Assignment.unguarded.filter(pk=assignment.pk, person_id=agreement.person_id).first()
        if written is None:
            raise Http404 from None
        return written
    return assignment


@transaction.atomic
def write_assignment(*, assignment: Assignment, kind: str, theme: str, words: str, result: str, seen: str) -> None:
    """Write an assignment anew. seen: as in `write_agreement`. Raises NothingWritten, WrittenMeanwhile."""
    if not words.strip():
        raise NothingWritten(_("Write what you want help with. A few words are enough."))
    now = Assignment.unguarded.select_for_update().get(pk=assignment.pk)
    unchanged(seen, fingerprint(now))
    now.kind, now.theme, now.words, now.result = kind, theme, words.strip(), result.strip()
    now.save(update_fields=["kind", "theme", "words", "result"])


@transaction.atomic
def move_assignment(*, assignment: Assignment, to: AssignmentStatus, seen: str, result: str = "") -> None:
    """Move an assignment to another status; with *done*, what came of it, if the person wants to say.

    The first time it is finished or laid aside, it is counted, with nobody in it.
    seen: the status that the page showed. Raises MovedMeanwhile. The same move twice is one.
    """
    now = Assignment.unguarded.select_for_update().get(pk=assignment.pk)
    if now.status != seen and (now.status != to or (result.strip() and now.result != result.strip())):
        raise MovedMeanwhile(
            _("This was moved in another window after you opened it here. Look where it is now, then choose again.")
        )
    now.status = to
    if result.strip():
        now.result = result.strip()
    if to in ENDS and not now.is_counted:
        now.is_counted = count_end(now)
    now.save(update_fields=["status", "result", "is_counted"])


# Suggestions ----------------------------------------------------------------------------------------------------------


def suggest(
    *, assignment: Assignment, by: Account, suggestion_id: UUID, words: str, load: dict[str, str], ready: bool
) -> Suggestion:
    """Write words on the person's own page that they could say: the person sees them from the first letter.

    suggestion_id: minted with the form; writing on changes the same row. ready: the ombud has finished, and the person
    is told, once. Raises PutAway, and NothingWritten when it is ready and empty.
    """
    if ready and not words.strip():
        raise NothingWritten(_("Write the words you suggest."))
    written = Suggestion.unguarded.filter(pk=suggestion_id, assignment=assignment, by=by.who).first()
    if written is None:
        written = _begin_suggestion(assignment, by, suggestion_id)
    if not written.is_open:
        raise PutAway(
            _("This suggestion was laid aside. Your words are below. Copy them if you want to begin a new one.")
        )
    was_ready = bool((written.load or {}).get("ready"))
    if ready:
        words = words.strip()
    written.words, written.load = words, _load(load) | {"ready": ready}
    written.save(update_fields=["words", "load", "changed_at"])
    if ready and not was_ready:
        tell(assignment.person_id, address=reverse("person:ombud-own"))
    return written


def _begin_suggestion(assignment: Assignment, by: Account, suggestion_id: UUID) -> Suggestion:
    begun = Suggestion(
        id=suggestion_id,
        person_id=assignment.person_id,
        assignment=assignment,
        by=by.who,
        by_name=receiver_name(assignment.person_id, by.who),
        load=_load({}) | {"ready": False},
    )
    try:
        with transaction.atomic():
            begun.save(force_insert=True)
    except IntegrityError:
        # Two letters arrived at once: the other made the row. Or the id is not ours to write under.
        there = Suggestion.unguarded.filter(pk=suggestion_id, assignment=assignment, by=by.who).first()
        if there is None:
            raise Http404 from None
        return there
    return begun


def _load(load: dict[str, str]) -> dict[str, Any]:
    return {name: load.get(name, "") for name in LOAD}


def put_away(*, suggestion: Suggestion) -> None:
    """Put a suggestion away, without a reason: the person says not this time, or its ombud takes it back."""
    Suggestion.unguarded.filter(pk=suggestion.pk).update(is_open=False)


def bring_back(*, suggestion: Suggestion) -> None:
    """Take up a suggestion again that the person had put away."""
    Suggestion.unguarded.filter(pk=suggestion.pk).update(is_open=True)


# Pictures of papers ---------------------------------------------------------------------------------------------------


def add_paper(*, assignment: Assignment, by: Account, title: str, picture: Picture, new_id: UUID) -> Paper:
    """Put a picture of a paper on an assignment. Where a helper adds it, the person is told, once a day.

    new_id: minted with the form, so that a double click or a retry adds it once. Raises NoRoomForMore.
    """
    for _try in range(3):
        if there := Paper.unguarded.filter(pk=new_id, assignment=assignment, by=by.who).first():
            return there
        paper = Paper(
            id=new_id,
            person_id=assignment.person_id,
            assignment=assignment,
            position=_next_position(assignment),
            by=by.who,
            by_name="" if by.who == assignment.person_id else receiver_name(assignment.person_id, by.who),
            title=title.strip(),
            large=picture.large,
            small=picture.small,
            added_on=clock.today(),
        )
        is_first = not Paper.unguarded.filter(assignment=assignment, by=by.who, added_on=paper.added_on).exists()
        try:
            with transaction.atomic():
                paper.save(force_insert=True)
        except IntegrityError:
            continue  # the place was taken meanwhile, or the same form came twice at once
        if is_first and by.who != assignment.person_id:
            tell(assignment.person_id, address=reverse("person:ombud-own"))
        return paper
    raise Http404  # the id is not ours to write under


def _next_position(assignment: Assignment) -> int:
    position = free_position(assignment)
    if position is None:
        raise NoRoomForMore(
            _("There is room for %(number)s pictures here. Delete one to add another.") % {"number": MOST_PAPERS}
        )
    return position


def delete_paper(*, paper: Paper) -> None:
    """Delete a picture for good, and the person's note beside it. It was asked once; doing it twice changes nothing."""
    Paper.unguarded.filter(pk=paper.pk).delete()


# Ending ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def end(*, agreement: Agreement, keep: Collection[UUID] = (), with_organisation: bool = False) -> None:
    """End an agreement: from now on the ombud sees nothing more of what the person shared, and is told. An ombud who
    stepped in for them sees the room `ombud` no more either.

    keep: ids of shares in other rooms that shall last; none in the room `ombud` can. No reason is asked for. Ending twice
    changes nothing. with_organisation: the organisation of the ombud has ended, and this with it.
    """
    ended = Agreement.unguarded.filter(pk=agreement.pk, status=AgreementStatus.ACTIVE).update(
        status=AgreementStatus.ENDED, ended_on=clock.today(), with_organisation=with_organisation
    )
    if not ended:
        return
    given = Share.unguarded.filter(person_id=agreement.person_id, receiver=agreement.ombud)
    end_shares(pk__in=given.exclude(~Q(room=Room.OMBUD), pk__in=keep).values("pk"))
    ombuds = Presentation.unguarded.values("who")  # a colleague stepped in for this agreement, and for no other
    end_shares(person=agreement.person_id, room=Room.OMBUD, item=None, receiver__in=ombuds)
    tell(agreement.ombud, address=reverse("person:ombud-clients"))


def end_by_ombud(*, person_id: UUID) -> None:
    """Let whoever acts stop being the ombud of a person: they see the room `ombud` no more, and the person is told.

    Done twice it changes nothing. What was agreed stays the person's.
    """
    with connection.cursor() as cursor:
        cursor.execute("select give_back(%s, %s)", [person_id, clock.today()])
        [ended] = cursor.fetchone()
    if ended:
        tell(person_id, address=reverse("person:ombud-own"))


@transaction.atomic
def erase_agreement(*, agreement: Agreement) -> None:
    """Erase an agreement that has ended, with its assignments and suggestions. It was asked twice; it cannot be undone."""
    for assignment_id in Assignment.unguarded.filter(agreement=agreement).values_list("pk", flat=True):
        end_shares(person=agreement.person_id, item=assignment_id)
    Agreement.unguarded.filter(pk=agreement.pk, status=AgreementStatus.ENDED).delete()
