"""Copies what a page draws into a new file, object by object."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, StreamDecodeLevel, String

from yilan.redaction.pdf.entries import DRAWING
from yilan.redaction.pdf.keeping import Unclean
from yilan.redaction.pdf.keeping.content import Rewritten, rewrite
from yilan.redaction.pdf.keeping.jpeg import clean_jpeg

DEEPEST = 40
LAYERS = "/OC"
UNPACKED = {
    "/FlateDecode",
    "/LZWDecode",
    "/RunLengthDecode",
    "/ASCIIHexDecode",
    "/ASCII85Decode",
    "/Fl",
    "/AHx",
    "/A85",
}
IMPLICIT = ("DefaultGray", "DefaultRGB", "DefaultCMYK")
Key = tuple[int, int]


@dataclass
class FontUse:
    """A font of the old file, the dictionary that stands for it in the new one, and what each page shows in it."""

    font: Any
    place: Dictionary
    shown: dict[int, set[bytes]] = field(default_factory=lambda: defaultdict(set))


@dataclass
class _Form:
    copy: Stream
    shown: dict[Key, set[bytes]]


class Copier:
    """Copies pages from one file to another. Fonts come last, when it is known which pages stay."""

    def __init__(self, source: Pdf, target: Pdf) -> None:
        self.source, self.target = source, target
        self.fonts: dict[Key, FontUse] = {}
        self._copies: dict[Key, Any] = {}
        self._forms: dict[Key, _Form] = {}
        self._open: set[Key] = set()

    def page(self, number: int, size: list[float], rotation: int) -> Dictionary:
        """Return a page's copy with the visible part as its size; Unclean when it cannot be made."""
        page = self.source.pages[number - 1]
        content = rewrite(page)
        resources, shown = self._resources(content, page.resources)
        for key, pieces in shown.items():
            self.fonts[key].shown[number] |= pieces
        copy = Dictionary(
            Type=Name.Page,
            MediaBox=Array(size),
            Resources=resources,
            Contents=self.target.make_stream(content.data),
        )
        if rotation:
            copy.Rotate = rotation
        if "/Group" in page.obj:
            copy.Group = self._value(page.obj.Group, 0)
        return copy

    def _resources(self, content: Rewritten, old: Any) -> tuple[Dictionary, dict[Key, set[bytes]]]:
        kinds: dict[str, dict[str, Any]] = defaultdict(dict)
        copy: Any
        shown: dict[Key, set[bytes]] = defaultdict(set)
        for (kind, name), new in content.names.items():
            try:
                resource = old["/" + kind][name]
            except (KeyError, ValueError, TypeError) as error:
                raise Unclean("content") from error
            if kind == "Font":
                key, copy = self._font(old["/Font"], name)
                shown[key] |= content.shown.get(name, set())
            elif _draws(kind, resource):
                copy = self._drawing(resource, shown)
            elif kind == "XObject" and resource.get("/Subtype") != Name.Image:
                raise Unclean("content")
            elif kind == "ExtGState":
                copy = self._state(resource, shown)
            else:
                copy = self._value(resource, 0)
            kinds[kind][str(new)] = copy
        for name in IMPLICIT:
            if f"/{name}" in old.get("/ColorSpace", {}):
                kinds["ColorSpace"][f"/{name}"] = self._value(old.ColorSpace[f"/{name}"], 0)
        return Dictionary({f"/{kind}": Dictionary(named) for kind, named in kinds.items()}), shown

    def _font(self, fonts: Any, name: str) -> tuple[Key, Dictionary]:
        font = fonts[name]
        if not font.is_indirect:
            fonts[name] = font = self.source.make_indirect(font)
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = FontUse(font, self.target.make_indirect(Dictionary()))
        return font.objgen, self.fonts[font.objgen].place

    def _drawing(self, form: Any, shown: dict[Key, set[bytes]]) -> Stream:
        key = form.objgen
        if key in self._open or len(self._open) > DEEPEST:
            raise Unclean("content")
        if key not in self._forms:
            self._open.add(key)
            try:
                self._forms[key] = self._new_drawing(form)
            finally:
                self._open.discard(key)
        for font, pieces in self._forms[key].shown.items():
            shown[font] |= pieces
        return self._forms[key].copy

    def _new_drawing(self, form: Any) -> _Form:
        if LAYERS in form:
            raise Unclean("layers")
        content = rewrite(form)
        resources, shown = self._resources(content, form.get("/Resources", Dictionary()))
        copy = self.target.make_stream(content.data)
        for name, value in form.items():
            if name in DRAWING and name != "/Resources":
                copy[name] = self._value(value, 0)
        copy.Resources = resources
        return _Form(copy, shown)

    def _state(self, state: Any, shown: dict[Key, set[bytes]]) -> Dictionary:
        if "/Font" in state:
            raise Unclean("content")
        copy: Dictionary = self._value(Dictionary({n: v for n, v in state.items() if n not in {"/SMask", "/TR"}}), 0)
        mask = state.get("/SMask")
        if isinstance(mask, Name):
            copy.SMask = mask
        elif mask is not None:
            rest = Dictionary({name: value for name, value in mask.items() if name != "/G"})
            copy.SMask = self._value(rest, 0)
            copy.SMask.G = self._drawing(mask.G, shown)
        return copy

    def _value(self, value: Any, depth: int) -> Any:
        if depth > DEEPEST or isinstance(value, String):
            raise Unclean("content")
        if isinstance(value, Array):
            if _is_palette(value):
                return Array([Name.Indexed, self._value(value[1], depth + 1), value[2], String(bytes(value[3]))])
            return Array([self._value(one, depth + 1) for one in value])
        if isinstance(value, Stream | Dictionary):
            return self._container(value, depth)
        return value

    def _container(self, value: Any, depth: int) -> Any:
        key = value.objgen
        if key in self._copies:
            return self._copies[key]
        if LAYERS in value:
            raise Unclean("layers")
        if key in self._open:
            raise Unclean("content")
        if value.is_indirect:
            self._open.add(key)
        try:
            entries = {name: self._value(one, depth + 1) for name, one in value.items() if name in DRAWING}
        finally:
            self._open.discard(key)
        copy: Any = Dictionary(entries)
        if isinstance(value, Stream):
            copy = self._stream(value, entries)
        if value.is_indirect:
            self._copies[key] = copy = copy if isinstance(value, Stream) else self.target.make_indirect(copy)
        return copy

    def _stream(self, stream: Any, entries: dict[str, Any]) -> Stream:
        filters = stream.get("/Filter", Array([]))
        packing = [str(one) for one in (filters if isinstance(filters, Array) else [filters])]
        if stream.get("/Subtype") == Name.Form or "/PatternType" in stream or "/Resources" in stream:
            raise Unclean("content")  # it draws, and has to come by way of _drawing
        copy = self.target.make_stream(b"")
        for name, value in entries.items():
            copy[name] = value
        try:
            if packing in (["/DCTDecode"], ["/DCT"]):
                copy.write(clean_jpeg(stream.read_raw_bytes()), filter=Name.DCTDecode)
            elif set(packing) <= UNPACKED:
                copy.write(stream.read_bytes(StreamDecodeLevel.specialized))
            else:
                raise Unclean("picture")
        except pikepdf.PdfError as error:
            raise Unclean("picture") from error
        return copy


def _draws(kind: str, resource: Any) -> bool:
    form = kind == "XObject" and resource.get("/Subtype") == Name.Form
    return form or (kind == "Pattern" and isinstance(resource, Stream))


def _is_palette(value: Array) -> bool:
    return len(value) == 4 and value[0] == Name.Indexed and isinstance(value[3], String)  # noqa: PLR2004 - with base, last
