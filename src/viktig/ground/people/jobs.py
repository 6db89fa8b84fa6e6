from django.core.management import call_command

from viktig.ground.people import actions


def shuffle_accounts() -> None:
    """Take away what the order of accounts could tell."""
    actions.shuffle_accounts()


def clear_sessions() -> None:
    """Remove sessions that have ended."""
    call_command("clearsessions")
