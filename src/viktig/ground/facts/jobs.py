from viktig.ground.facts import actions


def move() -> None:
    """Write the facts of the week."""
    actions.move_facts()
