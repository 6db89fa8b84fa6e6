from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "viktig.service"
    label = "service"
