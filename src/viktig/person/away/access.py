"""The only way to an ombud's absence: for the ombud, for who invites where they work, and for the person they work for."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import organisations_where
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Account, Organisation
from viktig.person.ombud.access import get_active_agreement_for, get_own_presentation
from viktig.person.ombud.models import Agreement, Presentation
from viktig.person.waiting.access import ids_with_ombuds


def get_own_presentation_here(account: Account) -> Presentation | None:
    """Return how an ombud presents themselves; None, if they have not yet. Raises Http404 for somebody who is no ombud."""
    return get_own_presentation(account)[1]


def organisations_with_ombuds(account: Account) -> list[Organisation]:
    """Return the organisations with ombuds for which an account invites people, by name."""
    ours = list(organisations_where(account, Permission.GROUND_PEOPLE_INVITE))
    with_ombuds = set(ids_with_ombuds()) if ours else set()
    return [one for one in ours if one.pk in with_ombuds]


def get_organisation_for(account: Account, organisation_id: UUID) -> Organisation:
    """Return one of them. Raises Http404."""
    for organisation in organisations_with_ombuds(account):
        if organisation.pk == organisation_id:
            return organisation
    raise Http404


def get_presentation_in(organisation: Organisation, presentation_id: UUID) -> Presentation:
    """Return the presentation of an ombud who works for an organisation that access gave. Raises Http404."""
    found = Presentation.unguarded.filter(organisation=organisation)
    presentation: Presentation = get_object_or_404(found, pk=presentation_id)
    return presentation


def get_own_agreement(account: Account) -> Agreement:
    """Return the agreement that a person has with an ombud now. Raises Http404."""
    return get_active_agreement_for(account, account.who, Permission.PERSON_OMBUD_EDIT)
