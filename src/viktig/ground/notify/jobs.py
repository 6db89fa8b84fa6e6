from viktig.ground.notify import actions


def send(mail_id: str) -> None:
    """Send one letter."""
    actions.deliver(mail_id)


def try_again() -> None:
    """Queue the letters that still wait."""
    actions.try_again()
