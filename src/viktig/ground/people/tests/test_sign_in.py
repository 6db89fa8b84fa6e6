"""How somebody comes in: with a code by e-mail, or a password; and what the database keeps of it."""

import json
import re
from datetime import timedelta

from django.core import mail
from django.db import connection
from django.utils import timezone

from viktig.ground.notify.actions import deliver
from viktig.ground.notify.models import Mail
from viktig.ground.people.actions import shuffle_accounts
from viktig.ground.people.jobs import clear_sessions
from viktig.ground.people.models import Account, Person
from viktig.ground.people.tests.make import make_account
from viktig.ground.privacy.acting import acting_as
from viktig.ground.privacy.models import Session

ADDRESS = "ane@example.org"
PASSWORD = "the kettle sings at four"


def code_in_mail() -> str:
    for waiting in Mail.unguarded.all():
        deliver(str(waiting.pk))
    found = re.search(r"^([A-Z0-9-]{6,})$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def sign_up(client) -> Account:
    client.post("/account/signup/", {"email": ADDRESS})
    client.post("/account/confirm-email/", {"code": code_in_mail()})
    return Account.objects.get(email=ADDRESS)


def test_a_newcomer_makes_a_page_with_a_code(client):
    account = sign_up(client)

    assert client.get("/me/").status_code == 200
    account.refresh_from_db()
    with acting_as(account.who, because="test"):
        assert Person.unguarded.get().pk == account.who


def test_somebody_comes_back_with_a_code(client):
    sign_up(client)
    client.post("/account/logout/")

    client.post("/account/login/code/", {"email": ADDRESS})
    answer = client.post("/account/login/code/confirm/", {"code": code_in_mail()})

    assert (answer.status_code, answer.url) == (302, "/me/")


def test_somebody_comes_back_with_a_password(client):
    sign_up(client)
    chosen = client.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/account/logout/")
    page = client.get("/account/login/")

    refused = client.post("/account/login/", {"login": ADDRESS, "password": "not this one"})
    answer = client.post("/account/login/", {"login": ADDRESS, "password": PASSWORD})

    assert chosen.status_code == 302
    assert 'type="password"' in page.content.decode()
    assert refused.status_code == 200
    assert (answer.status_code, answer.url) == (302, "/me/")


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(client):
    sign_up(client)
    client.post("/account/logout/")

    known = client.post("/account/login/code/", {"email": ADDRESS})
    unknown = client.post("/account/login/code/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_the_letter_has_a_constant_subject_and_waits_sealed(client):
    client.post("/account/signup/", {"email": ADDRESS})
    with connection.cursor() as cursor:
        cursor.execute("select letter from ground_mail")
        sealed = bytes(cursor.fetchone()[0])
        cursor.execute("select args from procrastinate_jobs where task_name = 'ground.notify.send'")
        [arguments] = cursor.fetchone()
        arguments = json.loads(arguments)

    assert ADDRESS.encode() not in sealed
    assert list(arguments) == ["mail_id"]
    code_in_mail()
    assert mail.outbox[-1].subject == "En melding fra Viktig"
    assert not Mail.unguarded.exists()


def test_a_session_is_ciphertext_under_a_digest(client):
    account = sign_up(client)
    session = Session.objects.get()

    assert session.session_key != client.cookies["viktig"].value
    assert str(account.pk) not in session.session_data
    assert "_auth_user_id" not in session.session_data


def test_a_session_that_has_ended_is_cleared_away_and_no_other(client):
    sign_up(client)
    kept = Session.objects.get()
    Session(session_key="ended", expire_date=timezone.now() - timedelta(hours=1)).save()

    clear_sessions()

    assert list(Session.objects.all()) == [kept]


def test_a_session_cookie_of_somebody_else_s_making_signs_nobody_in(client):
    sign_up(client)
    client.cookies["viktig"] = Session.objects.get().session_key

    assert client.get("/me/").status_code == 302


def test_no_order_and_no_transaction_joins_an_account_to_a_person(own_database):
    accounts = [make_account(email=f"{number}@example.org") for number in range(12)]

    shuffle_accounts()

    with connection.cursor() as cursor:
        cursor.execute("select id, xmin::text from ground_account order by ctid")
        rows = cursor.fetchall()
    for account in accounts:
        account.refresh_from_db()
        account.who  # noqa: B018 (it still leads where it led)
    assert len({xmin for _, xmin in rows}) == 1
    assert [pk for pk, _ in rows] != [account.pk for account in accounts]
