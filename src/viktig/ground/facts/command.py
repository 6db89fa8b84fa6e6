"""`viktig facts`: count what happened, and publish what is due."""

import os

from viktig.ground.commands import Parser, Refused


def facts(arguments: list[str]) -> None:
    """Move the facts that wait, publish every quarter that is due, and print what was published. Raises Refused."""
    Parser(
        prog="viktig facts",
        description="Count what has happened, and publish the figures of every quarter that has ended and is not out yet.",
    ).parse_args(arguments)
    if not os.environ.get("DATABASE_URL"):
        raise Refused("DATABASE_URL is not set, and no demo runs here: set it, or start `viktig demo` first.")

    import django

    django.setup()
    from viktig.ground.facts.actions import move_facts
    from viktig.ground.facts.releases import release_due

    moved = move_facts()
    print("No facts were waiting." if not moved else f"{moved} {'fact was' if moved == 1 else 'facts were'} waiting.")
    made = release_due()
    for quarter, releases in made.items():
        shown = sum(release.cells is not None for release in releases)
        print(f"{quarter}: {len(releases)} tables released, {shown} of them shown.")
    if not made:
        print("No quarter is due.")
