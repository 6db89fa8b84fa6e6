from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "viktig.ground"
    label = "ground"

    def ready(self) -> None:
        from viktig.ground.cards import tasks  # noqa: F401  registers with `notify` where somebody works
