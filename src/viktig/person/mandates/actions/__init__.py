"""What a person does in this room. Each is done by the person alone: access has seen to that."""

from viktig.person.actions import WrittenMeanwhile
from viktig.person.mandates.actions.consents import (
    consent,
    delete_consent,
    delete_demand,
    delete_passed,
    not_shared,
    note_demand,
    note_passed,
    withdraw,
)
from viktig.person.mandates.actions.steps import (
    accept,
    delete,
    hand_in,
    is_whole,
    let_stand,
    note_told,
    refuse,
    revoke,
    sign,
    step_back,
)
from viktig.person.mandates.actions.telling import begin_to_say
from viktig.person.mandates.actions.writing import (
    ChangedBeforeSigning,
    DayOutOfReach,
    NotNow,
    NotSaid,
    begin,
    write_what,
    write_who,
)

__all__ = [
    "ChangedBeforeSigning",
    "DayOutOfReach",
    "NotNow",
    "NotSaid",
    "WrittenMeanwhile",
    "accept",
    "begin",
    "begin_to_say",
    "consent",
    "delete",
    "delete_consent",
    "delete_demand",
    "delete_passed",
    "hand_in",
    "is_whole",
    "let_stand",
    "not_shared",
    "note_demand",
    "note_passed",
    "note_told",
    "refuse",
    "revoke",
    "sign",
    "step_back",
    "withdraw",
    "write_what",
    "write_who",
]
