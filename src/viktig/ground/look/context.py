"""What every page needs: help numbers, the way out, the doors, the languages."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from viktig.ground.people.queries import CountryProfile, country_profile
from viktig.ground.privacy.addresses import is_public


@dataclass(frozen=True)
class Door:
    """A way from the start page into a room that is there. name: of its address."""

    name: str
    label: Any
    text: Any


DOORS = (
    Door("system:tell", _("Say what is important"), _("To somebody who must answer. You need no name.")),
    Door("system:answers", _("Read your answer"), _("With the eight words you got when you said it.")),
    Door(
        "system:changes",
        _("You said, we did"),
        _("What people said, what the services answered, and whether it became better."),
    ),
    Door("person:me", _("My page"), _("What matters to you, and a personal ombud if you want one. Only you see it.")),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html needs. On a public page nothing depends on who is signed in."""
    profile = profile_for(get_language() or settings.LANGUAGE_CODE)
    return {
        "doors": DOORS,
        "help_numbers": profile.help_numbers,
        "leave_url": profile.leave_url,
        "languages": settings.LANGUAGES,
        "is_public": is_public(request.path),
    }


def profile_for(language: str) -> CountryProfile:
    """Return the country profile for a language, read once a day: its numbers are dated."""
    return _profile(language, timezone.localdate().toordinal())


@lru_cache(maxsize=16)
def _profile(language: str, day: int) -> CountryProfile:
    return country_profile(language)
