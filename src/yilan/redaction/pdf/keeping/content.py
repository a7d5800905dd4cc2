"""Writes the content of a page or a form anew: known operators with the operands that they take, resources renamed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Name, String

from yilan.redaction.pdf.keeping import Unclean
from yilan.redaction.pdf.keeping.operators import (
    COLOURS,
    DEVICE_COLOURS,
    MARKS,
    NAMED,
    NUMBERS,
    OPTIONAL_CONTENT,
    PLAIN_NAMED,
    SHOWS,
)

UNPACKED_INLINE = {"/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCIIHexDecode", "/ASCII85Decode"}


@dataclass
class Rewritten:
    """A content: its bytes, the new names of its resources by kind and old name, and what each font writes."""

    data: bytes = b""
    names: dict[tuple[str, str], Name] = field(default_factory=dict)
    shown: dict[str, set[bytes]] = field(default_factory=dict)

    def renamed(self, kind: str, old: str) -> Name:
        """Return the new name of a resource, which says nothing."""
        return self.names.setdefault((kind, old), Name(f"/R{len(self.names)}"))


def rewrite(content: Any) -> Rewritten:
    """Return a page's or form's content without anything that does not draw; Unclean for what is not known."""
    result = Rewritten()
    try:
        parsed = pikepdf.parse_content_stream(content)
        result.data = pikepdf.unparse_content_stream(list(_instructions(parsed, result)))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise Unclean("content") from error
    return result


def _instructions(parsed: Any, result: Rewritten) -> Iterator[Any]:
    font: str | None = None
    saved: list[str | None] = []
    for one in parsed:
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            _check_inline(one)
            yield one
            continue
        operator, operands = str(one.operator), list(one.operands)
        if operator in MARKS:
            if operator == "BDC" and str(operands[0]) == OPTIONAL_CONTENT:
                raise Unclean("layers")
            continue
        if operator == "q":
            saved.append(font)
        elif operator == "Q" and saved:
            font = saved.pop()
        elif operator == "Tf":
            font = _checked_font(operands)
        elif operator in SHOWS:
            _note_shown(result, font, operands, SHOWS[operator])
        _check(operator, operands)
        yield _with_new_names(operator, operands, one, result)


def _with_new_names(operator: str, operands: list[Any], one: Any, result: Rewritten) -> Any:
    if operator == "Tf":
        return [result.renamed("Font", str(operands[0])), operands[1]], one.operator
    if operator in NAMED and not (NAMED[operator] == "ColorSpace" and str(operands[0]) in DEVICE_COLOURS):
        return [result.renamed(NAMED[operator], str(operands[0]))], one.operator
    if operator in COLOURS and operands and isinstance(operands[-1], Name):
        return [*operands[:-1], result.renamed("Pattern", str(operands[-1]))], one.operator
    return one


def _checked_font(operands: list[Any]) -> str:
    if len(operands) != 2 or not isinstance(operands[0], Name):  # noqa: PLR2004 - name and size
        raise Unclean("content")
    return str(operands[0])


def _note_shown(result: Rewritten, font: str | None, operands: list[Any], place: int) -> None:
    if font is None or len(operands) != place + 1:
        raise Unclean("content")
    text = operands[place]
    pieces = [piece for piece in text if not _is_number(piece)] if isinstance(text, Array) else [text]
    if not all(isinstance(piece, String) for piece in pieces):
        raise Unclean("content")
    result.shown.setdefault(font, set()).update(bytes(piece) for piece in pieces)


def _check(operator: str, operands: list[Any]) -> None:
    if operator in NUMBERS:
        good = len(operands) == NUMBERS[operator] and all(map(_is_number, operands))
    elif operator in NAMED:
        good = len(operands) == 1 and isinstance(operands[0], Name)
    elif operator in COLOURS:
        numbers = operands[:-1] if operands and isinstance(operands[-1], Name) else operands
        good = all(map(_is_number, numbers))
    elif operator in PLAIN_NAMED:
        good = len(operands) == 1 and str(operands[0]) in PLAIN_NAMED[operator]
    elif operator in SHOWS:
        good = all(map(_is_number, operands[: SHOWS[operator]]))
    elif operator == "d":
        good = len(operands) == 2 and all(map(_is_number, [*operands[0], operands[1]]))  # noqa: PLR2004 - dashes, start
    elif operator == "Tf":
        good = _is_number(operands[1])
    else:
        good = False
    if not good:
        raise Unclean("content")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _check_inline(one: Any) -> None:
    picture = one.iimage
    space = picture.obj.get("/ColorSpace")
    named = isinstance(space, Name) and str(space) not in DEVICE_COLOURS
    if named or not set(map(str, picture.filters)) <= UNPACKED_INLINE:
        raise Unclean("picture")
