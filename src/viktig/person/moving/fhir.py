"""What moves as a FHIR R4 (4.0.1) bundle that other programs read. Pure: rows as values in, resources out.

What FHIR has a place for stands there in its own words: goals, plan, those around, consents, answers, meetings. All of it,
also what FHIR has no place for, lies once more in a Binary, from which another Viktig makes the same rows again.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from viktig.person.moving.fhir_parts import PARTS, Resource, Rows, beside, reference

FORMAT, VERSION = "viktig-moving", 1
JSON = "application/json"


def bundle_of(rows: Rows, *, who: str, name: str, made_at: str) -> Resource:
    """Return a Bundle of type collection. rows: from `queries.rows_of`; who: the id of the person's page; name: or empty."""
    resources = [_patient(who, name), *(one for part in PARTS for one in part(rows, who)), _binary(rows, who)]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": made_at,
        "entry": [{"fullUrl": reference(one["id"])["reference"], "resource": one} for one in resources],
    }


def rows_in(bundle: Mapping[str, Any]) -> Any:
    """Return the rows that a bundle of ours carries; None for a bundle that another program made."""
    for resource in resources_in(bundle):
        if resource.get("resourceType") == "Binary" and resource.get("contentType") == JSON:
            try:
                found = json.loads(base64.b64decode(resource.get("data", ""), validate=True))
            except (ValueError, TypeError, RecursionError):
                continue
            if isinstance(found, dict) and found.get("format") == FORMAT and found.get("version") == VERSION:
                return found.get("rows")
    return None


def resources_in(bundle: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the resources of a bundle; what is no resource is left out."""
    entries = bundle.get("entry")
    found = [one.get("resource") for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return [one for one in found if isinstance(one, dict)]


def _patient(who: str, name: str) -> Resource:
    return {"resourceType": "Patient", "id": who} | ({"name": [{"text": name}]} if name else {})


def _binary(rows: Rows, who: str) -> Resource:
    content = json.dumps({"format": FORMAT, "version": VERSION, "rows": rows}, ensure_ascii=False)
    return {
        "resourceType": "Binary",
        "id": beside(who, "binary"),
        "contentType": JSON,
        "data": base64.b64encode(content.encode()).decode(),
    }
