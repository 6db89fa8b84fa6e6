"""All that lies about a person, gathered from the rooms; and what my page shows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone

from viktig.ground.cards.queries import card_of
from viktig.ground.people.models import Account, Membership, Person, Place
from viktig.ground.privacy.erasure import account_of
from viktig.ground.privacy.models import Draft
from viktig.person.choices.queries import export_choices
from viktig.person.group.queries import export_group
from viktig.person.mandates.export import export_mandates
from viktig.person.matters.queries import export_matters
from viktig.person.meetings.export import export_meetings
from viktig.person.notes.queries import export_notes
from viktig.person.ombud.queries import export_ombud
from viktig.person.plan.export import export_plan
from viktig.person.progress.queries import export_progress
from viktig.person.said.queries import export_said
from viktig.person.sharing.export import export_sharing
from viktig.person.stories.queries import export_stories
from viktig.person.waiting.queries import export_waiting
from viktig.person.well.queries import export_well

FORMAT, VERSION = "viktig-my-data", 1

# What each room holds about a person. A room that comes later adds its line here, in my-data.schema.json and in
# docs/my-data.md.
ROOMS: dict[str, Callable[[UUID], Any]] = {
    "choices": export_choices,
    "matters": export_matters,
    "meetings": export_meetings,
    "plan": export_plan,
    "ombud": export_ombud,
    "progress": export_progress,
    "group": export_group,
    "said": export_said,
    "mandates": export_mandates,
    "sharing": export_sharing,
    "own_notes": export_notes,
    "stories": export_stories,
    "waiting": export_waiting,
    "well": export_well,
}


def everything(who: UUID) -> dict[str, Any]:
    """Return all that lies in Viktig about whoever acts, as docs/my-data.md describes it: text, numbers, ISO dates."""
    person = Person.unguarded.select_related("place").get(pk=who)
    account = account_of(person)
    work = Membership.unguarded.filter(who=who).select_related("organisation").order_by("organisation__name", "role")
    drafts = Draft.unguarded.filter(person_id=who).order_by("changed_at")
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now().isoformat(),
        "person": {"id": str(who), "name": person.name, "place": person.place.name if person.place else None},
        "account": _account(account) if account else None,
        "work": [{"organisation": one.organisation.name, "role": one.role, "known_as": one.shown_as} for one in work],
        **{room: export(who) for room, export in ROOMS.items()},
        "drafts": [{"form": one.form, "words": one.words, "changed_at": one.changed_at.isoformat()} for one in drafts],
    }


def _account(account: Account) -> dict[str, Any]:
    card = card_of(account)
    return {"email": account.email, "language": account.language, "key_card_on": card.made_on if card else None}


def places() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the places one can live in, by country and name: (country, [(code, name)])."""
    found: dict[str, list[tuple[str, str]]] = {}
    for place in Place.unguarded.select_related("country", "parent"):
        name = f"{place.name} ({place.parent.name})" if place.parent_id and place.parent else place.name
        found.setdefault(place.country.name, []).append((place.code, name))
    return [(country, sorted(found[country], key=lambda pair: pair[1].casefold())) for country in sorted(found)]
