"""Migrate as the owner: tables, then functions, then the guards of every table, then the key store."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from psycopg import sql

from viktig.ground.people.reference import load_countries
from viktig.ground.privacy.guards import VERBS, Guard, guard_of, own_models, tables

HOUSE = Path(__file__).resolve().parents[2]
KEYS_TABLE = "create table if not exists key (id uuid primary key, sealed bytea not null)"


def migrate(*, verbosity: int = 1) -> None:
    """Bring both databases to what the code expects. Doing it twice changes nothing.

    Needs the aliases `owner` and `keys_owner`. Raises LookupError when a model has no guard.
    """
    call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
    with transaction.atomic(using="owner"):
        run_functions()
        guard_tables()
        load_countries(using="owner")
    make_key_store()


def function_files() -> Iterator[Path]:
    """Yield the files with the owner's functions, ground first."""
    yield from sorted(HOUSE.glob("ground/**/functions.sql"))
    for floor in ("person", "service", "system"):
        yield from sorted((HOUSE / floor).glob("**/functions.sql"))


def run_functions() -> None:
    """Make or replace every function of the owner's; only the application's login may call them."""
    app = sql.Identifier(settings.DATABASES["default"]["USER"])
    with connections["owner"].cursor() as cursor:
        for file in function_files():
            cursor.execute(file.read_text(encoding="utf-8"))
        cursor.execute(erase_person_function())
        cursor.execute(note_blocked_try_function())
        cursor.execute("revoke execute on all functions in schema public from public")
        cursor.execute(sql.SQL("grant execute on all functions in schema public to {}").format(app))


def erase_person_function() -> str:
    """Return the SQL of `erase_person(who)`: it deletes whoever acts from every table with a `person` guard.

    It is made from the guards, so that no table can be forgotten. Foreign keys wait until the end of the transaction.
    """
    owned = [
        (model._meta.db_table, guard_of(model).owner) for model in own_models() if guard_of(model).kind == "person"
    ]
    # S608: the names come from our own models, not from anybody's input.
    deletes = "\n".join(f"  delete from {table} where {owner} = gone;" for table, owner in reversed(owned))  # noqa: S608
    return f"""
create or replace function erase_person(gone uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if gone is distinct from acting_who() then
    raise exception 'Only the person can erase the person.' using errcode = 'insufficient_privilege';
  end if;
  delete from ground_membership where who = gone;
  delete from ground_share where receiver = gone;
  delete from ground_invitation where by = gone;
  delete from ground_turnedkey where who = gone;
  update ground_act set who = null, shown_as = null where who = gone;
{deletes}
end $$;"""  # noqa: S608


def note_blocked_try_function() -> str:
    """Return the SQL of `note_blocked_try(ids, in_room)`: a line in the log of each person who has blocked whoever acts,
    when they name that person or a row of theirs.

    It is made from the guards, so that no table can be forgotten. It returns nothing: whoever acts learns nothing.
    """
    owned = {"ground_person": ("who", "who")} | {
        model._meta.db_table: (guard_of(model).owner, "id")
        for model in own_models()
        if guard_of(model).kind == "person" and guard_of(model).room not in {"*", "sharing", "drafts"}
    }
    # S608: the names come from our own models, not from anybody's input.
    rows = " union all\n".join(
        f"    select {owner} as owner, {item} as item from {table} where {item} = any(ids)"  # noqa: S608
        for table, (owner, item) in owned.items()
    )
    return f"""
create or replace function note_blocked_try(ids uuid[], in_room text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from ground_block where blocked = acting_who() and ended_on is null) then return; end if;
  with tried as (
{rows}
  ), line as (
    insert into ground_logentry (id, person_id, reader, role, room, item, action, granted, half_hour)
    select distinct on (b.person_id) gen_random_uuid(), b.person_id, b.blocked, '', left(in_room, 20), t.item,
      'blocked', false, date_trunc('hour', now()) + interval '30 min' * floor(extract(minute from now()) / 30)
    from tried t join ground_block b on b.person_id = t.owner and b.blocked = acting_who() and b.ended_on is null
    order by b.person_id, t.item = b.person_id
    on conflict do nothing returning person_id
  )
  update ground_block b set alert = 'new' from line
  where b.person_id = line.person_id and b.blocked = acting_who() and b.ended_on is null and b.alert = '';
end $$;"""  # noqa: S608


def guard_tables() -> None:
    """Give every table its row security and the application its rights, from the guards; what has no guard stays shut."""
    app = settings.DATABASES["default"]["USER"]
    with connections["owner"].cursor() as cursor:
        for table, guard in tables().items():
            for statement in guard_statements(table, guard, app=app):
                cursor.execute(statement)
        cursor.execute(
            sql.SQL("grant usage, select on all sequences in schema public to {}").format(sql.Identifier(app))
        )


def guard_statements(table: str, guard: Guard, *, app: str) -> list[sql.Composed]:
    """Return the SQL that makes one table obey its guard, whatever it obeyed before."""
    names = {"table": sql.Identifier(table), "app": sql.Identifier(app)}
    policies = ["owner_does_all", *(f"app_may_{verb}" for verb in VERBS)]
    done = [
        *(
            sql.SQL("drop policy if exists {policy} on {table}").format(policy=sql.Identifier(p), **names)
            for p in policies
        ),
        sql.SQL("revoke all on {table} from public, {app}").format(**names),
    ]
    if guard.verbs():
        rights = sql.SQL(", ").join(sql.SQL(verb) for verb in guard.verbs())
        done.append(sql.SQL("grant {rights} on {table} to {app}").format(rights=rights, **names))
    done.append(sql.SQL("drop trigger if exists public_changed on {table}").format(**names))
    if guard.public:
        done.append(
            sql.SQL(
                "create trigger public_changed after insert or update or delete or truncate on {table}"
                " for each statement execute function new_edition()"
            ).format(**names)
        )
    if guard.kind == "open":
        return [
            *done,
            sql.SQL("alter table {table} disable row level security, no force row level security").format(**names),
        ]
    done.append(sql.SQL("alter table {table} enable row level security, force row level security").format(**names))
    # Without a policy of their own the owner's dump is silently empty and migrations update 0 rows (design.md 4).
    done.append(
        sql.SQL("create policy owner_does_all on {table} to current_user using (true) with check (true)").format(
            **names
        )
    )
    for verb in guard.verbs():
        condition = sql.SQL(getattr(guard, verb))
        clauses = {
            "select": sql.SQL("using ({c})"),
            "insert": sql.SQL("with check ({c})"),
            "update": sql.SQL("using ({c}) with check ({c})"),
            "delete": sql.SQL("using ({c})"),
        }[verb].format(c=condition)
        done.append(
            sql.SQL("create policy {policy} on {table} for {verb} to {app} {clauses}").format(
                policy=sql.Identifier(f"app_may_{verb}"), verb=sql.SQL(verb), clauses=clauses, **names
            )
        )
    return done


def make_key_store() -> None:
    """Make the one table of the key store and let the application use it."""
    app = sql.Identifier(settings.DATABASES["keys"]["USER"])
    with connections["keys_owner"].cursor() as cursor:
        cursor.execute(KEYS_TABLE)
        cursor.execute(sql.SQL("grant select, insert, delete on key to {}").format(app))
