"""What every entrance of this room needs: what its pages know, and how a rule that says no is shown."""

from viktig.ground.access.roles import Permission

READ, EDIT = Permission.PERSON_PROGRESS_READ, Permission.PERSON_PROGRESS_EDIT
TEMPLATES = "person/progress/templates"
NEW_GOAL, NEW_CHANGE, NEW_SLIP = "person.progress.goal", "person.progress.change", "person.progress.slip"
