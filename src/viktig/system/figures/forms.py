"""What a reader may choose: a place and a quarter that are stored. There is no other filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from viktig.ground.facts.quarters import Quarter
from viktig.ground.people.models import Place
from viktig.system.figures.words import in_short


class Choose(forms.Form):
    """Which of the stored releases to show."""

    place = forms.ChoiceField(label=_("Place"))
    quarter = forms.ChoiceField(label=_("Time"))

    def __init__(self, *, places: list[Place], quarters: list[Quarter], place: str, quarter: Quarter) -> None:
        super().__init__(initial={"place": place, "quarter": quarter.label})
        self.fields["place"].choices = [(one.pk, one.name) for one in places]  # type: ignore[attr-defined]
        self.fields["quarter"].choices = [(one.label, in_short(one)) for one in quarters]  # type: ignore[attr-defined]
