"""The screening rules as data."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Rules:
    """Words and patterns by kind; `kinds` in the order of the file. `digest` tells one edition from the next."""

    digest: str
    kinds: tuple[str, ...]
    provinces: frozenset[str]
    identity_context: tuple[str, ...]
    amount_before: tuple[str, ...]
    amount_after: tuple[str, ...]
    card_prefixes: tuple[str, ...]
    card_context: tuple[str, ...]
    marks: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def rules() -> Rules:
    """Read `data/rules.toml`; raises `KeyError` or `re.error` when it is not what it should be."""
    path = Path(__file__).parent / "data" / "rules.toml"
    text = path.read_text(encoding="utf-8")
    entries = {entry["code"]: entry for entry in tomllib.loads(text)["kind"]}
    return Rules(
        digest=hashlib.sha256(text.encode()).hexdigest()[:16],
        kinds=tuple(entries),
        provinces=frozenset(entries["identity_number"]["provinces"].split()),
        identity_context=tuple(entries["identity_number"]["context"]),
        amount_before=tuple(entries["mobile_number"]["amount_before"]),
        amount_after=tuple(entries["mobile_number"]["amount_after"]),
        card_prefixes=tuple(entries["bank_card"]["prefixes"]),
        card_context=tuple(entries["bank_card"]["context"]),
        marks=tuple(
            (code, re.compile("|".join(entry["patterns"]))) for code, entry in entries.items() if "patterns" in entry
        ),
    )
