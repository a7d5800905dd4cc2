import argparse
from typing import NoReturn, Self


class Parser(argparse.ArgumentParser):
    """Argparse, with one line and exit code 1 when the command line is wrong."""

    def error(self, message: str) -> NoReturn:
        """End with what is wrong and where to read more."""
        self.exit(1, f"{self.prog}: {message} (see {self.prog} --help)\n")


def whole_number(least: int, most: int | None = None) -> type[int]:
    """Return a type for argparse: a whole number not below `least`, not above `most`."""

    class Bounded(int):
        def __new__(cls, text: str) -> Self:
            number = super().__new__(cls, text)
            if number < least or (most is not None and number > most):
                raise argparse.ArgumentTypeError(f"{text} is not between {least} and {most or 'any number above'}")
            return number

    Bounded.__name__ = "whole number"
    return Bounded
