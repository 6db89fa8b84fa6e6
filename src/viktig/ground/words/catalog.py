"""The catalogues of words: what stands in code and templates, and what each language says for it.

`python -m viktig.ground.words.catalog` brings locale/ up to date: new words come in empty, those that nothing says any
more go out, and the small files in locale/fragments/ (how a room brings its translations along) are taken in. English is
the source; its own catalogue holds only what libraries say, in plainer words. A test fails when a language declared whole
lacks a word. docs/translating.md says how a language comes in.
"""

import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parents[2]
LOCALE = HOUSE.parents[1] / "locale"
FRAGMENTS = LOCALE / "fragments"
COUNTRIES = HOUSE / "ground" / "people" / "reference" / "countries.yaml"
SOURCE = "en"
LANGUAGES = ("nb", "nn", "sv", SOURCE)
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
    "_now": None,  # `gettext as _now`, where `_` waits until the page is shown
}

# What Django and allauth say on our pages, and we say in plainer words: our catalogues win over theirs.
SAID_BY_LIBRARIES: tuple[str | tuple[str, str], ...] = (
    "This field is required.",
    "Enter a valid email address.",
    "Enter a valid date.",
    "Email",
    "Email address",
    "Code",
    "Password",
    "Password (again)",
    "Current Password",
    "New Password",
    "New Password (again)",
    "Remember Me",
    "Forgot your password?",
    "Incorrect code.",
    "Incorrect password.",
    "Please type your current password.",
    "You must type the same password each time.",
    "The email address and/or password you specified are not correct.",
    "The password reset token was invalid.",
    "Too many failed login attempts. Try again later.",
    "Be patient, you are sending too many requests.",
    "This password is too common.",
    "Your password can’t be a commonly used password.",
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    (
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
)


def source_files() -> Iterator[Path]:
    """Yield every file of ours that may say something to a person."""
    for path in sorted(HOUSE.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not {"tests", "migrations", "receipt"} & set(path.parts):
            yield path


@cache
def said() -> Catalog:
    """Return every text that is marked for translation, as a catalogue without translations."""
    found = Catalog()
    for theirs in (*SAID_BY_LIBRARIES, *_labels_of_numbers()):
        found.add(theirs)
    for path in source_files():
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else _as_code(text, path)
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            found.add(message, context=context, flags=_flags(message))
    return found


def said_in(language: str) -> Catalog:
    """Return what a language must say: everything; English only what libraries say, since our own texts are English."""
    if language != SOURCE:
        return said()
    found = Catalog()
    for theirs in SAID_BY_LIBRARIES:
        found.add(theirs, flags=_flags(theirs))
    return found


def _labels_of_numbers() -> list[str]:
    countries = yaml.safe_load(COUNTRIES.read_text(encoding="utf-8"))
    return [number["label"] for country in countries for number in country["help_numbers"]]


def _as_code(text: str, path: Path) -> str:
    """Return a template as code that only says its texts. Its indents mean nothing, and would be read as blocks."""
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def _flags(message: str | tuple[str, ...]) -> set[str]:
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
        str(message.id)
        for message in said_in(language)
        if message.id and not _is_whole(known.get(message.id, message.context))
    )


def _is_whole(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def update(language: str) -> int:
    """Bring one language's catalogue up to date with the code and the fragments; return how many texts it lacks.

    Run twice it writes the same bytes: nothing in the file says when, or by whom.
    """
    known = catalogue(language)
    for fragment in fragments(language):
        for message in fragment:
            if message.id and _is_whole(message):
                known.delete(message.id, message.context)  # adding over one that is there would keep its old words
                known.add(message.id, message.string, context=message.context)
    new = Catalog(locale=language)
    for message in sorted(said_in(language), key=lambda one: (str(one.id), one.context or "")):
        if message.id:
            old = known.get(message.id, message.context)
            new.add(message.id, old.string if old else None, context=message.context, flags=message.flags)
    texts = io.BytesIO()
    write_po(texts, new, width=120, omit_header=True, no_location=True)
    file = _file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_header(new).encode() + texts.getvalue())
    return len(lacking(language))


def fragments(language: str) -> Iterator[Catalog]:
    """Yield the small files that rooms bring along, by name. Raises ValueError, naming the file, for one that is wrong."""
    for file in sorted(FRAGMENTS.glob(f"*.{language}.po")):
        try:
            yield read_po(io.BytesIO(file.read_bytes()), locale=language, abort_invalid=True)
        except (PoFileError, UnicodeDecodeError) as error:
            raise ValueError(f"{file.name} cannot be read: {error}") from error


def _header(new: Catalog) -> str:
    return f"""# Viktig, {new.locale_identifier}
msgid ""
msgstr ""
"Language: {new.locale_identifier}\\n"
"Plural-Forms: {new.plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


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
