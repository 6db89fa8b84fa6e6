"""What comes from the browser about a possibility: what is known, and numbers as so many of so many."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from viktig.person.choices.facts import LINES
from viktig.person.choices.forms import label_of, line, longer, seen
from viktig.person.choices.models import Availability, Option

RELATIVE = re.compile(r"%|\bper ?cent\b|prosent|procent", re.IGNORECASE)
BILLION = 10**9


class OptionForm(forms.Form):
    """A possibility. Of waiting and doing nothing only what is known, not what they are called."""

    name = line(label_of(Option, "name"), required=True)
    what = longer(_("What is it, in plain words?"))
    how = longer(_("How is it done?"), 3, _("Where, how often, how long, and with whom."))
    good = longer(_("What can be good about it?"))
    hard = longer(_("What can be hard about it?"))
    effort = longer(_("What does it ask of you?"), 2, _("Time, travel, money, strength."))
    availability = forms.ChoiceField(label=label_of(Option, "availability"), choices=Availability.choices)
    group = longer(_("Whom were the numbers counted on?"), 2)
    unsure = longer(_("How sure are the numbers?"), 2)
    source = longer(_("Where does it come from?"), 2, _("A leaflet, a page, a study, or someone who said it."))
    dated = line(_("When was it written?"))
    paid_by = line(
        _("Who paid for it?"), _("Someone who earns on a possibility may have made what is written about it.")
    )

    NUMBERS_SAY = {
        "both": _("Write how many, of how many, and what happens to them. Or leave the whole line empty."),
        "whole": _("Write both as whole numbers, as in 30 of 100."),
        "more": _("The first number cannot be larger than the second."),
    }

    def __init__(self, *args: Any, always: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in LINES:
            self.fields[f"number_{place}"] = line(_("How many"), inputmode="numeric")
            self.fields[f"of_{place}"] = line(_("of how many"), inputmode="numeric")
            self.fields[f"happens_{place}"] = line(_("What happens to them"))
            self.initial.setdefault(f"of_{place}", "" if self.initial.get(f"number_{place}") else "100")
        if always:
            del self.fields["name"], self.fields["availability"]

    def clean(self) -> dict[str, Any]:
        """Let a line of numbers be whole, or empty: a proposed "of 100" alone is an empty one."""
        given = super().clean() or {}
        for place in LINES:
            number, of, happens = (given.get(f"{name}_{place}", "").strip() for name in ("number", "of", "happens"))
            if not number and not happens:
                given[f"of_{place}"] = ""
            elif not (number and of and happens):
                self.add_error(f"number_{place}", self.NUMBERS_SAY["both"])
            elif not (number.isdecimal() and of.isdecimal() and 0 < int(of) < BILLION):
                self.add_error(f"number_{place}", self.NUMBERS_SAY["whole"])
            elif int(number) > int(of):
                self.add_error(f"number_{place}", self.NUMBERS_SAY["more"])
            else:
                given |= {f"number_{place}": str(int(number)), f"of_{place}": str(int(of))}
        return given

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """Return the fields of each line of numbers."""
        return [[self[f"{name}_{place}"] for name in ("number", "of", "happens")] for place in LINES]

    @property
    def numbers_are_open(self) -> bool:
        """Say whether something stands among the numbers, or is wrong there."""
        names = [name for name in self.fields if name.startswith(("number_", "happens_"))]
        return any(self[name].value() or self[name].errors for name in names)


class NewOptionForm(OptionForm):
    new_id = forms.UUIDField(widget=forms.HiddenInput)


class WrittenOptionForm(OptionForm):
    seen = seen()


class SuggestedOptionForm(OptionForm):
    """What somebody who helps suggests. They say numbers as so many of so many: a share of a share misleads."""

    def clean(self) -> dict[str, Any]:
        """Refuse shares in the texts."""
        given: dict[str, Any] = super().clean()
        for name in ("what", "how", "good", "hard", "unsure"):
            if RELATIVE.search(given.get(name, "")):
                self.add_error(name, _now("Say it as so many of so many people, in the lines for numbers below."))
        return given
