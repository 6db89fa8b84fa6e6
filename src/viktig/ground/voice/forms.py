"""The forms of both sides of a voice. They clean what came; they decide nothing and fetch nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.models import Organisation, Place
from viktig.ground.voice.classes import Right, Service, SpokenBy, Transition
from viktig.ground.voice.edit import EditState
from viktig.ground.voice.models import Kind, VoiceLevel
from viktig.ground.voice.states import Felt, Judgement
from viktig.ground.words import receipt as receipts
from viktig.ground.words.areas import LifeArea

if TYPE_CHECKING:
    from viktig.ground.voice.queries import OwnTalk

LONGEST = 200_000
MINTED = "minted receipt"


class OwnWords(forms.CharField):
    """Somebody's own words, kept to the letter: only the line ends are made one kind."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Write what you want to say.")})
        super().__init__(strip=False, **kwargs)
        self.widget.attrs |= {"rows": str(rows), "dir": "auto"}

    def to_python(self, value: Any) -> str:
        """Return the words with one kind of line end."""
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        """Refuse words that are empty, or longer than we can carry; nothing is cut."""
        super().validate(value.strip())
        if len(value) > LONGEST:
            raise forms.ValidationError(_("This is longer than we can take at once. Send it in two parts."))


NOT_A_CHOICE = _("This is not one of the choices. Choose one of those below.")


