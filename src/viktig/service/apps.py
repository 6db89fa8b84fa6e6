from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "viktig.service"
    label = "service"

    def ready(self) -> None:
        # Each registers with ground what waits for whom, and what may be opened.
        from viktig.service.away import tasks as away  # noqa: F401
        from viktig.service.replies import acts  # noqa: F401
        from viktig.service.replies import tasks as replies  # noqa: F401
