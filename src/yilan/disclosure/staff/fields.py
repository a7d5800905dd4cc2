"""Fields of the record editor: groups of boxes, and records named by their index number."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from yilan.disclosure.models import Column, Genre, RecordPage, StatutoryItem
from yilan.disclosure.queries.drafts import record_by_index_number
from yilan.organizations.models import Agency

Choices = list[tuple[Any, Any]]


class RecordNumberField(forms.CharField):
    """One published record, named by its index number as it stands on its public page."""

    def prepare_value(self, value: Any) -> Any:
        """Show the index number of the record that is chosen."""
        return numbers_of([value]) if isinstance(value, (int, RecordPage)) else value

    def to_python(self, value: Any) -> Any:
        """Return the record; `ValidationError` when no published record has this number."""
        text = super().to_python(value)
        return _record(text) if text else None


class RecordNumbersField(forms.CharField):
    """Published records, one index number a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """Show the index numbers of the records that are chosen."""
        return value if isinstance(value, str) or value is None else numbers_of(value)

    def to_python(self, value: Any) -> Any:
        """Return the records in their order, each once."""
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return list(dict.fromkeys(_record(line) for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the numbers, whatever form the initial value has."""
        return bool(self.prepare_value(initial or []) != (data or "").strip())


def numbers_of(values: Iterable[Any]) -> str:
    """Return the index numbers of records given as such or by key, one a line."""
    from yilan.disclosure.queries.drafts import index_numbers

    found = list(values)
    keys = [value.pk if isinstance(value, RecordPage) else value for value in found]
    return "\n".join(index_numbers(keys))


def _record(number: str) -> RecordPage:
    found = record_by_index_number(number)
    if found is None:
        raise forms.ValidationError(
            _("No published record has the index number “%(number)s”. Copy it from the record's public page.")
            % {"number": number}
        )
    return found


def grouped_columns(columns: Iterable[Column]) -> Choices:
    """Return columns grouped below their top column; a top column without any below it stands for itself."""
    groups: dict[str, Choices] = {}
    for column in columns:
        top = column.parent or column
        groups.setdefault(top.name, []).append((column.pk, column.name))
    return list(groups.items())


def grouped_genres(genres: Iterable[Genre]) -> Choices:
    """Return the kinds of official document and the site's own genres apart."""
    groups: dict[str, Choices] = {_("Kinds of official document"): [], _("Other genres"): []}
    official, other = groups.values()
    for genre in genres:
        (official if genre.official else other).append((genre.pk, genre.name))
    return [("", _("Choose a genre")), *((name, rows) for name, rows in groups.items() if rows)]


def grouped_items(items: Iterable[StatutoryItem]) -> Choices:
    """Return the statutory items below their articles."""
    groups: dict[str, Choices] = {}
    for item in items:
        groups.setdefault(item.article, []).append((item.pk, item.name))
    return [("", _("none")), *groups.items()]


def grouped_agencies(agencies: Iterable[Agency]) -> Choices:
    """Return agencies grouped by level."""
    groups: dict[str, Choices] = {}
    for agency in agencies:
        groups.setdefault(str(agency.get_level_display()), []).append((agency.pk, agency.name))
    return list(groups.items())
