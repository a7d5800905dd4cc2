"""Fields of Word documents, as they nest: their words stand in several runs, and fields stand in fields."""

import re
from dataclasses import dataclass

from yilan.intake.checks.outcome import Bad

LONGEST = 1 << 20  # letters of one field
NAME = re.compile(r"\s*([A-Za-z]+)")
NAMED = re.compile(r"\s*(?:=|[A-Za-z]+[\s\"\\])")  # what stands before a nested field when the outer one's kind is said
COMMANDS = {"DDE", "DDEAUTO", "DATABASE"}
FETCHING = {"INCLUDETEXT", "INCLUDE", "IMPORT", "INCLUDEPICTURE", "RD"}
PICTURES = {
    "INCLUDEPICTURE",
    "IMPORT",
}  # text pasted from the web brings these; they are fetched only when somebody asks
SHARE = re.compile(r"(?:^|[\s\"])(?:\\{2,}|//|file:)[^\s\"]", re.IGNORECASE)  # opening one sends the reader's password


@dataclass
class _Field:
    words: str = ""
    told: bool = False  # its words are over, its result follows


class Fields:
    """The fields of one part; `Bad` for one that runs something, asks a database or reaches into a network."""

    def __init__(self) -> None:
        self.open: list[_Field] = []
        self.loose = ""  # words outside any field; no program should read them, and none gets them

    def mark(self, kind: str) -> None:
        """Take note of the begin, the separator or the end of a field."""
        self.end()
        if kind == "begin":
            outer = self.open[-1] if self.open else None
            if outer and not outer.told and not NAMED.match(outer.words):
                raise Bad("active")  # the inner field would spell what kind the outer one is
            self.open.append(_Field())
        elif self.open:
            field = self.open[-1]
            if not field.told:
                judge(field.words)
            field.told = True
            if kind == "end":
                self.open.pop()

    def add(self, letters: str) -> None:
        """Take words of the innermost field."""
        if self.open and not self.open[-1].told:
            self.open[-1].words += letters
            held = self.open[-1].words
        else:
            self.loose += letters
            held = self.loose
        if len(held) > LONGEST:
            raise Bad("bomb")

    def end(self) -> None:
        """Judge what stood outside of any field."""
        judge(self.loose)
        self.loose = ""

    def close(self) -> None:
        """Judge what was never ended."""
        self.end()
        for field in self.open:
            judge(field.words)


def judge(words: str) -> None:
    """Refuse the words of one field when it does more than show what is in the document."""
    found = NAME.match(words)
    if not found:
        return
    kind = found[1].upper()
    if kind in COMMANDS:
        raise Bad("active")
    if kind == "LINK":
        raise Bad("embedded")
    if kind in FETCHING and (SHARE.search(words) or (kind not in PICTURES and "://" in words)):
        raise Bad("active")
