from django.apps import AppConfig


class PersonConfig(AppConfig):
    name = "viktig.person"
    label = "person"

    def ready(self) -> None:
        # They register with ground what waits for whom.
        from viktig.person.ombud import tasks  # noqa: F401
        from viktig.person.waiting import tasks as waiting_tasks  # noqa: F401
