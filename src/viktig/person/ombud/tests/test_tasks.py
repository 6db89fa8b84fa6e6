"""An ombud finds the people who chose them from the page with what waits."""

import pytest
from django.urls import reverse

from viktig.ground.people.tests.make import make_account
from viktig.person.ombud.tests.make import make_ombud


@pytest.mark.parametrize("is_ombud", [True, False])
def test_an_ombud_finds_their_clients_and_their_presentation(client, is_ombud):
    client.force_login(make_ombud().account if is_ombud else make_account(email="ane@example.org"))

    text = client.get(reverse("ground:tasks")).content.decode()

    for name in ("person:ombud-clients", "person:ombud-present"):
        assert (f'href="{reverse(name)}"' in text) is is_ombud
