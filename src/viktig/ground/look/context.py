"""What every page needs: help numbers, the way out, the doors, the languages."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from viktig.ground.access.queries import works_somewhere
from viktig.ground.cards.middleware import STAY
from viktig.ground.look.profiles import PLACE, PROFILES, Profile
from viktig.ground.people.models import Account
from viktig.ground.people.queries import NO_COUNTRY, CountryProfile, country_profile
from viktig.ground.privacy.addresses import is_public


@dataclass(frozen=True)
class Door:
    """A way into a room: name of its address with what it takes, and the room as `data-room` says it."""

    name: str
    label: Any
    text: Any = ""
    room: str = ""
    args: tuple[str, ...] = ()


DOORS = (
    Door(
        "system:tell",
        _("Say what is important"),
        _("To someone who must answer. You need no name."),
        "system/voices",
    ),
    Door("system:answers", _("Read your answer"), _("With the eight words you got when you said it."), "system/voices"),
    Door(
        "system:changes",
        _("You said, we did"),
        _("What people said, what the services answered, and whether it became better."),
        "system/voices",
    ),
    Door(
        "person:me",
        _("My page"),
        _("What matters to you, and a personal ombud if you want one. Only you see it."),
        "person/mine",
    ),
)
FIGURES = Door("system:figures", _("Figures"), room="system/figures")
OMBUD = Door(
    "person:ombud-own", _("A personal ombud"), _("Someone who walks beside you. You choose who it is."), "person/ombud"
)
OWN_DOORS = (
    Door("person:me", _("My page"), room="person/mine"),
    Door("person:matters-own", _("What matters to me"), room="person/matters"),
    Door("person:plan-own", _("My plan"), room="person/plan"),
    Door("person:ombud-own", _("My ombud"), room="person/ombud"),
    Door("person:said", _("What I have said"), room="person/said"),
    Door("person:sharing-overview", _("Who sees what"), room="person/sharing"),
)
# The rooms of one's life that the menu does not hold: the way to them is on one's own page.
MORE_OF_MINE: tuple[Door, ...] = (
    Door(
        "person:meetings-own",
        _("My meetings"),
        _("You decide who comes and what you talk about."),
        "person/meetings",
    ),
    Door(
        "person:group-own",
        _("Those around me"),
        _("Who helps you, what is said between you, and what must be clear before a change."),
        "person/group",
    ),
    Door(
        "person:choices-own",
        _("My choices"),
        _("Look at something you have to choose, in peace, and what each way would mean for you."),
        "person/choices",
    ),
    Door(
        "person:progress-own",
        _("How is it going?"),
        _("Goals of your own, from 0 to 10, and what will be different."),
        "person/progress",
    ),
    Door(
        "person:well-own",
        _("What keeps me well"),
        _("What I am good at, what I do to stay well, a crisis card, a diary."),
        "person/well",
    ),
    Door(
        "person:well-words",
        _("Help to find words"),
        _("Pictures and short sentences to begin with, and ways to write without typing."),
        "person/well",
    ),
    Door(
        "person:mandates-own",
        _("Who acts for me"),
        _("Who may speak for you at an office, and what offices may tell each other."),
        "person/mandates",
    ),
    Door(
        "person:stories",
        _("What helped me"),
        _("Tell others what you chose and how it went, without your name. Read what they have told."),
        "person/stories",
    ),
    Door(
        "person:relatives",
        _("For you who stand close to someone"),
        _("What a relative can know, and what there is for you."),
        "person/relatives",
    ),
)
TASKS = Door("ground:tasks", _("What waits for me"), room="ground/notify")


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html needs. On a public page nothing depends on who is signed in."""
    profile = profile_for(get_language() or settings.LANGUAGE_CODE)
    here = PROFILES.get(settings.VIKTIG_PLACE)
    doors = doors_of(here) if here else DOORS
    return {
        "here": here,
        "open_rooms": dict.fromkeys(settings.VIKTIG_ROOMS, True),
        "doors": doors,
        "menu": (*doors, FIGURES),
        "own_doors": SimpleLazyObject(lambda: own_doors(request)),
        "help_numbers": profile.help_numbers,
        "leave_url": profile.leave_url,
        "is_public": is_public(request.path),
        "short_stay": SimpleLazyObject(lambda: STAY in getattr(request, "session", {})),
    }


def doors_of(here: Profile) -> tuple[Door, ...]:
    """Return the doors that a place opens, in its order."""
    own = Door(PLACE, here.label, here.text, "system/places", (here.slug,))
    known = {door.name: door for door in (*DOORS, OMBUD, own)}
    return tuple(known[name] for name in here.doors)


def own_doors(request: HttpRequest) -> tuple[Door, ...]:
    """Return the ways of whoever is signed in; those who work for an organisation begin with what waits for them."""
    works = isinstance(request.user, Account) and works_somewhere(request.user.who)
    return (TASKS, *OWN_DOORS) if works else OWN_DOORS


def profile_for(language: str) -> CountryProfile:
    """Return the profile of our own country, else of a language's, read once a day: its numbers are dated.

    A page that says what went wrong needs it too, when the database does not answer.
    """
    try:
        return _profile(language, timezone.localdate().toordinal())
    except DatabaseError:
        return NO_COUNTRY


@lru_cache(maxsize=16)
def _profile(language: str, day: int) -> CountryProfile:
    return country_profile(language, settings.VIKTIG_COUNTRY)
