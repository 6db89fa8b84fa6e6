"""The person's own words beside what others wrote: `{% load notes %}`, then `{% own_note thing "room" %}` below it."""

from typing import Any

from django import template
from django.template.context import Context

from viktig.ground.people.models import Account
from viktig.ground.privacy.queries import note_beside

register = template.Library()


@register.inclusion_tag("person/notes/templates/beside.html", takes_context=True)
def own_note(context: Context, thing: Any, room: str) -> dict[str, Any]:
    """Show the person's own note beside a row that somebody else wrote, and to the person the way to write it.

    thing: the row (ids `pk` and `person_id`). room: the one under which `ground.privacy.beside` finds it. All notes of a
    room are one query, however many rows a page has.
    """
    account = context["request"].user
    return {
        "note": note_beside(thing.person_id, room, thing.pk),
        "is_own": isinstance(account, Account) and account.who == thing.person_id,
        "room": room,
        "item": thing.pk,
    }
