"""Everything of this room in the person's own file, as its schema says, and in words."""

import base64
import json
from pathlib import Path
from uuid import uuid4

from viktig.ground import clock
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.pictures import made_anew
from viktig.ground.privacy.tests.make import make_photo
from viktig.person.mandates import actions
from viktig.person.mandates.kinds import Status
from viktig.person.mandates.tests.make import make_consent, make_demand, make_mandate, make_not_shared
from viktig.person.mine import labels, queries
from viktig.person.mine.paper import everything_as_paper
from viktig.person.mine.tests.schema import faults

SCHEMA = json.loads((Path(queries.__file__).parent / "my-data.schema.json").read_text(encoding="utf-8"))


def test_all_of_it_comes_out_in_the_file_and_on_paper():
    ane = make_account(name="Ane").who
    picture = made_anew(make_photo(size=(64, 48)))
    make_mandate(ane, status=Status.REFUSED, picture=picture)
    make_mandate(ane)
    consent = make_consent(ane)
    make_not_shared(ane)
    make_demand(ane)
    with acting_as(ane, because="test"):
        actions.note_passed(consent=consent, new_id=uuid4(), words="My plan of May", on=clock.today())
        made = json.loads(json.dumps(queries.everything(ane)))
        sections = labels.sections(made)
        paper = everything_as_paper(made, language="nb")

    assert faults(made, SCHEMA, SCHEMA) == []
    room = made["mandates"]
    assert {(one["status"], one["signature"] is None) for one in room["mandates"]} == {
        ("refused", False),
        ("draft", True),
    }
    [drawn] = [one for one in room["mandates"] if one["signature"]]
    assert base64.b64decode(drawn["signature"]) == picture.large
    assert [one["passed"] for one in room["consents"] if one["is_given"]] == [
        [{"words": "My plan of May", "on": clock.today().isoformat()}]
    ]
    lines = [line for section in sections for thing in section.things for line in thing]
    assert {line.value for line in lines} >= {"Kim Li", "Ikke godtatt", "De ga ingen grunn", "De sa ikke hvorfor"}
    assert [line.picture.split("/")[-2] for line in lines if line.picture] == ["signature"]
    assert paper.startswith(b"%PDF")
