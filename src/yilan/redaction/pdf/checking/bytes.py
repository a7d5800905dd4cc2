"""What stands in the unpacked file, drawn or not: strings, streams, the tables of fonts, and the file as it lies."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, StreamDecodeLevel, String

from yilan.redaction.folding import fold
from yilan.redaction.forms import forms_of
from yilan.redaction.pdf.checking import Place
from yilan.redaction.pdf.keeping.fonts.tables import characters
from yilan.redaction.pdf.letters import PageText

SHORTEST, SHORTEST_IN_BINARY = 4, 6  # bytes: what is shorter stands by chance in any file; as text it is found anyway


def hidden(pdf: Pdf, raw: bytes, terms: Iterable[str], words: Iterable[str]) -> Iterator[Place]:
    """Yield the terms and words that stand anywhere in the file, in any usual coding."""
    terms = set(terms)
    needles = {text: forms_of(text) for text in terms | set(_smallest(words))}
    for haystack, shortest, what in _haystacks(pdf, raw):
        if haystack is None:
            yield Place("unchecked", 0, what)
            continue
        lowered = haystack.lower()
        for text, forms in needles.items():
            if what == "program" and text not in terms and text.isascii():
                continue  # names of colours and makers in profiles and fonts are ordinary words
            if any(len(form) >= shortest and form in lowered for form in forms):
                yield Place("hidden", 0, text)


def left_in_fonts(pdf: Pdf, texts: Sequence[PageText], signs: frozenset[str]) -> Iterator[Place]:
    """Yield blackened characters that a font's table still has though no page shows them."""
    shown = {sign for page in texts for letter in page.letters for sign in fold(letter.sign).text}
    gone = signs - shown
    for one in pdf.objects:
        if isinstance(one, Dictionary) and isinstance(one.get("/ToUnicode"), Stream):
            try:
                table = characters(one.ToUnicode.read_bytes())
            except Exception:  # noqa: BLE001 - whatever a broken table raises, it was not checked
                yield Place("unchecked", 0, "ToUnicode")
                continue
            for text in table.values():
                for sign in gone & set(fold(text.decode("utf-16-be", errors="replace")).text):
                    yield Place("font", 0, sign)


def _smallest(words: Iterable[str]) -> list[str]:
    """Leave out words that hold another: where they stand, the other stands."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(one in word for one in kept):
            kept.append(word)
    return kept


def _haystacks(pdf: Pdf, raw: bytes) -> Iterator[tuple[bytes | None, int, str]]:
    contents = set()
    for page in pdf.pages:
        contents.add(page.Contents.objgen)
        yield _shown(page), SHORTEST, "content"
    strings: list[bytes] = []
    for one in pdf.objects:
        strings += _strings(one)
        if not isinstance(one, Stream) or one.objgen in contents:
            continue
        if one.get("/Subtype") == Name.Form or "/PatternType" in one:
            yield _shown(one), SHORTEST, "content"
        elif one.get("/Subtype") == Name.Image:
            yield _unpacked(one), SHORTEST_IN_BINARY, "picture"
        else:
            yield _unpacked(one), SHORTEST, "program"
    yield b"\n".join(strings), SHORTEST, "strings"
    yield raw, SHORTEST_IN_BINARY, "file"


def _shown(content: Any) -> bytes | None:
    """Return the strings of a content, whatever they are given to, joined as they follow each other."""
    pieces: list[bytes] = []
    try:
        for one in pikepdf.parse_content_stream(content):
            if isinstance(one, pikepdf.ContentStreamInlineImage):
                continue
            for operand in one.operands:
                pieces += _strings(operand)
    except pikepdf.PdfError:
        return None
    return b"".join(pieces)


def _strings(value: Any) -> Iterator[bytes]:
    if isinstance(value, String):
        yield bytes(value)
        yield str(value).encode()
    elif isinstance(value, Array):
        for one in value:
            if not getattr(one, "is_indirect", False):
                yield from _strings(one)
    elif isinstance(value, Dictionary | Stream):
        for one in value.values():
            if not getattr(one, "is_indirect", False):
                yield from _strings(one)


def _unpacked(stream: Any) -> bytes | None:
    try:
        if stream.get("/Filter") == Name.DCTDecode:
            return bytes(stream.read_raw_bytes())
        return bytes(stream.read_bytes(StreamDecodeLevel.specialized))
    except pikepdf.PdfError:
        return None
