"""What can be written in this room: for each part its words, its form and its action. One page writes all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.person.well import actions
from viktig.person.well import forms as ours
from viktig.person.well.models import CrisisCard, DiaryPage, Note, NoteKind, Thing, Tracker


@dataclass(frozen=True)
class Part:
    """One part of the room. lead: what it is for. empty: what one can write there. button: the way to write in it."""

    title: Any
    lead: Any
    empty: Any
    button: Any
    new: type[forms.Form]
    changed: type[forms.Form]
    write: Callable[..., Thing]


def _note(kind: NoteKind, lead: Any, empty: Any, button: Any) -> Part:
    write = partial(actions.write_note, kind=kind)
    return Part(kind.label, lead, empty, button, ours.NewNoteForm, ours.ChangedNoteForm, write)


PARTS: dict[str, Part] = {
    NoteKind.STRENGTH: _note(
        NoteKind.STRENGTH,
        _("What you can do, what you know, and what others thank you for."),
        _("What has someone thanked you for? Small things count."),
        _("Write something I am good at"),
    ),
    NoteKind.POSSIBILITY: _note(
        NoteKind.POSSIBILITY,
        _("Doors that are open, or that you would like to open."),
        _("Is there something you once liked, or have wondered about?"),
        _("Write something I could do"),
    ),
    NoteKind.MEDICINE: _note(
        NoteKind.MEDICINE,
        _("What you do yourself to stay well. It may be small, and nobody needs to prescribe it."),
        _("A walk, music, a bath, calling your sister: what helps you through a day?"),
        _("Write what I do to stay well"),
    ),
    NoteKind.POWER: _note(
        NoteKind.POWER,
        _("Help is there for your life, and not the other way around. Here you say what help should make possible."),
        _("For instance: the help I get should leave me able to sing in the choir."),
        _("Write how help should serve my life"),
    ),
    "card": Part(
        _("My crisis card"),
        _("What others should know when it is hard. Write it while you are well, for a day when words are far away."),
        _("You have no card yet. A few words in one box are enough."),
        _("Make my crisis card"),
        ours.NewCardForm,
        ours.ChangedCardForm,
        actions.write_card,
    ),
    "tracker": Part(
        _("What I follow"),
        _("Something you want to see from day to day, in your own way. Nobody counts the days, and gaps are fine."),
        _("You follow nothing now. Sleep, walks or calm are things that some people write down."),
        _("Follow something"),
        ours.NewTrackerForm,
        ours.ChangedTrackerForm,
        actions.make_tracker,
    ),
    "diary": Part(
        _("My diary"),
        _("For you alone. Someone else sees a page only if you share that one page."),
        _("Your diary is empty. One line is a page."),
        _("Write in my diary"),
        ours.NewDiaryForm,
        ours.ChangedDiaryForm,
        actions.write_diary,
    ),
}
NOTES = tuple(NoteKind.values)
OTHERS: dict[type[Any], str] = {CrisisCard: "card", Tracker: "tracker", DiaryPage: "diary"}


def part_of(thing: Thing) -> Part:
    """Return the part of the room that a thing belongs to."""
    return PARTS[thing.kind if isinstance(thing, Note) else OTHERS[type(thing)]]
