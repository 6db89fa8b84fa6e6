"""The demo's people come in as anybody does."""

import re

from viktig.demo import town
from viktig.ground.notify.models import Mail


def test_one_code_by_email_lets_them_in(client):
    town.make_town()
    jon = town.address_of("jon")

    client.post("/account/login/code/", {"email": jon})
    code = re.search(r"^([A-Z0-9-]{6,})$", Mail.unguarded.get().letter["text"], re.MULTILINE)
    answer = client.post("/account/login/code/confirm/", {"code": code[1]})

    assert (answer.status_code, answer.url) == (302, "/me/")
    assert client.get("/me/").status_code == 200
