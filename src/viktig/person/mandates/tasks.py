"""What ends soon: the person is told 30 days before, where they see what waits for them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.notify.tasks import Task, provider_of_own
from viktig.ground.people.models import Account
from viktig.person.mandates.models import Consent, Mandate
from viktig.person.mandates.queries import that_end_soon


@provider_of_own(Consent, Mandate)
def what_ends_soon(account: Account) -> Iterable[Task]:
    """Say which mandates and consents of a person end within 30 days."""
    mandates, consents = that_end_soon(account.who)
    for one in mandates:
        yield Task(
            title=_("%(name)s may soon not act for you any more") % {"name": one.holder_name},
            address=reverse("person:mandates-mandate", args=[one.pk]),
            by_when=one.until,
            why=_("Make a new paper if you want it to go on. Else it ends by itself."),
        )
    for told in consents:
        yield Task(
            title=_("%(teller)s may soon not tell %(hearer)s any more")
            % {"teller": told.teller, "hearer": told.hearer},
            address=reverse("person:mandates-consent", args=[told.pk]),
            by_when=told.until,
            why=_("Say yes once more if you want it to go on. Else it ends by itself."),
        )
