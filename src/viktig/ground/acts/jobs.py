from viktig.ground.acts import actions


def forget_old() -> None:
    """Forget what was done more than two years ago."""
    actions.forget_old_acts()
