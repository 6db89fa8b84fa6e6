"""Another e-mail address for one's own page: whoever asks for one learns nothing about who else is here."""

import re

from viktig.ground.people.models import Account
from viktig.ground.people.tests.make import make_account

PAGE = "/account/email/"


def test_an_address_that_somebody_has_is_answered_like_one_that_nobody_has(client):
    me = make_account(email="me@example.org")
    other = make_account(email="there@example.org")
    client.force_login(me)

    answers = []
    for address in ("there@example.org", "nobody@example.org"):
        asked = client.post(PAGE, {"email": address, "action_add": ""})
        assert asked.status_code == 302
        page = client.get(asked["Location"]).content.decode().replace(address, "the address")
        answers.append((asked["Location"], re.sub(r'value="[^"]{30,}"', "", page)))

    assert answers[0] == answers[1]
    assert Account.objects.get(pk=me.pk).email == "me@example.org"
    assert Account.objects.get(pk=other.pk).email == "there@example.org"
