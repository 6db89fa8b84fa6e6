"""Plans that others keep about the person: named beside the person's own plan, and never mixed with it."""

import uuid
from uuid import UUID

from django.db import transaction

from viktig.ground import clock
from viktig.person.actions import said, unchanged, written_once
from viktig.person.plan.models import Plan, Subplan, SubplanKind
from viktig.person.plan.queries import subplan_fingerprint


def add_subplan(
    *, plan: Plan, kind: SubplanKind | str, holder: str, words: str = "", new_id: UUID | None = None
) -> Subplan:
    """Name a plan that somebody else keeps. Raises NothingWritten without who has it. new_id: sent twice it is one."""
    return written_once(
        Subplan(
            id=new_id or uuid.uuid4(),
            person_id=plan.person_id,
            plan=plan,
            kind=kind,
            holder=said(holder),
            words=words.strip(),
            written_at=clock.now(),
        )
    )


@transaction.atomic
def write_subplan(*, subplan: Subplan, kind: SubplanKind | str, holder: str, words: str, seen: str) -> None:
    """Write it anew. seen: the fingerprint of what the form showed. Raises NothingWritten, WrittenMeanwhile."""
    now = Subplan.unguarded.select_for_update().get(pk=subplan.pk)
    unchanged(seen, subplan_fingerprint(now))
    now.kind, now.holder, now.words = str(kind), said(holder), words.strip()
    now.save(update_fields=["kind", "holder", "words"])


def delete_subplan(*, subplan: Subplan) -> None:
    """Take it off the page. The plan itself lies with whoever keeps it."""
    Subplan.unguarded.filter(pk=subplan.pk).delete()
