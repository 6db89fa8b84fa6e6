"""What every command of the command line shares: one way to refuse, and a parser that refuses in the same way."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import NoReturn

Command = Callable[[list[str]], None]


class Refused(Exception):
    """Something expected stands in the way. The message is one plain sentence that says what to do."""


class Parser(ArgumentParser):
    """An argument parser whose errors are one sentence, like every other error of the command line."""

    def error(self, message: str) -> NoReturn:
        """Raise Refused instead of printing the usage and leaving with status 2."""
        raise Refused(f"{message[:1].upper()}{message[1:]}; {self.prog} --help says what is possible.")


def refusing(command: Command, arguments: list[str]) -> None:
    """Run a command; what is expected to go wrong is one plain sentence and exit status 1."""
    try:
        command(arguments)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        sentence = _expected(error)
        if sentence is None:
            raise
        sys.exit(sentence)


def _expected(error: Exception) -> str | None:
    """Return the sentence for an error that can be expected on any machine, or None for a bug of ours."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}." if error.filename else f"{error.strerror}."
    psycopg = sys.modules.get("psycopg")
    if psycopg and isinstance(error.__cause__ or error, psycopg.OperationalError):
        return f"The database does not answer: {' '.join(str(error).split())}"
    if psycopg and isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:  # no server was asked
        return "DATABASE_URL, or another database's address, is no PostgreSQL address: postgresql://login:password@host/name."
    return None
