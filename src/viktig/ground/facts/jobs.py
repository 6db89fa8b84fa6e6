from viktig.ground.facts import actions, releases


def move() -> None:
    """Write the facts of the week."""
    actions.move_facts()


def release() -> None:
    """Publish the quarters that are due."""
    releases.release_due()
