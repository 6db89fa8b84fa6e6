"""A card: kept as a digest, begun with once, replaced, revoked, and never guessed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from viktig.ground.cards import actions
from viktig.ground.cards.actions import Tried
from viktig.ground.cards.models import KeyCard
from viktig.ground.cards.queries import card_of
from viktig.ground.cards.tests.make import CODE, make_carded
from viktig.ground.people.models import Account, Person
from viktig.ground.people.tests.make import make_account


def raw():
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(k)::text from ground_keycard k")
        return "\n".join(row for (row,) in cursor.fetchall())


def test_a_new_card_is_a_digest_and_leads_to_nobody():
    accounts, people = Account.objects.count(), Person.unguarded.count()
    words = actions.make_card(language="nb")
    card = KeyCard.unguarded.get()

    assert (card.account, card.code, len(words.split())) == (None, "", 8)
    assert card.ends_on == timezone.localdate() + timedelta(days=30)
    assert [word for word in words.split() if f" {word} " in raw()] == []
    assert (Account.objects.count(), Person.unguarded.count()) == (accounts, people)


def test_words_are_found_however_they_are_typed():
    words = actions.make_card(language="nb")

    assert actions.find_card(", ".join(words.upper().split())) == KeyCard.unguarded.get()
    with pytest.raises(actions.CardUnknown):
        actions.find_card("en to tre fire fem seks sju åtte")


def test_the_words_on_the_paper_are_dead_when_somebody_has_begun():
    printed = actions.make_card(language="nb")
    account, words = actions.begin(card=actions.find_card(printed), code=CODE, language="nb")

    assert actions.find_card(words).account == account
    assert (account.email, account.has_usable_password()) == (None, False)
    with pytest.raises(actions.CardUnknown):
        actions.find_card(printed)


def test_a_card_is_begun_with_once():
    card = actions.find_card(actions.make_card(language="nb"))
    actions.begin(card=card, code=CODE, language="nb")
    before = Account.objects.count()

    with pytest.raises(actions.CardTaken):
        actions.begin(card=card, code=CODE, language="nb")
    assert Account.objects.count() == before


def test_a_card_that_nobody_begins_with_goes():
    words = actions.make_card(language="nb")
    make_carded()
    KeyCard.unguarded.filter(account=None).update(ends_on=timezone.localdate() - timedelta(days=1))

    with pytest.raises(actions.CardUnknown):
        actions.find_card(words)
    actions.tidy()
    assert [one.account_id is None for one in KeyCard.unguarded.all()] == [False]


def test_five_wrong_codes_make_the_card_rest_longer_each_time():
    _account, words = make_carded()
    waits = []
    for _round in range(4):
        tried = [actions.try_code(card=actions.find_card(words), code="000111") for _time in range(5)]
        assert tried == [Tried.WRONG] * 5
        assert actions.try_code(card=actions.find_card(words), code=CODE) is Tried.WAITS
        waits.append(KeyCard.unguarded.get().opens_at - timezone.now())
        KeyCard.unguarded.update(opens_at=timezone.now())

    assert [round(one.total_seconds() / 60) for one in waits] == [15, 60, 1440, 1440]
    assert actions.try_code(card=actions.find_card(words), code=CODE) is Tried.RIGHT
    assert (KeyCard.unguarded.get().tries, KeyCard.unguarded.get().opens_at) == (0, None)


def test_a_replaced_card_is_dead_at_once():
    account, old = make_carded()
    new = actions.give_card(account=account, code="903817", language="nb")

    assert KeyCard.unguarded.count() == 1
    assert actions.try_code(card=actions.find_card(new), code="903817") is Tried.RIGHT
    with pytest.raises(actions.CardUnknown):
        actions.find_card(old)


def test_a_code_typed_while_the_card_was_replaced_opens_nothing():
    account, old = make_carded()
    found = actions.find_card(old)
    actions.give_card(account=account, code=CODE, language="nb")

    assert actions.try_code(card=found, code=CODE) is Tried.WAITS


def test_a_revoked_card_is_gone_and_somebody_with_e_mail_may_have_one():
    account = make_account(email="ane@example.org")
    words = actions.give_card(account=account, code=CODE, language="nb")
    actions.revoke(account=account)

    assert card_of(account) is None
    with pytest.raises(actions.CardUnknown):
        actions.find_card(words)


def test_a_dump_tells_neither_the_words_nor_the_code_nor_the_day():
    _account, words = make_carded()
    kept = raw()

    assert CODE not in kept
    assert timezone.localdate().isoformat() not in kept
    assert [word for word in words.split() if f'"{word}"' in kept] == []
    assert "argon2" in kept


def test_the_card_goes_with_the_account():
    account, _words = make_carded()
    account.delete()

    assert KeyCard.unguarded.count() == 0
