from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "viktig.ground"
    label = "ground"
