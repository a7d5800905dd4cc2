"""Numbers with what they count, in the English of the command line."""

from gettext import ngettext


def records(number: int) -> str:
    """Return `1 record`, `2 records`."""
    return ngettext("%d record", "%d records", number) % number


def problems(number: int) -> str:
    """Return `1 problem`, `2 problems`."""
    return ngettext("%d problem", "%d problems", number) % number
