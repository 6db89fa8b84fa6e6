"""`viktig export` and `viktig erase`: what a person asks the operator to do for them, with eight words of theirs."""

import json
import os
from pathlib import Path
from uuid import UUID

from viktig.ground.commands import Parser, Refused


def export(arguments: list[str]) -> None:
    """Write all that lies about the person who gave these words to a file. Raises Refused."""
    parser = Parser(
        prog="viktig export",
        description="Write all that lies about a person to a file, with eight words that they made under My data.",
    )
    parser.add_argument("--words", required=True, help="the person's eight words, in quotation marks")
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write; it must not exist yet")
    chosen = parser.parse_args(arguments)
    if chosen.file.exists():
        raise Refused(f"{chosen.file} exists already: name a file that does not.")
    _start()
    from django.db import transaction

    from viktig.ground.privacy.acting import acting_as
    from viktig.person.mine.queries import everything

    with transaction.atomic():  # if the file cannot be written, the words are not used up
        who = _whose(chosen.words, "export")
        with acting_as(who, because="person.mine.export"):
            text = json.dumps(everything(who), ensure_ascii=False, indent=2)
        with open(os.open(chosen.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{text}\n")
    print(f"Everything about this person is in {chosen.file}. Give it to them, and keep no copy.")


def erase(arguments: list[str]) -> None:
    """Erase the person who gave these words. Raises Refused."""
    parser = Parser(
        prog="viktig erase",
        description="Erase a person at once, with eight words that they made under My data. It cannot be undone.",
    )
    parser.add_argument("--words", required=True, help="the person's eight words, in quotation marks")
    chosen = parser.parse_args(arguments)
    _start()
    from django.db import transaction

    from viktig.ground.privacy.acting import acting_as
    from viktig.person.mine.actions import erase_everything

    with transaction.atomic():
        who = _whose(chosen.words, "erase")
        with acting_as(who, because="person.mine.erase"):
            erase_everything(who=who)
    print("Erased. What they had said to others stays, linked to nobody.")


def _start() -> None:
    if not os.environ.get("DATABASE_URL"):
        raise Refused("DATABASE_URL is not set, and no demo runs here: set it, or start `viktig demo` first.")

    import django

    django.setup()


def _whose(words: str, purpose: str) -> UUID:
    from viktig.ground.rules import RuleBroken
    from viktig.person.mine.actions import take_words
    from viktig.person.mine.models import Purpose

    try:
        return take_words(words=words, purpose=Purpose(purpose))
    except RuleBroken as refusal:
        raise Refused(str(refusal.message)) from None
