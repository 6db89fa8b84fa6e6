"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from viktig.ground.access.roles import Permission

READ, SUGGEST, EDIT = Permission.PERSON_OMBUD_READ, Permission.PERSON_OMBUD_SUGGEST, Permission.PERSON_OMBUD_EDIT
TEMPLATES = "person/ombud/templates"
WORDS = ("wants", "where", "reach", "may_say", "review_on")  # of an agreement
