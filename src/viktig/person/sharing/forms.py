"""What to share, with whom, what for and until when; and the answers to why."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.clock import months_after
from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import shareable
from viktig.person.sharing.actions import MONTHS_AT_FIRST, MOST_MONTHS
from viktig.person.sharing.queries import Receiver
from viktig.person.whom import WhomForm


class WhatAndWhomForm(WhomForm):
    """The first step: what, and with whom.

    single: one thing in a room, with its words, if the way here began there.
    """

    what = forms.ChoiceField(label=_("What do you want to share?"), widget=forms.RadioSelect)
    field_order = ("what", "to", "words")

    def __init__(
        self,
        *args: Any,
        rooms: list[Room],
        single: tuple[Room, UUID, str] | None,
        receivers: list[Receiver],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, receivers=receivers, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [(room.value, room.label) for room in rooms]
        if single:
            room, item, words = single
            what.choices = [(value_of(room, item), _("Only this: %(words)s") % {"words": words}), *what.choices]


def value_of(room: Room | str, item: UUID | None) -> str:
    """Return how a form names something that can be shared: the room, and the id of a single thing."""
    return f"{room}:{item}" if item else str(room)


class ShareForm(forms.Form):
    """The second step, under the page as the other will see it: what for, until when, and the yes.

    seen_as: the level at which the page above was shown.
    """

    level = forms.ChoiceField(label=_("What may they do?"), widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("They see this. It also stands beside each time they look."),
        max_length=300,
        error_messages={"required": _("Say in a few words what it is for.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    until = forms.DateField(
        label=_("Until when?"),
        help_text=_("It ends by itself after this day. You can end it before, whenever you want."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )
    seen_as = forms.ChoiceField(choices=Level.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: Room, single: bool, **kwargs: Any) -> None:
        first = {
            "level": Level.READ,
            "seen_as": Level.READ,
            "until": months_after(timezone.localdate(), MONTHS_AT_FIRST),
        }
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        level, until = self.fields["level"], self.fields["until"]
        assert isinstance(level, forms.ChoiceField)
        levels = shareable(room).levels(single=single)
        level.choices = [(one.value, one.label) for one in levels]
        if len(levels) == 1:
            level.widget = forms.HiddenInput()
        today = timezone.localdate()
        until.widget.attrs |= {"min": today.isoformat(), "max": months_after(today, MOST_MONTHS).isoformat()}


class ReceiveForm(forms.Form):
    """The name that somebody will see who wants to share with you."""

    name = forms.CharField(
        label=_("The name they will see"),
        max_length=80,
        error_messages={"required": _("Write a name, so that they know it is you.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )


class WhyForm(forms.Form):
    """Why somebody has looked."""

    answer = forms.CharField(
        label=_("Why did you look?"),
        max_length=5_000,
        error_messages={"required": _("Write an answer first.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
