"""Saying something, step by step: words, to whom, how far, approve. The same for a visitor and for a person.

A visitor's words travel in hidden fields, a person's in a sealed draft. Nothing of it is believed before the form of its
step has cleaned it, and all four have to be right before anything is sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from viktig.ground import clock
from viktig.ground.people.models import Organisation, Place
from viktig.ground.people.queries import name_and_place
from viktig.ground.privacy.sealing import digest
from viktig.ground.voice.actions import Words
from viktig.ground.voice.classes import Right, Service, SpokenBy, Transition
from viktig.ground.voice.forms import ApproveForm, MintedForm, ReceiverForm, WayForm, WordsForm, minted
from viktig.ground.voice.models import Kind, Publication, VoiceLevel
from viktig.ground.voice.plain import chain_in_words
from viktig.ground.voice.queries import chain_from, places_to_choose, published_of, receivers
from viktig.ground.words.areas import LifeArea

CLASSES: dict[str, Any] = {"service": Service, "right": Right, "transition": Transition}
FIELDS = {
    "words": ("words", "area", "place", "kind", "level", *CLASSES, "spoken_by"),
    "to": ("to",),
    "way": ("levels",),
    "check": ("may_publish", "serious", "may_print"),
}
STEPS = tuple(FIELDS)
KEPT = (*(name for names in FIELDS.values() for name in names), "receipt", "same_as")


def me_too(published: Publication) -> dict[str, str]:
    """Return what is filled in for somebody to whom the same has happened: they need not tell it again.

    Their own voice goes to the same place with an answer and a judgement of its own.
    """
    words = _("The same has happened to me. Someone said: “%(words)s”") % {"words": published.words}
    return {
        "words": words,
        "area": published.area,
        "place": published.place_id,
        "kind": published.kind,
        "level": VoiceLevel.SERVICE,
        "to": str(published.organisation_id),
        "levels": str(len(chain_from(published.organisation))),
        "same_as": str(published.pk),
    }


@dataclass(frozen=True)
class Telling:
    """What somebody is about to say. given: text by field name, from hidden fields or a draft, not yet believed.

    own: the place where a person lives, if they said so. from_work: they may speak from their work with people.
    """

    given: Mapping[str, str]
    language: str
    own: Place | None = None
    from_work: bool = False

    # The forms ----------------------------------------------------------------------------------------------------------

    def form(self, step: str) -> forms.Form:
        """Return the form of a step, filled with what was given, to be checked. Needs the steps before to be right."""
        return self._checked[step] if step in self._checked else self._checked.setdefault(step, self._make(step, True))

    def blank(self, step: str) -> forms.Form:
        """Return the form of a step as it is first shown: what was given before is in it, and nothing is called wrong."""
        return self._make(step, False)

    def unfinished(self, before: str = "") -> str:
        """Return the first step that is not right yet, of those before a step or of all; empty, if all are."""
        steps = STEPS[: STEPS.index(before)] if before else STEPS
        return next((step for step in steps if not self.form(step).is_valid()), "")

    def hidden(self, step: str) -> dict[str, str]:
        """Return what a page of this step carries along: all that was given at the others, and the receipt."""
        others = {name: value for name, value in self.given.items() if name in KEPT and name not in FIELDS[step]}
        return others | {"receipt": self.signed_receipt}

    @cached_property
    def _checked(self) -> dict[str, forms.Form]:
        return {}

    def _make(self, step: str, bound: bool) -> forms.Form:
        data = self.given if bound else None
        initial = {name: self.given[name] for name in FIELDS[step] if self.given.get(name)}
        if step == "words":
            initial = ({"place": self.own.pk} if self.own else {}) | initial
            as_relative = self.given.get("spoken_by") == SpokenBy.RELATIVE
            return WordsForm(
                data, initial=initial, places=self._places, from_work=self.from_work, as_relative=as_relative
            )
        if step == "to":
            if self.suggested:
                initial = {"to": str(self.suggested.pk)} | initial
            return ReceiverForm(data, initial=initial, labels=self._labels)
        if step == "way":
            chain = self.chain
            whole = {"levels": str(len(chain))}
            if len(chain) == 1:
                return WayForm(dict(self.given) | whole if bound else None, initial=whole, chain=chain)
            return WayForm(data, initial=whole | initial, chain=chain)
        way = self.chain[: self.form("way").cleaned_data["levels"]]
        return ApproveForm(data, initial=initial, by_letter=[one for one in way if not one.answers_here])

    # What is known so far ---------------------------------------------------------------------------------------------

    @cached_property
    def place(self) -> Place:
        """Return the chosen place."""
        code = self.form("words").cleaned_data["place"]
        return next(one for one in self._places if one.pk == code)

    @cached_property
    def _places(self) -> list[Place]:
        return places_to_choose(language=self.language, own=self.own)

    @cached_property
    def receivers(self) -> list[Organisation]:
        """Return who can answer there, the likeliest first."""
        return receivers(place=self.place, area=self.form("words").cleaned_data["area"])

    @property
    def suggested(self) -> Organisation | None:
        """Return the organisation that answers for this life area nearest by, if there is one."""
        area = self.form("words").cleaned_data["area"]
        return next((one for one in self.receivers[:1] if area in one.areas), None)

    @property
    def _labels(self) -> list[tuple[Organisation, str]]:
        area = LifeArea(self.form("words").cleaned_data["area"]).label
        labels = []
        for one in self.receivers:
            label = name_and_place(one)
            if one == self.suggested:
                names = {"name": label, "area": area}
                label = _("%(name)s. We suggest this one: it answers for “%(area)s”.") % names
            labels.append((one, label))
        return labels

    @cached_property
    def organisation(self) -> Organisation:
        """Return the chosen receiver."""
        chosen = self.form("to").cleaned_data["to"]
        return next(one for one in self.receivers if str(one.pk) == chosen)

    @cached_property
    def chain(self) -> list[Organisation]:
        """Return the whole chain that it may climb, the receiver first."""
        return chain_from(self.organisation)

    def chain_in_words(self, levels: int | None = None) -> list[str]:
        """Return the way it may go, a sentence a step; the whole chain, or as far as it was let go."""
        return chain_in_words(self.chain, levels=levels or len(self.chain), today=clock.today())

    def shown_at(self, step: str) -> dict[str, Any]:
        """Return what a page of this step tells about the steps before it."""
        if step == "way":
            return {"sentences": self.chain_in_words()}
        if step != "check":
            return {}
        clean = self.form("words").cleaned_data
        return {
            "sentences": self.chain_in_words(self.form("way").cleaned_data["levels"]),
            "words": clean["words"],
            "area": LifeArea(clean["area"]).label,
            "kind": Kind(clean["kind"]).label,
            "level": VoiceLevel(clean["level"]).label,
            "classes": [str(one(clean[name]).label) for name, one in CLASSES.items() if clean[name]],
            "spoken_from_work": clean.get("spoken_by") == SpokenBy.WORK,
            "spoken_as_relative": clean.get("spoken_by") == SpokenBy.RELATIVE,
            "has_ways": len(self.chain) > 1,
        }

    @property
    def fingerprint(self) -> str:
        """Return what a page to approve carries along: another one, if something was changed elsewhere meanwhile."""
        shown = [self.form(step).cleaned_data for step in STEPS[:-1]]
        return digest(json.dumps(shown, sort_keys=True), purpose="approved-words")[:32]

    @cached_property
    def same_as(self) -> Publication | None:
        """Return what was published that this says again, if it is still told to the one who was told then."""
        return published_of(self.given.get("same_as", ""), said_to=self.organisation)

    # The receipt and the sending ----------------------------------------------------------------------------------------

    @cached_property
    def _minted(self) -> MintedForm:
        return MintedForm({"receipt": self.given.get("receipt", "")})

    @property
    def is_ours(self) -> bool:
        """Say whether the receipt is one that we minted with the form, unchanged."""
        return self._minted.is_valid()

    @cached_property
    def signed_receipt(self) -> str:
        """Return the receipt to carry along: the one that came, or a new one where none came or it was changed."""
        return self.given["receipt"] if self.is_ours else minted(self.language)

    @property
    def receipt(self) -> str:
        """Return the eight words. Raises LookupError where they are not ours."""
        if not self.is_ours:
            raise LookupError("no receipt of ours")
        return str(self._minted.cleaned_data["receipt"])

    def words(self) -> Words:
        """Return what is to be sent. Needs every step to be right."""
        clean = self.form("words").cleaned_data
        return Words(
            kind=clean["kind"],
            level=clean["level"],
            area=clean["area"],
            language=self.language,
            words=clean["words"],
            to=str(self.organisation.pk),
            levels=self.form("way").cleaned_data["levels"],
            may_publish=self.form("check").cleaned_data["may_publish"],
            serious=self.form("check").cleaned_data["serious"],
            spoken_by=clean.get("spoken_by") or SpokenBy.SELF.value,
            **{name: clean[name] for name in CLASSES},
            may_print=bool(self.form("check").cleaned_data.get("may_print")),
            same_as=str(self.same_as.pk) if self.same_as else "",
        )
