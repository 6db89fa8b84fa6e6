"""The only way to an ombud's presentation, and to what a person and their ombud work on."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from viktig.ground.access.authorize import authorize, organisations_where, person_of, roles_on
from viktig.ground.access.roles import Permission, PersonRole
from viktig.ground.people.models import Account, Organisation, Person
from viktig.ground.privacy.acting import acting
from viktig.ground.privacy.keystore import open_keys
from viktig.ground.privacy.models import Room
from viktig.person.ombud.models import (
    Agreement,
    AgreementStatus,
    Assignment,
    Choice,
    ChoiceList,
    Paper,
    Presentation,
    Suggestion,
)

# Presentations --------------------------------------------------------------------------------------------------------


def presentations(*, country: str = "") -> list[Presentation]:
    """Return how all ombuds present themselves to whoever is signed in: those with room for one more first, then by name.

    country: whose ombuds stand before all others.
    """
    found = list(Presentation.unguarded.select_related("organisation__place").order_by("pk"))
    open_keys([one.who for one in found])
    far = {one.pk for one in found if country and one.organisation.place.country_id != country}
    return sorted(found, key=lambda one: (one.pk in far, not one.has_room, one.name.casefold()))


def get_presentation(presentation_id: UUID) -> Presentation:
    """Return how one ombud presents themselves. Raises Http404 when it is missing, or they are no ombud any more."""
    return get_object_or_404(Presentation.unguarded.select_related("organisation__place"), pk=presentation_id)


def get_own_presentation(account: Account) -> tuple[list[Organisation], Presentation | None]:
    """Return where an account works as an ombud, and how they present themselves, if they have.

    Raises Http404 for somebody who is no ombud anywhere: nobody is presented by somebody else.
    """
    organisations = list(organisations_where(account, Permission.PERSON_OMBUD_PRESENT))
    if not organisations:
        raise Http404
    return organisations, Presentation.unguarded.filter(who=account.who).select_related("organisation__place").first()


# What a person and their ombud work on --------------------------------------------------------------------------------


def get_agreement_for(account: Account, person_id: UUID, permission: Permission) -> Agreement:
    """Return a person's active agreement, or else the last one that ended.

    Raises Http404 when there is none, or the room is not this account's to see.
    """
    found = Agreement.unguarded.filter(person_id=person_id).select_related("person__place")
    agreement = found.order_by("status", "-ended_on", "-started_on", "pk").first()  # "active" stands before "ended"
    if agreement is None:
        raise Http404
    _authorize(account, permission, agreement)
    return agreement


def get_active_agreement_for(account: Account, person_id: UUID, permission: Permission) -> Agreement:
    """Return a person's active agreement. Raises Http404 when there is none, or it is not this account's to see."""
    found = Agreement.unguarded.select_related("person__place")
    agreement = get_object_or_404(found, person_id=person_id, status=AgreementStatus.ACTIVE)
    _authorize(account, permission, agreement)
    return agreement


def get_ended_agreement_for(account: Account, agreement_id: UUID, permission: Permission) -> Agreement:
    """Return one agreement that has ended. Raises Http404 when it is missing, active, or not this account's to see."""
    agreement = get_object_or_404(Agreement.unguarded, pk=agreement_id, status=AgreementStatus.ENDED)
    _authorize(account, permission, agreement)
    return agreement


def get_agreement_as_ombud(account: Account, person_id: UUID) -> Agreement:
    """Return the active agreement in which this account is the person's ombud, while the person shares it. Else Http404."""
    agreement = get_active_agreement_for(account, person_id, Permission.PERSON_OMBUD_SUGGEST)
    if agreement.ombud != account.who:
        raise Http404
    return agreement


def get_assignment_for(account: Account, assignment_id: UUID, permission: Permission) -> Assignment:
    """Return one assignment. Raises Http404 if it is missing or not this account's to see; it can be shared alone."""
    assignment = get_object_or_404(Assignment.unguarded.select_related("person__place"), pk=assignment_id)
    _authorize(account, permission, assignment)
    return assignment


