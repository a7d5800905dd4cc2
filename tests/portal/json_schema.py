"""As much of JSON Schema (2020-12) as `docs/record.schema.json` uses."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

TYPES = {"string": str, "integer": int, "array": list, "object": dict, "null": type(None)}
KNOWN = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const", "description", "enum", "format", "items",
    "minimum", "pattern", "properties", "required", "title", "type",
}  # fmt: skip
FORMATS = {
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
    "uri": lambda text: urlsplit(text).scheme[0] and urlsplit(text).netloc[0],
}


def problems(value: Any, schema: dict[str, Any], whole: dict[str, Any] | None = None, at: str = "$") -> Iterator[str]:
    """Yield what is wrong with a value, each with its place."""
    whole = schema if whole is None else whole
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "$ref" in schema:
        yield from problems(value, whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], whole, at)
    if "anyOf" in schema:
        tried = [list(problems(value, one, whole, at)) for one in schema["anyOf"]]
        yield from min(tried, key=len)
    allowed = schema.get("enum", [schema.get("const", value)])
    if value not in allowed:
        yield f"{at}: {value!r} is none of {allowed}"
    yield from _typed(value, schema, whole, at)


def _typed(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not isinstance(value, tuple(TYPES[kind] for kind in kinds)):
        yield f"{at}: {value!r} is no {kinds}"
    elif isinstance(value, dict):
        yield from _members(value, schema, whole, at)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from problems(one, schema.get("items", {}), whole, f"{at}[{number}]")
    elif isinstance(value, str):
        yield from _text(value, schema, at)
    elif isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too small"


def _members(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at}: no {name}" for name in schema.get("required", []) if name not in value)
    if schema.get("additionalProperties") is False:
        yield from (f"{at}: unknown {name}" for name in value if name not in known)
    for name in value.keys() & known.keys():
        yield from problems(value[name], known[name], whole, f"{at}.{name}")


def _text(value: str, schema: dict[str, Any], at: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    if "format" in schema:
        try:
            FORMATS[schema["format"]](value)
        except (ValueError, IndexError):
            yield f"{at}: {value!r} is no {schema['format']}"
