from django.apps import AppConfig


class PersonConfig(AppConfig):
    name = "viktig.person"
    label = "person"
