"""What `viktig doctor` finds in the folders of forms."""

from collections.abc import Iterator

from viktig.ground.database.findings import Finding, looked_at, of_room
from viktig.person.progress import packs


@of_room
def forms_can_be_read() -> Iterator[Finding]:
    """Yield whether all folders of forms can be read, or a sentence for each fault."""
    yield looked_at("the forms to fill in can be read (VIKTIG_INSTRUMENTS)", " ".join(packs.faults()) or None)
