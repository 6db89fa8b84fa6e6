from django.apps import AppConfig


class PersonConfig(AppConfig):
    name = "viktig.person"
    label = "person"

    def ready(self) -> None:
        # They register with ground what can be shared, what waits for whom, and what ends with an organisation.
        from viktig.person.away import tasks as away  # noqa: F401
        from viktig.person.blocked import tasks as blocked_tasks  # noqa: F401
        from viktig.person.choices import shared as choices_shared  # noqa: F401
        from viktig.person.choices import tasks as choices_tasks  # noqa: F401
        from viktig.person.group import shared as group_shared  # noqa: F401
        from viktig.person.group import tasks as group_tasks  # noqa: F401
        from viktig.person.invited import tasks as invited_tasks  # noqa: F401
        from viktig.person.mandates import shared as mandates_shared  # noqa: F401
        from viktig.person.mandates import tasks as mandates_tasks  # noqa: F401
        from viktig.person.matters import shared as matters_shared  # noqa: F401
        from viktig.person.meetings import shared as meetings_shared  # noqa: F401
        from viktig.person.meetings import tasks as meetings_tasks  # noqa: F401
        from viktig.person.ombud import endings, shared, tasks  # noqa: F401
        from viktig.person.plan import shared as plan_shared  # noqa: F401
        from viktig.person.plan import tasks as plan_tasks  # noqa: F401
        from viktig.person.progress import findings as progress_findings  # noqa: F401
        from viktig.person.progress import shared as progress_shared  # noqa: F401
        from viktig.person.said import shared as said_shared  # noqa: F401
        from viktig.person.sharing import shared as sharing_shared  # noqa: F401
        from viktig.person.waiting import endings as waiting_endings  # noqa: F401
        from viktig.person.waiting import tasks as waiting_tasks  # noqa: F401
        from viktig.person.well import shared as well_shared  # noqa: F401
