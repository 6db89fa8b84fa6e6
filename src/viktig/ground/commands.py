"""What every command of the command line shares: one way to refuse, and a parser that refuses in the same way."""

from argparse import ArgumentParser
from typing import NoReturn


class Refused(Exception):
    """Something expected stands in the way. The message is one plain sentence that says what to do."""


class Parser(ArgumentParser):
    """An argument parser whose errors are one sentence, like every other error of the command line."""

    def error(self, message: str) -> NoReturn:
        """Raise Refused instead of printing the usage and leaving with status 2."""
        raise Refused(f"{message[:1].upper()}{message[1:]}; {self.prog} --help says what is possible.")
