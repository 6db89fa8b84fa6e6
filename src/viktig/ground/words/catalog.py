"""The catalogues of words: what stands in code and templates, and what each language says for it.

`python -m viktig.ground.words.catalog` brings locale/ up to date: new words come in empty, those that nothing says any
more go out, and the small files in locale/fragments/ (how a room brings its translations along) are taken in. English is
the source. A test fails when a language declared whole lacks a word.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[2]
LOCALE = HOUSE.parents[1] / "locale"
FRAGMENTS = LOCALE / "fragments"
LANGUAGES = ("nb", "sv")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}


def source_files() -> Iterator[Path]:
    """Yield every file of ours that may say something to a person."""
    for path in sorted(HOUSE.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not {"tests", "migrations", "receipt"} & set(path.parts):
            yield path


def said() -> Catalog:
    """Return every text that is marked for translation, as a catalogue without translations."""
    found = Catalog()
    for path in source_files():
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else templatize(text, origin=str(path))
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            found.add(message, context=context, flags=_flags(code, message))
    return found


def _flags(code: str, message: str | tuple[str, ...]) -> set[str]:
    first = message if isinstance(message, str) else message[0]
    return {"python-format"} if "%(" in first else set()


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as it lies in locale/; an empty one if there is none."""
    file = _file(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as stored:
        return read_po(stored, locale=language)


def lacking(language: str) -> list[str]:
    """Return the texts for which a language has nothing to say, or is not sure (fuzzy)."""
    known = catalogue(language)
    return sorted(
        str(message.id) for message in said() if message.id and not _is_whole(known.get(message.id, message.context))
    )


def _is_whole(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def update(language: str) -> int:
    """Bring one language's catalogue up to date with the code and the fragments; return how many texts it lacks."""
    known, wanted = catalogue(language), said()
    for fragment in sorted(FRAGMENTS.glob(f"*.{language}.po")):
        with fragment.open("rb") as stored:
            for message in read_po(stored, locale=language):
                if message.id and _is_whole(message):
                    known.add(message.id, message.string, context=message.context)
    new = Catalog(locale=language, project="Viktig", charset="utf-8", fuzzy=False)
    for message in sorted(wanted, key=lambda one: str(one.id)):
        if message.id:
            old = known.get(message.id, message.context)
            new.add(message.id, old.string if old else None, context=message.context, flags=message.flags)
    file = _file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stored:
        write_po(stored, new, width=120, omit_header=False, no_location=True)
    return len(lacking(language))


def _file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def main() -> None:
    """Bring all languages up to date and say what each lacks."""
    short = {language: update(language) for language in LANGUAGES}
    for language, number in short.items():
        print(f"{language}: {number} texts lack a translation")
    sys.exit(1 if any(short.values()) else 0)


if __name__ == "__main__":
    main()
