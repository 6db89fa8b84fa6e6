from viktig.ground.stories import actions


def deliver() -> None:
    """Deliver the stories and answers that wait."""
    actions.deliver()
