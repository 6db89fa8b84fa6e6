from viktig.ground.people import actions


def shuffle_accounts() -> None:
    """Take away what the order of accounts could tell."""
    actions.shuffle_accounts()
