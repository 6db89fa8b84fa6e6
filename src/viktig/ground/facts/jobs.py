from viktig.ground.facts import actions


def move() -> None:
    """Write the facts of the week."""
    actions.move_facts()


def release() -> None:
    """Publish the quarters that are due."""
    from viktig.ground.facts import releases  # half a second of SciPy, which only a release needs

    releases.release_due()
