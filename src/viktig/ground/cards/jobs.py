from viktig.ground.cards import actions


def tidy() -> None:
    """Throw away cards that nobody began with, and shuffle the others."""
    actions.tidy()
