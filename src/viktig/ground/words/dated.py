"""Dated reference data in a room's own YAML file: what a law or a body says, from when, until when, looked up when.

Each entry carries `valid_from` and `valid_to`; either may be missing or empty, where nobody knows or nothing ends it.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

SPOKEN_IN = {"sv": "SE"}


@cache
def read(path: Path) -> Any:
    """Return what a file says. It is read once a process."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def holds(entry: Mapping[str, Any], day: date) -> bool:
    """Say whether an entry holds on a day."""
    return bool((entry.get("valid_from") or date.min) <= day <= (entry.get("valid_to") or date.max))


def country_for(lives_in: str, language: str) -> str:
    """Return the country whose rules to show: where somebody lives, else our own, else where their language is spoken."""
    return str(lives_in or settings.VIKTIG_COUNTRY or SPOKEN_IN.get(language, "NO"))
