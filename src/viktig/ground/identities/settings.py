"""Which identity providers the operator has named, read from the environment. Knows nothing of Django."""

from collections.abc import Mapping
from typing import Any

from viktig.ground.commands import Refused

PREFIX = "VIKTIG_OIDC"


def read_providers(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what `oidc.Provider` takes, one for each name in VIKTIG_OIDC. Raises Refused for one that is not whole."""
    return [_read(name, environment) for name in environment.get(PREFIX, "").replace(",", " ").split()]


def _read(name: str, environment: Mapping[str, str]) -> dict[str, Any]:
    if not (name.isascii() and name.isalnum() and name.islower()) or name == "begin" or len(name) > 20:
        raise Refused(f"{PREFIX} names {name!r}: use small letters and digits only, at most 20.")
    said = {
        part: environment.get(f"{PREFIX}_{name.upper()}_{part}", "") for part in ("ISSUER", "CLIENT", "KEY", "LEVELS")
    }
    for part, value in said.items():
        if not value:
            raise Refused(f"{PREFIX}_{name.upper()}_{part} is not set. docs/operate.md says what it is.")
    dpop = environment.get(f"{PREFIX}_{name.upper()}_DPOP", "")
    if dpop not in {"", "0", "1"}:
        raise Refused(f"{PREFIX}_{name.upper()}_DPOP is {dpop!r}. It is 1 where the provider demands DPoP, else 0.")
    return {
        "name": name,
        "label": environment.get(f"{PREFIX}_{name.upper()}_LABEL", name),
        "issuer": said["ISSUER"],
        "client_id": said["CLIENT"],
        "key": said["KEY"],
        "levels": tuple(said["LEVELS"].replace(",", " ").split()),
        "scope": environment.get(f"{PREFIX}_{name.upper()}_SCOPE", "openid"),
        "dpop": dpop == "1",
    }
