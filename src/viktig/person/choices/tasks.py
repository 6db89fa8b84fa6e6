"""What waits for the person in this room: suggestions, a day to settle something, a day to look back."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Task, provider_of_own
from viktig.ground.people.models import Account
from viktig.person.choices.models import Choosing, Proposal
from viktig.person.choices.queries import ready_for, with_a_day


@provider_of_own(Proposal)
def suggestions_to_look_at(account: Account) -> Iterable[Task]:
    """Say which suggestions wait for the person to take them or let them be."""
    for one in ready_for(account.who):
        yield Task(
            title=_("%(name)s suggests something for your choice") % {"name": one.by_name},
            address=reverse("person:choices-choosing", args=[one.choosing_id]),
            by_when=None,
            why=_("Take it, or let it be."),
        )


@provider_of_own(Choosing)
def days_of_choices(account: Account) -> Iterable[Task]:
    """Say what is to be settled, and what the person wanted to look back at."""
    for one, day, is_back in with_a_day(account.who):
        about = {"words": Truncator(one.about).chars(60)}
        yield Task(
            title=(_("Look back at: %(words)s") if is_back else _("To choose: %(words)s")) % about,
            address=reverse("person:choices-choosing", args=[one.pk]),
            by_when=day,
            why=_("How is it now? You can change your mind.") if is_back else _("You may also ask for more time."),
        )
