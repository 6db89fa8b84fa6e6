"""What an organisation that is there has promised: no file changes it, since that takes the yes of two sides."""

from viktig.doors.files.problems import At, quoted
from viktig.doors.files.tables import OrganisationRow
from viktig.ground.people.models import Organisation


def above_now(one: Organisation) -> tuple[str, str] | None:
    """Return name and place of the one that an organisation answers to now."""
    return (one.answers_to.name, one.answers_to.place_id) if one.answers_to else None


def refuse_to_change(row: OrganisationRow, one: Organisation, above: tuple[str, str] | None) -> None:
    """Raise Refused where a file says something else than what stands. An empty cell says nothing.

    above: whom it would answer to.
    """
    stands = {
        "kind": one.kind,
        "answer_days": str(one.answer_days),
        "answers_to": str(one.answers_to and one.answers_to.name),
    }
    other = {
        "kind": row.kind != one.kind,
        "answer_days": row.answer_days is not None and row.answer_days != one.answer_days,
        "answers_to": bool(row.answers_to) and above != above_now(one),
    }
    for field, differs in other.items():
        if differs:
            At(row.at.file, row.at.line, field).refuse(
                f"{quoted(row.name)} is there already, with {quoted(stands[field])}. No file changes that: "
                "two sides must say yes, on /system/protection/."
            )
