"""As much of JSON Schema 2020-12 as our schema uses; a word of it that is not known here is an error."""

import base64
import binascii
import re
from typing import Any

BEGINS = {"image/jpeg": b"\xff\xd8\xff"}
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
KNOWN = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const", "contentEncoding", "contentMediaType",
    "description", "enum", "items", "pattern", "properties", "required", "title", "type",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "$") -> list[str]:
    """Return what is wrong with a value, each with its place; nothing, if it is as the schema says."""
    if unknown := set(schema) - KNOWN:
        raise NotImplementedError(f"{where}: {unknown}")
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, where)
    if "anyOf" in schema:
        return [] if any(not faults(value, one, root) for one in schema["anyOf"]) else [f"{where}: {value!r}"]
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, TYPES[one]) for one in types):
        return [f"{where} is {type(value).__name__}"]
    found = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{where} is {value!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is {value!r}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{where} is {value!r}")
    if "contentEncoding" in schema and not is_encoded(value, schema):
        found.append(f"{where} is no {schema['contentMediaType']}")
    if isinstance(value, list):
        for place, one in enumerate(value):
            found += faults(one, schema["items"], root, f"{where}[{place}]")
    if isinstance(value, dict):
        found += [f"{where}.{name} is missing" for name in schema.get("required", []) if name not in value]
        for name, one in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
            if inner is False:
                found.append(f"{where}.{name} is not in the schema")
            elif inner is not True:
                found += faults(one, inner, root, f"{where}.{name}")
    return found


def is_encoded(value: str, schema: dict[str, Any]) -> bool:
    """Say whether a text is base64 of a file that begins as its media type does."""
    try:
        content = base64.b64decode(value, validate=True)
    except binascii.Error:
        return False
    return schema["contentEncoding"] == "base64" and content.startswith(BEGINS[schema["contentMediaType"]])
