"""What is wrong with a file, said in one sentence with file, line and field."""

from dataclasses import dataclass
from typing import NoReturn

from viktig.ground.commands import Refused


@dataclass(frozen=True)
class At:
    """A place in a file. line: from 1; 0 for the whole file. field: as in "figures[3].value"; empty for the whole line."""

    file: str
    line: int = 0
    field: str = ""

    def refuse(self, what: str) -> NoReturn:
        """Raise Refused. what: the rest of the sentence, as in "must be a whole number."."""
        where = [
            self.file,
            *([f"line {self.line}"] if self.line else []),
            *([f"field {self.field}"] if self.field else []),
        ]
        raise Refused(f"{', '.join(where)}: {what} Nothing was imported.")


def quoted(value: object, longest: int = 40) -> str:
    """Return a value as it may stand in a sentence: on one line, and short."""
    text = " ".join(str(value).split())
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"“{text[:longest]}…”" if len(text) > longest else f"“{text}”"


def clean(text: str, at: At, longest: int) -> str:
    """Return a text without space around it. Refuses one that is too long, or that has letters nobody can write."""
    text = text.strip()
    if len(text) > longest:
        at.refuse(f"is {len(text)} letters long, and at most {longest} are possible.")
    if not text.isprintable():
        at.refuse("has a letter that cannot be shown.")
    return text
