import argparse
from collections.abc import Callable
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Argparse, with one line and exit code 1 when the command line is wrong."""

    def error(self, message: str) -> NoReturn:
        """End with what is wrong and where to read more."""
        self.exit(1, f"{self.prog}: {message} (see {self.prog} --help)\n")


def whole_number(least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a type for argparse: a whole number not below `least`, not above `most`."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number") from None
        if number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(
                f"{text} is not between {least} and {most}" if most else f"{text} is less than {least}"
            )
        return number

    return read
