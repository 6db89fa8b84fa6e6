"""What is told of absence: to the one who invites, and to the body above, where nobody is there."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viktig.ground.access.queries import memberships_of
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.notify.tasks import Task, provider
from viktig.ground.people.models import Account
from viktig.service.away.queries import untended

NEAR = (OrganisationRole.MEMBER, OrganisationRole.ADMINISTRATOR)


@provider
def nobody_is_there(account: Account) -> Iterator[Task]:
    """Yield a task for each organisation near the account in which everybody who answers is away."""
    near = {one.organisation_id: one.role for one in memberships_of(account.who) if one.role in NEAR}
    for one in untended() if near else []:
        if near.get(one.pk) == OrganisationRole.MEMBER:
            continue  # they are away themselves
        to = reverse("ground:organisation", args=[one.pk]) if one.pk in near else reverse("service:away")
        yield Task(
            title=_("Everyone who answers for %(name)s is away") % {"name": one.name},
            address=to,
            by_when=None,
            why=_("What comes there waits, and its dates go on. You see that nobody is there, and no words."),
        )
