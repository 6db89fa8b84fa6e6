from viktig.ground.people import actions
from viktig.ground.privacy.sessions import SessionStore


def shuffle_accounts() -> None:
    """Take away what the order of accounts could tell."""
    actions.shuffle_accounts()


def clear_sessions() -> None:
    """Remove sessions that have ended."""
    SessionStore.clear_expired()
