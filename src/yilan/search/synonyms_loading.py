"""Brings the groups of `data/synonyms.toml` into their table; loading again changes only what the data changed."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from yilan.search.folding import fold
from yilan.search.models import Synonyms


def groups() -> Iterator[tuple[str, list[str], str]]:
    """Yield code, words and source of each group of the data."""
    data = tomllib.loads((files("yilan.search") / "data/synonyms.toml").read_text(encoding="utf-8"))
    for part in data["part"]:
        for words in part["groups"]:
            yield fold(words[0]), words, part["source"]


@transaction.atomic
def load_synonyms() -> None:
    """Bring every group to what the data says, but those that staff have changed or no longer use. None is deleted."""
    known = {row.code: row for row in Synonyms.objects.exclude(code=None)}
    for code, words, source in groups():
        row = known.get(code)
        if row is None:
            Synonyms.objects.create(code=code, words=words, source=source)
        elif not row.edited and not row.retired and (row.words, row.source) != (words, source):
            row.words, row.source = words, source
            row.save()
