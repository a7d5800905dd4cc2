"""Fields that several screens share."""

from collections.abc import Iterable
from typing import Any

from django import forms

from yilan.organizations.models import Agency
from yilan.organizations.queries import agency_tree, every_agency

INDENT = "\u3000"  # one Chinese character's width for every step down the tree


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day as 2014-03-05."""

    widget = DayInput


class AgencyField(forms.ModelChoiceField):
    """An agency chosen from the tree, each indented below the one above it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=every_agency().none(), **kwargs)

    def offer(self, agencies: Iterable[Agency] | None = None, *, closed: bool = False) -> None:
        """Offer these agencies, or all; the closed ones too when asked."""
        allowed = None if agencies is None else {agency.pk for agency in agencies}
        nodes = [node for top in agency_tree(closed=closed) for node in top.walk()]
        shown = [node for node in nodes if allowed is None or node.agency.pk in allowed]
        self.queryset = every_agency().filter(pk__in=[node.agency.pk for node in shown])
        rows = [(node.agency.pk, INDENT * node.depth + node.agency.name) for node in shown]
        self.choices = [*([("", self.empty_label)] if self.empty_label is not None else []), *rows]
