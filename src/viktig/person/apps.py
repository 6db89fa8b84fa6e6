from django.apps import AppConfig


class PersonConfig(AppConfig):
    name = "viktig.person"
    label = "person"

    def ready(self) -> None:
        from viktig.person.ombud import tasks  # noqa: F401  registers with ground what waits for whom
