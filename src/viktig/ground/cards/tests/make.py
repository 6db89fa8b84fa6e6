"""Key cards for tests."""

from viktig.ground.cards import actions
from viktig.ground.people.models import Account

CODE = "274913"


def make_carded(*, code: str = CODE) -> tuple[Account, str]:
    """Make an account that somebody began with a card; return it with the words it opens with now."""
    card = actions.find_card(actions.make_card(language="nb"))
    return actions.begin(card=card, code=code, language="nb")
