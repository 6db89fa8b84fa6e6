"""A bundle that another program made: what of it a person can read. Codes that we do not know are kept as their text."""

from collections.abc import Iterable, Mapping
from typing import Any

# Where a resource says in words what it is about, in the order in which one would read it.
FIRST = ("title", "description", "text", "display", "status", "lifecycleStatus", "start", "date", "authored")
UNREAD = {
    "resourceType",
    "id",
    "meta",
    "extension",
    "reference",
    "system",
    "url",
    "linkId",
    "div",
    "contentType",
    "data",
}
NOT_ABOUT_A_LIFE = {"Patient", "Binary", "Bundle", "OperationOutcome", "Provenance"}
LONGEST = 20_000
DEEPEST = 12


def texts_in(resources: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what each resource says, one text for each; a resource that says nothing in words is left out."""
    found = []
    for resource in resources:
        if resource.get("resourceType") in NOT_ABOUT_A_LIFE:
            continue
        said = list(dict.fromkeys(_words(resource)))
        if said:
            found.append("\n".join([str(resource.get("resourceType", "")), *said]).strip()[:LONGEST])
    return found


def _words(value: Any, depth: int = 0) -> list[str]:
    if depth > DEEPEST:
        return []
    if isinstance(value, Mapping):
        names = sorted(set(value) - UNREAD, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
        return [text for name in names for text in _words(value[name], depth + 1)]
    if isinstance(value, list):
        return [text for inner in value for text in _words(inner, depth + 1)]
    text = value.replace("\0", "").strip() if isinstance(value, str) else ""
    return [text] if text else []