def get_assignment_to_suggest_on(account: Account, assignment_id: UUID) -> Assignment:
    """Return an assignment on which this account may suggest words to the person: somebody else's. Raises Http404."""
    assignment = get_object_or_404(Assignment.unguarded.select_related("person__place"), pk=assignment_id)
    if assignment.person_id == account.who:
        raise Http404
    _authorize(account, Permission.PERSON_OMBUD_SUGGEST, assignment, alone=False)
    return assignment


def get_suggestion_for(account: Account, suggestion_id: UUID, permission: Permission) -> Suggestion:
    """Return a suggestion with its assignment. Raises Http404 if it is missing or not this account's to see."""
    suggestion = get_object_or_404(Suggestion.unguarded.select_related("assignment"), pk=suggestion_id)
    _authorize(account, permission, suggestion, alone=False)
    return suggestion


def get_own_suggestion(account: Account, suggestion_id: UUID) -> Suggestion:
    """Return a suggestion that this account is writing, while the person shares the room. Raises Http404."""
    suggestion = get_suggestion_for(account, suggestion_id, Permission.PERSON_OMBUD_SUGGEST)
    if suggestion.by != account.who:
        raise Http404
    return suggestion


def get_assignment_to_add_to(account: Account, assignment_id: UUID) -> Assignment:
    """Return an assignment to which this account may add a picture: one's own, or where one helps. Raises Http404."""
    assignment = get_object_or_404(Assignment.unguarded.select_related("person__place"), pk=assignment_id)
    _authorize(account, Permission.PERSON_OMBUD_SUGGEST, assignment, alone=False)
    return assignment


def get_paper_for(account: Account, paper_id: UUID, permission: Permission) -> Paper:
    """Return the picture of a paper, not yet opened. Raises Http404 if it is missing or not this account's to see.

    It is seen by whoever sees the assignment, and a look at it is a look at the assignment.
    """
    paper = _get_paper(paper_id)
    _authorize(account, permission, paper.assignment)
    return paper


def get_paper_to_delete(account: Account, paper_id: UUID) -> Paper:
    """Return a picture that this account may delete: the person any, a helper what they added. Raises Http404."""
    paper = _get_paper(paper_id)
    is_own = paper.by == account.who
    permission = Permission.PERSON_OMBUD_SUGGEST if is_own else Permission.PERSON_OMBUD_EDIT
    _authorize(account, permission, paper.assignment, alone=not is_own)
    return paper


def may_delete(account: Account, paper: Paper) -> bool:
    """Say whether an account may delete a picture: whether to show the way there, no more."""
    return account.who == paper.person_id or (account.who == paper.by and may_suggest(account, paper.person_id))


def may_suggest(account: Account, person_id: UUID) -> bool:
    """Say whether an account may suggest words on a person's page: whether to show the way there, no more."""
    return PersonRole.HELPER in roles_on(account, person_id, room=Room.OMBUD)


def agreements_as_ombud(account: Account) -> list[Agreement]:
    """Return the active agreements in which an account is the ombud, as long as each person shares them; by name."""
    found = Agreement.unguarded.filter(ombud=account.who, status=AgreementStatus.ACTIVE).select_related("person")
    agreements = list(found.order_by("pk"))
    open_keys([one.person_id for one in agreements])
    return sorted(agreements, key=lambda one: one.person.name.casefold())


def own_person(account: Account) -> Person:
    """Return the person an account leads to."""
    return person_of(account.who)


def imported_choices(of: ChoiceList | str) -> list[Choice]:
    """Return the choices of a list that the installation brought along, in their own order; none, if it brought none.

    All lists are read together, once in a transaction: a page needs several.
    """
    found = acting().found
    if imported_choices not in found:
        found[imported_choices] = list(Choice.unguarded.order_by("position", "code"))
    every: list[Choice] = found[imported_choices]
    return [one for one in every if one.list == of]


def _get_paper(paper_id: UUID) -> Paper:
    found = Paper.unguarded.select_related("assignment", "person__place").defer("large", "small")
    return get_object_or_404(found, pk=paper_id)


def _authorize(
    account: Account, permission: Permission, about: Agreement | Assignment | Suggestion, *, alone: bool = True
) -> None:
    """Let the request go on if the permission is granted. alone: a share of this one row is enough. Raises Http404."""
    roles = roles_on(account, about.person_id, room=Room.OMBUD, item=about.pk if alone else None)
    authorize(account, permission, roles=roles, about=about, person_id=about.person_id)
