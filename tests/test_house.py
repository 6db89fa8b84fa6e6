"""The house keeps its own rules: what a reviewer should not have to remember. Each message says what to do."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver
from procrastinate.contrib.django import app as jobs

from viktig.ground.database.roles import refuse_powerful
from viktig.ground.facts.kinds import KINDS
from viktig.ground.privacy.guards import VERBS, guard_of, own_models, tables

SOURCE = Path(settings.BASE_DIR)
MODELS = list(own_models())
CODE = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
MAY_SAY_UNGUARDED = {"models.py", "access.py", "queries.py", "actions.py", "jobs.py", "make.py", "command.py"}
# Rooms of the ground that carry the guards themselves.
CARRY_THE_GUARDS = {
    "ground/access/authorize.py",
    "ground/database/backup.py",
    "ground/people/reference/__init__.py",
    "ground/privacy/drafts.py",
    "ground/privacy/erasure.py",
    "ground/record.py",
}
DUE = {
    "due_choices": ["who", "id"],
    "due_moves": ["organisation", "voice"],
    "due_agreements": ["who", "id"],
    "due_blocked_tries": ["who", "id"],
    "due_without_ombud": ["who", "id"],
    "due_voices": ["organisation", "voice"],
    "due_reminders": ["organisation", "voice"],
    "due_plans": ["who", "id"],
    "due_said": ["who", "id"],
    "due_slips": ["who", "id"],
    "due_stories": ["who", "id"],
    "due_waits": ["who", "id"],
    "due_in_group": ["who", "id"],
}


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_every_model_declares_its_guard(model):
    assert guard_of(model).kind in {"person", "members", "system", "open"}


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_every_open_table_says_why(model):
    guard = guard_of(model)

    assert guard.kind != "open" or guard.reason, f"Say why {model._meta.label} may be open: open_to_all('…')."


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_each_column_is_classified_once(model):
    privacy = model.Privacy
    said = [name for part in ("identifying", "health", "plain") for name in getattr(privacy, part, ())]
    columns = [field.name for field in model._meta.get_fields() if getattr(field, "concrete", False)]

    assert sorted(said) == sorted(columns), f"Put each column of {model._meta.label} in one line of class Privacy."


def test_the_database_agrees_with_every_guard():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity, relforcerowsecurity from pg_class"
            " where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        )
        secured = {name: (row, forced) for name, row, forced in cursor.fetchall()}
        cursor.execute("select tablename, policyname from pg_policies where schemaname = 'public'")
        policies = set(cursor.fetchall())

    guards = tables()
    assert set(secured) == set(guards), "A table without a guard, or a guard without its table: see privacy/guards.py."
    for table, guard in guards.items():
        assert secured[table] == ((guard.kind != "open"),) * 2, f"Run viktig migrate: {table} is not as its guard says."
        if guard.kind != "open":
            expected = {"owner_does_all", *(f"app_may_{verb}" for verb in guard.verbs())}
            assert {policy for name, policy in policies if name == table} == expected, table


def test_the_migrations_make_what_the_models_say():
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
    except SystemExit:
        pytest.fail("A model changed: make its migration, as CONTRIBUTING.md says.")


def test_the_application_has_no_more_rights_than_the_guards_say():
    with connection.cursor() as cursor:
        for table, guard in tables().items():
            cursor.execute(
                "select v from unnest(%s::text[]) v where has_table_privilege(%s, v)", [list(VERBS), f"public.{table}"]
            )
            assert [verb for (verb,) in cursor.fetchall()] == list(guard.verbs()), table


def test_the_application_owns_nothing():
    refuse_powerful(connection)


def test_every_function_of_the_owner_has_a_fixed_search_path():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
            " and not coalesce(proconfig::text, '') like '%%search_path=pg_catalog, public%%'"
        )
        assert cursor.fetchall() == [], "Add: set search_path = pg_catalog, public."


def test_every_due_function_returns_ids_only():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, proargnames, proargmodes::text[] from pg_proc"
            " where pronamespace = 'public'::regnamespace and proname like 'due\\_%%'"
        )
        found = {
            name: [arg for arg, mode in zip(names, modes, strict=True) if mode == "t"]
            for name, names, modes in cursor.fetchall()
        }

    assert found == DUE, "A due_ function returns (who, row id) or (organisation, row id); list it in this test."


def test_unguarded_is_spoken_only_where_it_may_be():
    wrong = [
        str(path.relative_to(SOURCE))
        for path in CODE
        if "unguarded" in path.read_text(encoding="utf-8")
        and path.name not in MAY_SAY_UNGUARDED
        and "tests" not in path.parts
        and str(path.relative_to(SOURCE)) not in CARRY_THE_GUARDS
        and path.parent.name not in {"demo", "actions"}
    ]

    assert wrong == [], "Fetch rows in access.py or queries.py, change them in actions.py."


def test_no_foreign_key_between_floors():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        for field in model._meta.get_fields()
        if field.is_relation
        and getattr(field, "concrete", False)
        and field.related_model._meta.app_label not in {model._meta.app_label, "ground"}
    ]

    assert wrong == [], "Floors meet in ground: a Voice or a Fact (design.md 1)."


def test_only_sealed_rows_of_a_person_hold_words():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in MODELS
        if guard_of(model).kind == "person"
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.get_internal_type() in {"TextField", "JSONField", "FileField"}
    ]

    assert wrong == [], "Use SealedText, SealedJSON or SealedFile: the database must not know what it says."


KEEPS_FILES = (
    r"default_storage|FileSystemStorage|TemporaryUploadedFile|TemporaryFileUploadHandler|models\.(File|Image)Field"
)


def test_no_file_of_anybody_s_lies_on_a_disk():
    wrong = [
        str(path.relative_to(SOURCE))
        for path in CODE
        if "tests" not in path.parts and re.search(KEEPS_FILES, path.read_text(encoding="utf-8"))
    ]

    assert wrong == [], "Keep it in the database: SealedFile."
    assert settings.FILE_UPLOAD_HANDLERS == ["viktig.ground.privacy.uploads.InMemory"], "Others write to /tmp."


def test_every_queued_name_is_a_job():
    queued = {
        name for path in CODE for name in re.findall(r'enqueue\(\s*"([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }

    assert queued <= set(jobs.tasks), "Add a line to jobs_index.py."


def test_every_fact_kind_is_registered():
    counted = {
        name for path in CODE for name in re.findall(r'happened\(\s*"([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }

    assert counted <= set(KINDS), "Add the kind to ground/facts/kinds.py."


def test_every_room_is_in_the_readme_of_its_floor():
    for floor in ("person", "service", "system"):
        rooms = {
            path.name
            for path in (SOURCE / floor).iterdir()
            if (path / "views.py").exists() or (path / "models.py").exists()
        }
        readme = (SOURCE / floor / "README.md").read_text(encoding="utf-8")
        assert [room for room in sorted(rooms) if f"`{room}`" not in readme] == [], f"Add a line to {floor}/README.md."


def views_of(resolver: URLResolver, prefix: str = "") -> dict[str, str]:
    found = {}
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= views_of(pattern, address)
        elif isinstance(pattern, URLPattern):
            found[address] = pattern.callback.__module__
    return found


def test_each_address_is_served_by_its_room():
    for address, module in views_of(get_resolver()).items():
        floor, _, rest = address.partition("/")
        if floor in {"person", "service", "system"}:
            room = rest.partition("/")[0]
            assert module.startswith(f"viktig.{floor}.{room}."), f"{address} is served by {module}."


CAN_FAIL = ("Assert(", "'raises'", "'fail'", "assert_", "refuse_powerful")


def can_fail(test: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> bool:
    """Say whether a test, or a function of its own file that it calls, asserts something."""
    called = {node.func.id for node in ast.walk(test) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    parts = [test, *(functions[name] for name in called if name in functions and name != test.name)]
    return any(word in ast.dump(part) for part in parts for word in CAN_FAIL)


def test_every_test_has_an_assertion_that_can_fail():
    empty = []
    for path in [*SOURCE.rglob("test_*.py"), *Path(__file__).parent.rglob("test_*.py")]:
        nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
        functions = {node.name: node for node in nodes}
        empty += [
            f"{path.name}::{name}"
            for name in functions
            if name.startswith("test_") and not can_fail(functions[name], functions)
        ]

    assert empty == []


def test_settings_name_every_floor():
    assert {"ground", "person", "service", "system"} <= set(apps.app_configs)
