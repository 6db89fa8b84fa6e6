"""Whom to block."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from viktig.person.sharing.queries import Receiver
from viktig.person.whom import WhomForm


class BlockForm(WhomForm):
    """Somebody the person knows here, or somebody whose four words they have."""

    def __init__(self, *args: Any, receivers: list[Receiver], **kwargs: Any) -> None:
        super().__init__(*args, receivers=receivers, **kwargs)
        if "to" in self.fields:
            self.fields["to"].label = _("Whom do you want to block?")
        self.fields["words"].help_text = _("Only if they have told you words to be found by.")
