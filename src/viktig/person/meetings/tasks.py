"""What waits for a person about their meetings, and for those who are invited to one."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Task, provider, provider_of_own
from viktig.ground.people.models import Account
from viktig.person.meetings import queries
from viktig.person.meetings.models import Meeting


@provider_of_own(Meeting)
def about_my_meetings(account: Account) -> Iterable[Task]:
    """Say which decisions wait to be read, and which meetings have been without a word on how they were."""
    for one in queries.proposed(account.who):
        yield Task(
            _("Read what %(name)s wrote down as decided") % {"name": one.by_name},
            reverse("person:meetings-detail", args=[one.meeting_id]),
            None,
            _("Nothing is decided before you say so."),
        )
    for meeting in queries.to_answer(account.who):
        yield Task(
            _("How was the meeting for you?"),
            reverse("person:meetings-detail", args=[meeting.pk]),
            None,
            _("Three short questions. Nobody else sees the answers."),
        )


@provider
def meetings_of_others(account: Account) -> Iterable[Task]:
    """Say to which meetings somebody is invited."""
    for meeting in queries.invited_to(account.who):
        yield Task(
            _("You are invited to a meeting"),
            reverse("person:meetings-detail", args=[meeting.pk]),
            queries.day_of(meeting),
            _("Read what it is about before you come."),
        )
