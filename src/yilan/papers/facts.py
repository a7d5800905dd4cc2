"""Facts that fill a template: plain values only, so that no template gets hold of anything that can act."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

# What XML cannot hold, and what docxtpl would take for tabs, new paragraphs and pages.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
LEFTOVER = re.compile(r"\(\(.*?\)\)|（（.*?））|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
PARAGRAPH = "\a"  # docxtpl begins a new paragraph of the same style here


class Quoted(str):
    """A stranger's words, as they are: double brackets in them are no block that somebody forgot to fill in."""

    __slots__ = ()


def plain(value: Any) -> Any:
    """Return a value of plain types. Raises `TypeError` for anything else, such as a model.

    Line breaks in texts become paragraphs; control characters go; numbers, days, lists and mappings stay.
    """
    if isinstance(value, str | Promise):
        kind = Quoted if isinstance(value, Quoted) else str
        lines = CONTROLS.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
        return kind(re.sub(r"\n+", PARAGRAPH, lines).replace("\t", "\u3000"))
    if isinstance(value, datetime):
        raise TypeError(f"{value!r} has a time; papers are of a day")
    if value is None or isinstance(value, bool | int | Decimal | date):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} is no fact for a paper; give texts, numbers, days, lists and mappings")


def leftover(text: str) -> list[str]:
    """Return blocks in double brackets that wait for somebody to fill them in."""
    return LEFTOVER.findall(text)
