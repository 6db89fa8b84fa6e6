from django.apps import apps
from django.db.models import ForeignKey

from viktig.ground.people.models import Person
from viktig.person.moving.kinds import STAYS, moving


def test_whatever_moves_points_only_to_what_moves_along_or_to_nothing():
    tables = moving()

    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in tables
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
        and field.related_model is not Person
        and field.related_model not in tables
        and not field.null
    ]

    assert wrong == [], "Let the column be empty, or name the table in STAYS and say why in words."


def test_all_that_stays_behind_is_there_and_says_why():
    assert set(STAYS) <= {model._meta.label for model in apps.get_app_config("person").get_models()}
    assert all(map(str, STAYS.values()))
