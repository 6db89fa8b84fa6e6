"""What comes from the browser in this room. Rules that are told to the person stand in `actions`."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from viktig.ground import clock
from viktig.ground.privacy.uploads import PictureField
from viktig.person.mandates.kinds import Given, Ground, Kind, Power, Reason, Way
from viktig.person.mandates.models import Consent, Demand, Mandate, Passed

LONG = 20_000


def label_of(model: Any, field: str) -> Any:
    """Return the words a model has for a column."""
    return model._meta.get_field(field).verbose_name


def line(model: Any, field: str, *, required: Any = "", help_text: Any = "", name: str = "off") -> forms.CharField:
    """Return a field for one line. required: what is said when it is empty, if it may not be. name: for autocomplete."""
    return forms.CharField(
        label=label_of(model, field),
        max_length=300,
        required=bool(required),
        help_text=help_text,
        error_messages={"required": required} if required else None,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": name}),
    )


def lines(model: Any, field: str, *, rows: int = 3, required: Any = "", help_text: Any = "") -> forms.CharField:
    """Return a field for longer words. required: as in `line`."""
    return forms.CharField(
        label=label_of(model, field),
        max_length=LONG,
        required=bool(required),
        help_text=help_text,
        error_messages={"required": required} if required else None,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


def day(label: Any, *, help_text: Any = "", required: bool = True) -> forms.DateField:
    """Return a field for a day, chosen in the browser's own calendar."""
    missing = _("Choose a day.")
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        error_messages={"required": missing, "invalid": missing},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def ticks(label: Any, choices: Any, *, missing: Any, help_text: Any) -> forms.MultipleChoiceField:
    """Return a field with one tick for each thing. Nothing is ticked beforehand, and nothing ticks them all."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        error_messages={"required": missing},
        widget=forms.CheckboxSelectMultiple,
    )


class Minted(forms.Form):
    """A form with an id of its own from the start, so that sending it twice makes one thing."""

    new_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"new_id": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class WhoForm(forms.Form):
    """Who may act, towards which body, in which matter, from when until when. fixed: the body and office cannot change."""

    holder_name = line(
        Mandate,
        "holder_name",
        required=_("Write the name of the one who may act for you."),
        help_text=_("One person, with first name and last name. A department cannot act for you."),
    )
    holder_from = line(Mandate, "holder_from", help_text=_("For instance the organisation of your ombud."))
    holder_phone = line(Mandate, "holder_phone")
    body = line(
        Mandate,
        "body",
        required=_("Write which body it is for."),
        help_text=_("Only one. Another body needs a paper of its own."),
    )
    office = line(Mandate, "office", help_text=_("As exactly as you know. It helps the paper to the right desk."))
    matter = lines(Mandate, "matter", required=_("Write what it is about. A few words are enough."))
    starts_on = day(label_of(Mandate, "starts_on"))
    until = day(
        label_of(Mandate, "until"),
        help_text=_("It ends by itself after this day. You can take it back before, whenever you want."),
    )

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed:
            del self.fields["body"], self.fields["office"]


class NewMandateForm(WhoForm, Minted):
    """The same, for a new one."""


class WrittenWhoForm(WhoForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WhatForm(forms.Form):
    """What somebody may do, with which information, and what the paper says about the giver."""

    powers = ticks(
        _("What may they do for you?"),
        Power.choices,
        missing=_("Choose at least one thing that they may do."),
        help_text=_("One tick for each thing. What you do not tick, they may not do."),
    )
    information = lines(
        Mandate,
        "information",
        rows=2,
        help_text=_(
            "For instance: how far my application is. If they may get information, letters or documents, say which."
        ),
    )
    limits = lines(Mandate, "limits", rows=2, help_text=_("For instance: nothing about my health."))
    giver_name = line(Mandate, "giver_name", required=_("Write your name for the paper."), name="name")
    birth_date = day(
        label_of(Mandate, "birth_date"),
        required=False,
        help_text=_("Only if you want it on the paper. Never write your national identity number here."),
    )
    language = forms.ChoiceField(label=_("The language of the paper"), choices=settings.LANGUAGES)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def values(self) -> dict[str, Any]:
        """Return what the action takes, once the form is valid."""
        born: date | None = self.cleaned_data["birth_date"]
        return self.cleaned_data | {"birth_date": born.isoformat() if born else ""}


class SignForm(forms.Form):
    """A name under a paper. way: as the form says; picture: drawn, or the photo of a signed paper."""

    way = forms.ChoiceField(choices=Way.choices, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    picture = PictureField(
        label=_("A photo of the signed paper"),
        help_text=_("Take a photo with your telephone, or choose one. At most 10 MB."),
        required=False,
    )


class HandInForm(forms.Form):
    on = day(_("When did you hand it in?"))
    to = line(Mandate, "delivered_to", help_text=_("For instance: in the reception, or by letter."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class AnsweredForm(forms.Form):
    """What the body said: yes, or no and why."""

    answer = forms.ChoiceField(
        label=_("What did they answer?"),
        choices=[("yes", _("They accept it")), ("no", _("They do not accept it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they answered.")},
    )
    on = day(_("When did they answer?"))
    reason = forms.ChoiceField(
        label=_("If they said no: what was their reason?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    words = lines(Mandate, "reason_words", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the answer was no."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == "no" and not cleaned.get("reason"):
            self.add_error("reason", _("Choose what they said, or that they gave no reason."))
        return cleaned


class ConsentForm(Minted):
    """Who may tell whom, what, what for, until when. Two buttons send it: yes, and not shared."""

    use_required_attribute = False  # what "not shared" needs is less

    teller = line(
        Consent,
        "teller",
        required=_("Write who may tell."),
        help_text=_("A body, and the role there if you know it. For instance: the doctor at the clinic."),
    )
    hearer = line(
        Consent,
        "hearer",
        required=_("Write who may be told."),
        help_text=_("One body, role or person. Another one needs a yes of its own."),
    )
    kinds = ticks(
        _("What may they tell?"),
        Kind.choices,
        missing=_("Choose at least one thing that it is about."),
        help_text=_("One tick for each thing. What you do not tick, they may not tell."),
    )
    other = line(Consent, "other")
    purpose = lines(
        Consent, "purpose", rows=2, required=_("Say in a few words what it is for."), help_text=_("In a few words.")
    )
    way = forms.ChoiceField(
        label=_("How do you say yes?"),
        choices=Given.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you say it.")},
    )
    witness = line(Consent, "witness", help_text=_("Only if you said it, and someone heard it."))
    until = day(
        label_of(Consent, "until"),
        help_text=_("It ends by itself after this day. You can take it back before, whenever you want."),
    )


class PassedForm(Minted):
    words = line(Passed, "words", required=_("Write what was passed on."))
    on = day(label_of(Passed, "on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class DemandForm(Minted):
    body = line(Demand, "body", required=_("Write who demanded it."))
    ground = forms.ChoiceField(
        label=_("Did they say why?"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest.")},
    )
    words = lines(Demand, "words")
