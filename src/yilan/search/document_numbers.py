"""Document numbers and index numbers as people write them: 〔2014〕74号, [2014]74号, (2014) 第74号, 2014-74."""

import re
from collections.abc import Iterable

from yilan.search.folding import fold

_PART = re.compile(
    r"(?P<organ>[^\d\s()\-,;:]{0,30}?)\(?(?P<year>(?:19|20)\d\d)(?:\)|年|年\)|-|第|␣)+0*(?P<serial>[1-9]\d{0,5})(?P<mark>号?)"
)
_INDEX_NUMBER = re.compile(r"(?=.*\d.*[-/])[0-9a-z][0-9a-z/\-]{7,}")


def canonical(folded: str) -> str | None:
    """Return a folded document number in its one form, 银政办函(2014)74号; None when the whole text is no number.

    Without an organ it is `(2014)74号`. A plain `2014-74` is one, and so is `2014年第74号`.
    """
    found = _PART.fullmatch(folded)
    if found is None or (not found["organ"] and _is_day(folded)):
        return None
    return f"{found['organ']}({found['year']}){found['serial']}号"


def asked_numbers(folded: str) -> tuple[str, ...]:
    """Return the exact values of the index under which a question may be a number; none when it is not."""
    number = canonical(folded)
    if number is not None:
        return (number,)
    return (folded,) if _INDEX_NUMBER.fullmatch(folded) else ()


def indexed_numbers(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the exact values under which a document with these numbers is found, with and without the organ."""
    values: dict[str, None] = {}
    for number in filter(None, map(fold, numbers)):
        values[number] = None
        written = canonical(number)
        if written is not None:
            values[written] = None
            values[written[written.index("(") :]] = None
    return tuple(values)


def respelled(folded: str) -> str | None:
    """Return a text in which the document number is in its one form, None when it holds none in another form."""
    found = re.search(r"\((?P<year>(?:19|20)\d\d)年?\)第0*(?P<serial>[1-9]\d{0,5})号", folded)
    if found is None:
        return None
    return f"{folded[: found.start()]}({found['year']}){found['serial']}号{folded[found.end() :]}"


def _is_day(folded: str) -> bool:
    """Tell a month from a number: 2014-05 is one, 2014-74 is none."""
    found = re.fullmatch(r"\d{4}-(\d\d)", folded)
    return found is not None and 1 <= int(found[1]) <= 12  # noqa: PLR2004 - months