class Calm(forms.Form):
    """A form whose errors are ours, beside the field, never the browser's own."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("invalid_choice") == forms.ChoiceField.default_error_messages["invalid_choice"]:
                field.error_messages["invalid_choice"] = NOT_A_CHOICE


class WordsForm(Calm):
    """What somebody wants to say, and what it is about."""

    words = OwnWords(label=_("What do you want to say?"), rows=10)
    area = forms.ChoiceField(
        label=_("What is it about?"),
        choices=LifeArea.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about. You may choose “Something else”.")},
    )
    place = forms.ChoiceField(
        label=_("Where is it?"), error_messages={"required": _("Choose a place, so that we find who must answer.")}
    )
    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.EXPERIENCE
    )
    level = forms.ChoiceField(
        label=_("Whom or what does it concern?"),
        choices=VoiceLevel.choices,
        widget=forms.RadioSelect,
        initial=VoiceLevel.SERVICE,
    )

    service = forms.ChoiceField(
        label=_("What kind of help is it about?"),
        choices=[("", _("I choose nothing")), *Service.choices],
        required=False,
    )
    right = forms.ChoiceField(
        label=_("Is there a right that was not met?"),
        choices=[("", _("I choose nothing")), *Right.choices],
        required=False,
    )
    transition = forms.ChoiceField(
        label=_("Did it happen on the way from one place to another?"),
        choices=[("", _("I choose nothing")), *Transition.choices],
        required=False,
    )
    spoken_by = forms.ChoiceField(
        label=_("For whom do you speak?"),
        help_text=_(
            "From your work: neither colleagues nor your employer can see that it is you, and it is counted apart. Say"
            " nothing about one person. Where few work, someone may still guess. If it is about wrongdoing, the law also"
            " protects those who report it to their employer, or to the authority that supervises it."
        ),
        choices=SpokenBy.choices,
        widget=forms.RadioSelect,
        initial=SpokenBy.SELF,
        required=False,
    )

    def __init__(
        self, *args: Any, places: Sequence[Place], from_work: bool = False, as_relative: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._ask_for_whom(from_work, as_relative)
        choices = [(place.pk, place.name) for place in places]
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices if len(choices) == 1 else [("", _("Choose a place")), *choices]

    def _ask_for_whom(self, from_work: bool, as_relative: bool) -> None:
        """Ask for whom they speak only where there is something to choose. Nobody but a worker speaks from their work."""
        if not (from_work or as_relative):
            del self.fields["spoken_by"]
            return
        field = self.fields["spoken_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [one for one in SpokenBy.choices if from_work or one[0] != SpokenBy.WORK]
        if not from_work:
            field.help_text = _("Say nothing about one person. What a service does can be told without saying to whom.")


class ReceiverForm(Calm):
    """Who must answer. labels: what to say of each organisation, the suggested one first."""

    to = forms.ChoiceField(
        label=_("Who must answer?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who must answer."),
            "invalid_choice": _("This is not one of those who can answer here. Choose one below."),
        },
    )

    def __init__(self, *args: Any, labels: Sequence[tuple[Organisation, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(organisation.pk), label) for organisation, label in labels]


class WayForm(Calm):
    """How far up the chain it may climb: 1 is the receiver only."""

    levels = forms.TypedChoiceField(
        label=_("How far may it go?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={
            "required": _("Choose how far it may go."),
            "invalid_choice": _("It cannot go that far. Choose one below."),
        },
    )

    def __init__(self, *args: Any, chain: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["levels"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(number, _how_far(chain, number)) for number in range(len(chain), 0, -1)]


def _how_far(chain: Sequence[Organisation], number: int) -> str:
    name = chain[number - 1].name
    if number == 1:
        return _now("Only to %(name)s") % {"name": name}
    if number == len(chain):
        return _now("All the way to %(name)s, if nobody answers before") % {"name": name}
    return _now("To %(name)s, but no further") % {"name": name}


class ApproveForm(Calm):
    """Whether it may be published. Nobody is asked twice, and nothing is ticked beforehand but "no"."""

    may_publish = forms.TypedChoiceField(
        label=_("May it be published with its answer?"),
        choices=[
            ("no", _("No. Only the one who must answer reads it")),
            ("yes", _("Yes, when someone has checked that nobody can be recognised")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        initial="no",
    )
    serious = forms.BooleanField(
        label=_("It is serious: a life or someone’s health is in danger, someone is threatened, or it is a crime"),
        help_text=_(
            "Then it is not published at once. First they are asked to write to you, without knowing who you are."
        ),
        required=False,
    )
    may_print = forms.TypedChoiceField(
        label=_("May it go by letter?"),
        choices=[
            ("no", _("No. It goes only to those who answer here")),
            ("yes", _("Yes. A user organisation prints it, and so reads it, and sends it")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        initial="no",
        required=False,
    )

    def __init__(self, *args: Any, by_letter: Sequence[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ", ".join(one.name for one in by_letter)
        if not names:
            del self.fields["may_print"]
            return
        self.fields["may_print"].help_text = _now(
            "Nobody answers here for: %(names)s. On paper, others at the office may see your words."
        ) % {"names": names}


class MintedForm(Calm):
    """The receipt that was minted with the form and came back with it; a changed or foreign one is refused."""

    receipt = forms.CharField(widget=forms.HiddenInput)

    def clean_receipt(self) -> str:
        """Return the words of the receipt."""
        try:
            return str(signing.loads(self.cleaned_data["receipt"], salt=MINTED))
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _now("This form was changed on the way. Look through it and send again.")
            ) from error


def minted(language: str) -> str:
    """Return a new receipt, signed, for a hidden field: a double click or a retry comes back with the same one."""
    return signing.dumps(receipts.mint(language), salt=MINTED)


def new_once() -> str:
    """Return what tells two turns apart from one turn sent twice."""
    return uuid4().hex


class TurnForm(Calm):
    """One more turn in the talk. once: from `new_once`, so that sent twice is written once."""

    words = OwnWords(label=_("Write to the one who answers"), rows=5)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class JudgementForm(Calm):
    """Whether it became better, in the speaker's own judgement."""

    judgement = forms.ChoiceField(
        label=_("Did it become better?"),
        choices=[(one.value, one.label) for one in Judgement if one != Judgement.NOT_JUDGED],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five.")},
    )
    felt = forms.ChoiceField(
        label=_("How much say did you have?"),
        help_text=_("It is only counted, together with what others say. Those who answered you do not see it."),
        choices=[("", _("I do not want to say")), *Felt.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    words = OwnWords(label=_("Do you want to say more?"), rows=3, required=False)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class EditAnswerForm(Calm):
    """What the one who spoke says to a text that may be published. version: of the text that the page showed."""

    says = forms.ChoiceField(
        label=_("May everyone read it like this?"),
        choices=[
            (EditState.AGREED.value, _("Yes, publish it like this")),
            (EditState.REFUSED.value, _("No, do not publish it like this")),
            (EditState.OWN.value, _("I write myself what may be published")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    words = OwnWords(
        label=_("Your own words"),
        help_text=_("If you write it yourself: what everyone may read. If you say no: why, if you like."),
        rows=5,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def clean(self) -> dict[str, Any]:
        """Ask for the words of whoever wants to write them."""
        given = super().clean() or {}
        if given.get("says") == EditState.OWN and not given.get("words", "").strip():
            self.add_error("words", _now("Write the words that everyone may read."))
        return given


def blank_edit_form(own: "OwnTalk") -> EditAnswerForm | None:
    """Return the form in which the one who spoke answers what they are asked about; None, if they are not asked."""
    if own.asked is None:
        return None
    return EditAnswerForm(initial={"version": own.asked.edit.version, "once": new_once()}, auto_id="edit_%s")


class ReceiptForm(Calm):
    """The words of a receipt as somebody typed them: capital letters, commas and lines do not matter."""

    receipt = forms.CharField(
        label=_("Your eight words"),
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Write the eight words that you got.")},
    )

    def clean_receipt(self) -> str:
        """Return the words, normalised. What cannot be one of our receipts is refused with what to look at.

        The lists of words are public and nothing stored is asked, so this says the same whether a receipt exists or not.
        """
        words = self.cleaned_data["receipt"]
        wrong = receipts.problem(words, get_language() or "nb")
        if wrong:
            raise forms.ValidationError([_what_to_look_at(one) for one in wrong.unknown] + _how_many(wrong.how_many))
        return receipts.normalised(words)


def _what_to_look_at(unknown: receipts.Unknown) -> str:
    if not unknown.nearest:
        return _now("We do not know the word “%(word)s”.") % {"word": unknown.typed}
    nearest = _now(" or ").join(_now("“%(word)s”") % {"word": word} for word in unknown.nearest)
    return _now("We do not know the word “%(word)s”. Is it %(nearest)s?") % {"word": unknown.typed, "nearest": nearest}


def _how_many(number: int) -> list[str]:
    if number == receipts.COUNT:
        return []
    return [
        ngettext(
            "There are eight words. Here is %(number)s.",
            "There are eight words. Here are %(number)s.",
            number,
        )
        % {"number": number}
    ]
