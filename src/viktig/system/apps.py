from django.apps import AppConfig


class SystemConfig(AppConfig):
    name = "viktig.system"
    label = "system"
