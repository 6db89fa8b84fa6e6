"""Guards: who may see the rows of a table, said once in its model and held by the database (design.md 4).

A model says `guard = person("matters")` in its `class Privacy`. `viktig migrate` turns that into row security and
into the rights of the application's login; a table that no guard speaks for is one the application cannot open at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.db.models import Model

Kind = Literal["person", "members", "system", "open"]
Verb = Literal["select", "insert", "update", "delete"]
VERBS: tuple[Verb, ...] = ("select", "insert", "update", "delete")


@dataclass(frozen=True)
class Guard:
    """Who may do what with a row. Each condition is SQL over the row's columns; a missing verb is never allowed.

    room: for `person` guards, the room whose shares open the row. reason: why an open table may be open.
    owner: the column with the person's `who`; erasing a person deletes by it. public: public pages show it, so that a
    change of it makes a new edition of them.
    """

    kind: Kind
    select: str = ""
    insert: str = ""
    update: str = ""
    delete: str = ""
    room: str = ""
    owner: str = ""
    reason: str = ""
    public: bool = False

    def verbs(self) -> tuple[Verb, ...]:
        """Return the verbs that the application's login gets on the table."""
        return tuple(verb for verb in VERBS if getattr(self, verb))


def person(
    room: str,
    *,
    owner: str = "person_id",
    item: str = "id",
    also: str = "",
    also_change: bool = False,
    also_while: str = "true",
    may_suggest: bool = False,
    append_only: bool = False,
    written_once: bool = False,
) -> Guard:
    """Guard a row that is about one person.

    room: whose shares open it. owner: column with the person's `who`. item: column with the id that can be shared alone.
    also: column with the `who` of one more human to whom this row is addressed: they may read it, and with `also_change`
    change it. also_while: until when, as a condition on the row.
    may_suggest: helpers with *suggest* in the whole room may add rows, and change those whose `by` they are.
    written_once: nobody changes a row; the person deletes it, and so may the helper whose it is.
    """

    def of_people(verb: str) -> str:
        return (
            f"{owner} = any(array(select open_people('{room}', '{verb}')))"
            f" or {item} = any(array(select open_items('{room}', '{verb}')))"
        )

    addressed = f" or ({also} = acting_who() and {also_while})" if also else ""
    write = of_people("write")
    helper = f"{owner} = any(array(select open_people('{room}', 'suggest')))"
    suggest = f" or (by = acting_who() and {helper})" if may_suggest else ""
    return Guard(
        kind="person",
        room=room,
        owner=owner,
        select=of_people("read") + addressed,
        insert=write + suggest,
        update="" if append_only or written_once else write + suggest + (addressed if also_change else ""),
        delete="" if append_only else write + (suggest if written_once else ""),
    )


def members(
    organisation: str = "organisation_id", *, select: str = "", insert: str = "", update: str = "", delete: str = ""
) -> Guard:
    """Guard a row that belongs to an organisation: its members may do everything, unless a condition says otherwise."""
    ours = f"{organisation} = any(array(select open_organisations()))"
    return Guard(
        kind="members", select=select or ours, insert=insert or ours, update=update or ours, delete=delete or ours
    )


def system() -> Guard:
    """Guard a table that the application reaches only through functions of the owner."""
    return Guard(kind="system")


def open_to_all(reason: str, *, write: bool = False, remove: bool = False, public: bool = False) -> Guard:
    """Leave a table without row security, and say why; the application reads it, and writes it where `write`.

    public: public pages show it.
    """
    yes = "true"
    return Guard(
        kind="open",
        reason=reason,
        select=yes,
        insert=yes if write else "",
        update=yes if write else "",
        delete=yes if remove else "",
        public=public,
    )


# Tables of libraries, each with its guard and the reason (design.md 4).
LIBRARY_TABLES: dict[str, Guard] = {
    "account_emailaddress": open_to_all("Sign-in looks an address up before anybody acts.", write=True, remove=True),
    "account_emailconfirmation": open_to_all("Sign-in by link; empty, since we use codes.", write=True, remove=True),
    "auth_group": system(),
    "auth_group_permissions": system(),
    "auth_permission": system(),
    "django_content_type": open_to_all("Names of models; Django reads it."),
    "django_migrations": open_to_all("Which migrations have run; the start-up check reads it."),
    "mfa_authenticator": open_to_all(
        "Sign-in asks for it before anybody acts; secrets are sealed, and no time is kept.", write=True, remove=True
    ),
    "procrastinate_events": open_to_all("When a job ran; gone with the job.", write=True, remove=True),
    "procrastinate_jobs": open_to_all("Opaque ids; a job is deleted when it is done.", write=True, remove=True),
    "procrastinate_periodic_defers": open_to_all("When a timer last fired.", write=True, remove=True),
    "procrastinate_workers": open_to_all("Which workers are alive.", write=True, remove=True),
    "viktig_counters": open_to_all("Counters against guessing, under digests.", write=True, remove=True),
}


def own_models() -> Iterator[type[Model]]:
    """Yield each model of ours, ground first."""
    for label in ("ground", "person", "service", "system"):
        yield from apps.get_app_config(label).get_models(include_auto_created=False)


def guard_of(model: type[Model]) -> Guard:
    """Return a model's guard. Raises LookupError with what to do when it has none."""
    privacy: Any = getattr(model, "Privacy", None)
    guard = getattr(privacy, "guard", None)
    if not isinstance(guard, Guard):
        raise LookupError(f"{model._meta.label} has no guard. Say who may see it: `class Privacy: guard = person(…)`.")
    return guard


def tables() -> dict[str, Guard]:
    """Return the guard of every table, ours and the libraries', by table name."""
    ours = {model._meta.db_table: guard_of(model) for model in own_models()}
    return ours | LIBRARY_TABLES
