"""What `viktig doctor` finds in the settings, before anything is asked of a server."""

import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from croniter import croniter

from viktig.ground.commands import Refused
from viktig.ground.database import secrets
from viktig.ground.database.findings import Finding, looked_at, worth_knowing
from viktig.ground.look.profiles import PROFILES
from viktig.ground.rooms import ROOMS, chosen

Settings = Mapping[str, str]

NEEDED = {
    "DATABASE_URL": "the database, with the login that serves web and worker",
    "VIKTIG_KEYS_URL": "the key store, with the login that serves web and worker",
    "VIKTIG_SECRET_KEY": "signs sessions and forms",
    "VIKTIG_MASTER_KEY": "seals all other keys",
}
FOR_OWNER = {
    "DATABASE_OWNER_URL": "the database, with the login that owns it: migrate, backup, restore",
    "VIKTIG_KEYS_OWNER_URL": "the key store, with the login that owns it: migrate, backup, restore",
}
HERE = {"127.0.0.1", "localhost", "::1"}
SECONDS = 3


def settings_findings(env: Settings) -> Iterator[Finding]:
    """Yield what is found in the environment, in the order in which it is put right."""
    for name, purpose in NEEDED.items():
        yield looked_at(f"{name}, {purpose}", None if env.get(name) else "it is not set.")
    for name, purpose in FOR_OWNER.items():
        yield worth_knowing(f"{name}, {purpose}", None if env.get(name) else "it is not set here.")
    yield looked_at("the two secrets are 32 random bytes each", _secrets(env))
    yield looked_at("the logins of the application and of the owner differ", _logins(env))
    yield looked_at("data and keys lie in two databases", _databases(env))
    yield looked_at("VIKTIG_URL is the public address, with HTTPS", _address(env))
    yield looked_at("VIKTIG_HOSTS names the host of VIKTIG_URL", _hosts(env))
    yield worth_knowing("VIKTIG_PROXIED says that a proxy stands before the pages", _proxied(env))
    yield looked_at("VIKTIG_EMAIL_FROM is an address of yours", _sender(env))
    yield looked_at("letters to another machine go encrypted (VIKTIG_EMAIL_TLS)", _letters(env))
    yield looked_at("the mail server answers", _mail_server(env))
    yield looked_at("VIKTIG_STATIC is a folder that can be written", _static(env))
    yield looked_at("VIKTIG_DELIVER is a time in the form of cron", _deliver(env))
    yield looked_at("VIKTIG_ROOMS names rooms that go together", _rooms(env))
    yield worth_knowing("every room is on", _rooms_off(env))
    yield worth_knowing("VIKTIG_COUNTRY says whose numbers to ring stand on every page", _country(env))


def is_complete(found: list[Finding]) -> bool:
    """Say whether enough is set, and rightly, to ask the databases."""
    return all(one.is_well is not False for one in found[: len(NEEDED) + len(FOR_OWNER) + 1])


def _rooms(env: Settings) -> str | None:
    try:
        _rooms_on(env)
    except Refused as refusal:
        return str(refusal)
    return None


def _rooms_off(env: Settings) -> str | None:
    try:
        on = _rooms_on(env)
    except Refused:
        return "see above."
    off = [f"{name} ({room.what})" for name, room in ROOMS.items() if name not in on]
    return f"off are {', '.join(off)}." if off else None


def _rooms_on(env: Settings) -> frozenset[str]:
    profile = PROFILES.get(env.get("VIKTIG_PLACE", ""))
    return chosen(env.get("VIKTIG_ROOMS", ""), usual=profile.rooms if profile else ROOMS)


def _secrets(env: Settings) -> str | None:
    try:
        known = secrets.demanded(env)
    except Refused as refusal:
        return str(refusal)
    return "the two are the same: make each for itself." if len(set(known.values())) < len(known) else None


def _logins(env: Settings) -> str | None:
    for app, owner in (("DATABASE_URL", "DATABASE_OWNER_URL"), ("VIKTIG_KEYS_URL", "VIKTIG_KEYS_OWNER_URL")):
        if env.get(owner) and urlsplit(env.get(app, "")).username == urlsplit(env[owner]).username:
            return f"{app} and {owner} have the same login, so row security would not hold."
    return None


def _databases(env: Settings) -> str | None:
    data, keys = (urlsplit(env.get(name, "")) for name in ("DATABASE_URL", "VIKTIG_KEYS_URL"))
    same = (data.hostname, data.port, data.path, data.query) == (keys.hostname, keys.port, keys.path, keys.query)
    return "both addresses lead to the same one: an erased key would stay in every backup." if same else None


def _address(env: Settings) -> str | None:
    address = env.get("VIKTIG_URL", "")
    if not address:
        return "it is not set: letters would lead to 127.0.0.1."
    found = urlsplit(address)
    if not found.hostname:
        return "it is no address: write it as https://viktig.example.org."
    return (
        None
        if found.scheme == "https" or found.hostname in HERE
        else "it is not https://, so anybody on the way reads."
    )


def _hosts(env: Settings) -> str | None:
    host = urlsplit(env.get("VIKTIG_URL", "")).hostname
    known = env.get("VIKTIG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
    return f"{host} is not there, so every page would be refused." if host and host not in known else None


def _proxied(env: Settings) -> str | None:
    if env.get("VIKTIG_URL", "").startswith("https://") and env.get("VIKTIG_PROXIED") != "1":
        return "it is not 1: everybody who signs in would be counted as one visitor."
    return None


def _sender(env: Settings) -> str | None:
    sender = env.get("VIKTIG_EMAIL_FROM", "")
    if urlsplit(env.get("VIKTIG_URL", "")).hostname in HERE:
        return None
    return None if "@" in sender and not sender.endswith("@localhost") else "it is not, so letters would not arrive."


def _letters(env: Settings) -> str | None:
    host = env.get("VIKTIG_EMAIL_HOST", "127.0.0.1")
    if host in HERE or env.get("VIKTIG_EMAIL_TLS") == "1" or env.get("VIKTIG_EMAIL_BACKEND"):
        return None
    return "set VIKTIG_EMAIL_TLS to 1: the address of somebody who gets a letter says something about them."


def _mail_server(env: Settings) -> str | None:
    if env.get("VIKTIG_EMAIL_BACKEND"):
        return None
    host, port = env.get("VIKTIG_EMAIL_HOST", "127.0.0.1"), env.get("VIKTIG_EMAIL_PORT", "25")
    if not port.isdecimal():
        return f"VIKTIG_EMAIL_PORT is {port!r}, not a number."
    try:
        socket.create_connection((host, int(port)), SECONDS).close()
    except OSError:
        return f"nothing answers at {host}:{port}; nobody could sign in by e-mail."
    return None


def _static(env: Settings) -> str | None:
    given = env.get("VIKTIG_STATIC")
    if given is None:
        return None
    folder = Path(given)
    place = next(one for one in (folder, *folder.parents) if one.exists())
    return (
        None if place.is_dir() and os.access(place, os.W_OK) else "it cannot, so pages would come without their look."
    )


def _country(env: Settings) -> str | None:
    known = env.get("VIKTIG_COUNTRY") or env.get("VIKTIG_PLACE")
    return None if known else "it is not set, so each language brings the numbers of its own country."


def _deliver(env: Settings) -> str | None:
    cron = env.get("VIKTIG_DELIVER", "* * * * *")
    return None if croniter.is_valid(cron) else "it is not, so no voice would ever be delivered."
