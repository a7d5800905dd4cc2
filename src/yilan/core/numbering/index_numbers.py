"""Index numbers (索引号) made from an agency's template, such as `{orgcode}/{yyyy}-{seq:5}`."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

_TOKEN = re.compile(r"\{(\w+)(?::(\d+))?\}")
_TOKENS = {"orgcode", "uscc", "area", "class", "yyyy", "yyyymm", "seq"}
_LITERAL = re.compile(r"[A-Za-z0-9/._-]*")


class TemplateError(ValueError):
    """An index template that cannot give unique numbers; the message says why."""


@dataclass(frozen=True)
class IndexTemplate:
    """A checked template."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "IndexTemplate":
        """Check a template: known tokens, exactly one serial, a year, and only signs that an address may hold."""
        names = [name for name, _width in _TOKEN.findall(text)]
        unknown = sorted(set(names) - _TOKENS)
        if unknown:
            raise TemplateError(f"unknown token {{{unknown[0]}}}")
        if names.count("seq") != 1:
            raise TemplateError("exactly one {seq:N} is needed")
        if not {"yyyy", "yyyymm"} & set(names):
            raise TemplateError("a year is needed: {yyyy} or {yyyymm}")
        if not _LITERAL.fullmatch(_TOKEN.sub("", text)) or "//" in text:
            raise TemplateError("between the tokens only letters, digits and / . _ - may stand")
        return cls(text)

    def format(self, serial: int, **parts: Any) -> str:
        """Return the number with this serial. `parts`: orgcode, uscc, area, class_, day."""
        return self._fill(parts, lambda width: str(serial).zfill(width))

    def scope(self, **parts: Any) -> str:
        """Return what one counter of serials runs under: the number without its serial."""
        return self._fill(parts, lambda _width: "#")

    def matches(self, number: str) -> bool:
        """Whether a number could have come from this template."""
        pattern = ""
        position = 0
        for token in _TOKEN.finditer(self.text):
            pattern += re.escape(self.text[position : token.start()]) + _shape(token[1], token[2])
            position = token.end()
        return re.fullmatch(pattern + re.escape(self.text[position:]), number) is not None

    def _fill(self, parts: dict[str, Any], serial: Any) -> str:
        day: date = parts["day"]
        values = {
            "orgcode": parts.get("orgcode", ""),
            "uscc": parts.get("uscc", ""),
            "area": parts.get("area", ""),
            "class": parts.get("class_", ""),
            "yyyy": f"{day.year:04d}",
            "yyyymm": f"{day.year:04d}{day.month:02d}",
        }
        return _TOKEN.sub(
            lambda token: serial(int(token[2] or 1)) if token[1] == "seq" else values[token[1]], self.text
        )


def _shape(name: str, width: str | None) -> str:
    if name == "seq":
        return rf"\d{{{width or 1},}}"
    return {"yyyy": r"\d{4}", "yyyymm": r"\d{6}"}.get(name, "[A-Za-z0-9.-]+")
