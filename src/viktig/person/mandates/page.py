"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from django.utils.translation import get_language

from viktig.ground import clock
from viktig.ground.access.roles import Permission
from viktig.ground.people.models import Person
from viktig.person.mandates.rules import Rule, rules_for

READ, EDIT = Permission.PERSON_MANDATES_READ, Permission.PERSON_MANDATES_EDIT
TEMPLATES = "person/mandates/templates"


def good_to_know(person: Person) -> list[Rule]:
    """Return what the law and the bodies say where a person lives, in the language that the page is shown in."""
    country = person.place.country_id if person.place else ""
    return rules_for(country, language=get_language() or "nb", today=clock.today())
