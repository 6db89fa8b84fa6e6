"""The key of the one who runs the site."""

import re

import pytest

from viktig.ground.commands import Refused
from viktig.ground.people.tests.make import make_organisation
from viktig.ground.privacy.acting import acting_as
from viktig.ground.protection import actions
from viktig.ground.protection.command import protection
from viktig.ground.protection.models import Proposal, State
from viktig.ground.protection.queries import smallest_group
from viktig.ground.protection.tests.make import make_keeper, make_users

WHY = ["--why", "Small towns."]


def test_the_operator_proposes_and_a_user_organisation_says_yes(capsys):
    users, one, _ = make_users()

    protection(["propose", "smallest_group", "8", *WHY])
    proposal = re.findall(r"[0-9a-f-]{36}", capsys.readouterr().out)[0]
    with pytest.raises(Refused, match="The other side says yes or no"):
        protection(["yes", proposal])
    with acting_as(one.who, because="test"):
        actions.say_yes(proposal=proposal, by=users)
    protection([])

    assert smallest_group() == 8
    assert re.findall(r": (.+)$", capsys.readouterr().out, re.M) == ["8", "Brukerne"]


def test_the_operator_says_no_with_a_reason_and_takes_back():
    users, one, _ = make_users()
    with acting_as(one.who, because="test"):
        proposal = actions.propose(setting="smallest_group", body=None, by=users, why="Small towns.", number=9)

    with pytest.raises(Refused, match="Write why"):
        protection(["no", str(proposal)])
    protection(["no", str(proposal), "--why", "Too few figures would be left."])
    protection(["propose", "smallest_group", "7", *WHY])
    protection(["take-back", str(Proposal.unguarded.get(number=7).pk)])

    assert set(Proposal.unguarded.values_list("number", "state")) == {(9, State.REFUSED), (7, State.TAKEN_BACK)}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["propose", "smallest_group", "4", *WHY], "never lowered"), (["propose", "smallest_group", "8"], "Say why"),
     (["propose", "answer_days", "14", *WHY], "with --for"), (["propose", "colour", "red"], "Say what"),
     (["propose", "smallest_group", "many", *WHY], "no whole number"), (["yes", "x"], "Say which"),
     (["propose", "smallest_group", "8", *WHY, "--for", "Boligkontoret"], "one for all"),
     (["propose", "answer_days", "14", *WHY, "--for", "Boligkontoret"], "has no key to this")],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(arguments, sentence):
    make_keeper(make_organisation())

    with pytest.raises(Refused, match=sentence):
        protection(arguments)
