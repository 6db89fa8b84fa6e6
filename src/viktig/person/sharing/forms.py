"""What to share, with whom, what for and until when; and the answers to why."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viktig.ground.privacy.models import Level, Room
from viktig.ground.privacy.shareable import shareable
from viktig.person.sharing.actions import MONTHS_AT_FIRST, MOST_MONTHS, months_after
from viktig.person.sharing.queries import Receiver

BY_WORDS = "words"
WORDS = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class WhatAndWhomForm(forms.Form):
    """The first step: what, and with whom. The words are needed only where nobody known is chosen.

    single: one thing in a room, with its words, if the way here began there.
    """

    use_required_attribute = False  # the browser cannot know when the words are needed

    what = forms.ChoiceField(label=_("What do you want to share?"), widget=forms.RadioSelect)
    to = forms.ChoiceField(label=_("With whom?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Their four words"),
        help_text=_("Ask the one you want to share with. They find the words under “Let someone share with me”."),
        max_length=200,
        error_messages={"required": _("Choose someone, or write their four words.")},
        widget=forms.TextInput(attrs=WORDS),
    )

    def __init__(
        self,
        *args: Any,
        rooms: list[Room],
        single: tuple[Room, UUID, str] | None,
        receivers: list[Receiver],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        what, to = self.fields["what"], self.fields["to"]
        assert isinstance(what, forms.ChoiceField) and isinstance(to, forms.ChoiceField)  # noqa: PT018
        what.choices = [(room.value, room.label) for room in rooms]
        if single:
            room, item, words = single
            what.choices = [(value_of(room, item), _("Only this: %(words)s") % {"words": words}), *what.choices]
        somebody_else = (BY_WORDS, _("Someone else, who has told me four words"))
        to.choices = [*((str(one.who), one.name) for one in receivers), somebody_else]
        if not receivers:
            del self.fields["to"]
        elif self.is_bound:
            self.fields["words"].required = self.data.get("to") == BY_WORDS

    def receiver(self) -> str:
        """Return the id of whoever was chosen; nothing, if the words say who it is."""
        chosen = str(self.cleaned_data.get("to", BY_WORDS))
        return "" if chosen == BY_WORDS else chosen


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
