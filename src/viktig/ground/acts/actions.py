"""Writing down what was done for an organisation, in the transaction in which it is done."""

from uuid import UUID

from django.db import connection

from viktig.ground import clock
from viktig.ground.access.queries import memberships_of
from viktig.ground.access.roles import OrganisationRole
from viktig.ground.acts.kinds import Done
from viktig.ground.acts.models import Act
from viktig.ground.people.models import OrganisationKind
from viktig.ground.privacy.acting import acting


def note_act(done: Done, *, organisation: UUID, about: UUID | None = None, known_as: str = "") -> None:
    """Write down that whoever acts has done something for an organisation; what nobody does leaves no line.

    known_as: the name of somebody who has just come; else it is found. Raises LookupError for one who does not work there.
    """
    who = acting().who
    if who is None:
        return
    name = known_as or _name_of(who, organisation)
    Act(organisation_id=organisation, who=who, shown_as=name, done=done, about=about, on=clock.today()).save(
        force_insert=True
    )


def note_act_of_users(done: Done, *, about: UUID | None = None) -> None:
    """Write down what a moderator has done, for their user organisation: by name the first, where they have several."""
    who = acting().who
    if who is None:
        return
    ours = [
        one.organisation
        for one in memberships_of(who)
        if one.role == OrganisationRole.MODERATOR and one.organisation.kind == OrganisationKind.USER_ORGANISATION
    ]
    if not ours:
        raise LookupError("whoever acts checks for no user organisation")
    note_act(done, organisation=min(ours, key=lambda one: one.name.casefold()).pk, about=about)


def forget_old_acts() -> None:
    """Delete what was done more than two years ago."""
    with connection.cursor() as cursor:
        cursor.execute("select forget_old_acts()")


def _name_of(who: UUID, organisation: UUID) -> str:
    for one in memberships_of(who):
        if one.organisation_id == organisation:
            return str(one.shown_as)
    raise LookupError("whoever acts does not work for this organisation")
