"""Drafts: words that somebody is writing, kept sealed until the form is sent (design.md 1, rule 8)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from viktig.ground.privacy.models import Draft

MOST_FIELDS, LONGEST, LONGEST_NAME = 40, 400_000, 120


class NotADraft(ValueError):
    """What came is no draft of a form."""


def keep(*, who: UUID, form: str, words: Any) -> None:
    """Keep what whoever acts has written in a form so far. words: text by field name. Raises NotADraft."""
    if not form or len(form) > LONGEST_NAME or not isinstance(words, dict) or len(words) > MOST_FIELDS:
        raise NotADraft("form")
    if not all(isinstance(one, str) and len(one) <= LONGEST for pair in words.items() for one in pair):
        raise NotADraft("words")
    draft = Draft.unguarded.filter(person_id=who, form=form).first() or Draft(person_id=who, form=form)
    draft.words = words
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:  # the first letters came twice at once, and the other one made the row
        draft = Draft.unguarded.get(person_id=who, form=form)
        draft.words = words
        draft.save()


def kept(*, who: UUID, form: str) -> dict[str, str]:
    """Return what whoever acts wrote in a form and did not send; nothing, if nothing."""
    return kept_in(who=who, forms=[form])[form]


def kept_in(*, who: UUID, forms: Collection[str]) -> dict[str, dict[str, str]]:
    """Return what whoever acts wrote in several forms and did not send, by form, in one query."""
    found = {one.form: dict(one.words) for one in Draft.unguarded.filter(person_id=who, form__in=forms)}
    return {form: found.get(form, {}) for form in forms}


def forget(*, who: UUID, form: str) -> None:
    """Forget a draft: the form was sent, or the person threw it away."""
    Draft.unguarded.filter(person_id=who, form=form).delete()
