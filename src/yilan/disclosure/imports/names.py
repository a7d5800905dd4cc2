"""What an import file may name: agencies, columns, genres, themes, items, and records that are already here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yilan.disclosure.models import Column, Genre, RecordPage, StatutoryItem, Theme
from yilan.organizations.models import Agency


@dataclass(frozen=True)
class Names:
    """Codes by code and by name, and the keys of records by index number and import key."""

    agencies: dict[str, str]
    communities: dict[str, str]
    columns: dict[str, str]
    genres: dict[str, str]
    themes: dict[str, str]
    statutory_items: dict[str, str]
    index_numbers: dict[str, int]
    keys: dict[str, int]

    @classmethod
    def load(cls) -> "Names":
        """Read them all: seven queries."""
        records = RecordPage.objects.values_list("pk", "index_number", "import_key")
        known = list(records)
        return cls(
            agencies=_both(Agency.objects.values_list("code", "name")),
            communities=_both(Agency.objects.filter(level__in=Agency.COMMUNITIES).values_list("code", "name")),
            columns=_both(Column.objects.values_list("slug", "name")),
            genres=_both(Genre.objects.values_list("code", "name")),
            themes=_both(Theme.objects.values_list("code", "name")),
            statutory_items=_both(StatutoryItem.objects.values_list("code", "name")),
            index_numbers={number: pk for pk, number, _key in known if number},
            keys={key: pk for pk, _number, key in known if key},
        )


def resolve(names: dict[str, str], value: object) -> str:
    """Return the code that a code or a name stands for; `ValueError` with the nearest help otherwise."""
    text = str(value).strip()
    if text in names:
        return names[text]
    near = [name for name in names if text and (text in name or name in text)][:3]
    if near:
        raise ValueError(
            _("“%(value)s” is not known. Was one of these meant: %(near)s?") % {"value": text, "near": "、".join(near)}
        )
    raise ValueError(_("“%(value)s” is not known.") % {"value": text})


def _both(pairs: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, name in pairs:  # type: ignore[attr-defined]
        found.setdefault(name, code)
        found[code] = code
    return found
