from django.apps import AppConfig


class SystemConfig(AppConfig):
    name = "viktig.system"
    label = "system"

    def ready(self) -> None:
        # Each registers with ground what waits for whom, and what may be opened.
        from viktig.system.barriers import acts as barriers_acts  # noqa: F401
        from viktig.system.barriers import tasks as barriers  # noqa: F401
        from viktig.system.letters import acts as letters_acts  # noqa: F401
        from viktig.system.letters import tasks as letters  # noqa: F401
        from viktig.system.protection import acts as protection_acts  # noqa: F401
        from viktig.system.protection import tasks as protection  # noqa: F401
        from viktig.system.silence import tasks as silence  # noqa: F401
        from viktig.system.stories import acts as stories_acts  # noqa: F401
        from viktig.system.stories import tasks as stories  # noqa: F401
        from viktig.system.voices import acts as voices_acts  # noqa: F401
        from viktig.system.voices import tasks as voices  # noqa: F401
