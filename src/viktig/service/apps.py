from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "viktig.service"
    label = "service"

    def ready(self) -> None:
        from viktig.service.replies import tasks  # noqa: F401  registers with ground what waits for whom
