"""What a person may be told when something cannot be done."""

from django.utils.functional import Promise


class RuleBroken(Exception):
    """A rule of the house says no. Subclasses stand in the `actions.py` that raises them; the text is for the person.

    field: of the form, beside which it is said; empty for what is said of the whole.
    """

    field = ""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message
