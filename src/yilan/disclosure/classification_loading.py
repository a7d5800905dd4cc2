"""Loads the classification lists of `data/` into their tables; loading again changes only what the data changed."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from yilan.disclosure.models import Genre, StatutoryItem, Theme

FOLDER = Path(__file__).parent / "data"


def read(name: str) -> dict[str, Any]:
    """Return a data file of this room."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@transaction.atomic
def load_classification() -> None:
    """Bring themes, genres and statutory items to what the data says. Nothing is deleted: records may use it."""
    themes = read("themes.toml")
    common = {"valid_from": themes["valid_from"], "source": themes["source"]}
    for theme in themes["theme"]:
        Theme.objects.update_or_create(code=theme["code"], defaults={"name": theme["name"], **common})
    for order, genre in enumerate(read("genres.toml")["genre"]):
        values = {name: genre[name] for name in ("name", "official", "source")}
        Genre.objects.update_or_create(code=genre["code"], defaults={**values, "order": order})
    for order, item in enumerate(read("statutory_items.toml")["item"]):
        values = {name: value for name, value in item.items() if name != "code"}
        StatutoryItem.objects.update_or_create(code=item["code"], defaults={**values, "order": order})
