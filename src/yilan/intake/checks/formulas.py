"""Formulas of spreadsheets: none may speak to another program (DDE) or fetch something from a network."""

import re
from collections.abc import Collection

from yilan.intake.checks.outcome import Bad

# A text, or a name in single quotes; in both a quote is doubled. No operator of a formula is a stroke, so one that
# stands outside of these is DDE: program|'topic'!item.
TOKEN = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
COLUMNS = re.compile(r"\[[^\[\]]*\]")  # of a table; their names may hold anything
CALLING = re.compile(r"(?<!\w)(?:WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER(?:\.ID)?|SQL\.REQUEST)\s*\(", re.IGNORECASE)
BOOK = re.compile(r"^\[\d+\]")
FORBIDDEN = set("\\/?*:[]")  # in names of sheets


def judge(formula: str, sheets: Collection[str] | None = None) -> None:
    """Refuse a formula; `sheets` are the names of the workbook's sheets, None where formulas are only labels."""

    def plain(token: re.Match[str]) -> str:
        text = token[0]
        if text.startswith("'") and "|" in text and sheets is not None and not _is_sheet(text[1:-1], sheets):
            raise Bad("active")
        return "0"

    outside = TOKEN.sub(plain, formula)
    while "[" in outside and outside != (shorter := COLUMNS.sub("", outside)):
        outside = shorter
    if "|" in outside or CALLING.search(outside):
        raise Bad("active")


def _is_sheet(quoted: str, sheets: Collection[str]) -> bool:
    name = BOOK.sub("", quoted.replace("''", "'"))
    return name in sheets and not FORBIDDEN & set(name)
