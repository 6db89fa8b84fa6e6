from django.apps import AppConfig


class SystemConfig(AppConfig):
    name = "viktig.system"
    label = "system"

    def ready(self) -> None:
        from viktig.system.voices import tasks  # noqa: F401  registers with ground what waits for whom
