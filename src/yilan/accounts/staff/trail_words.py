"""What a row of the trail says in detail, in words."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yilan.accounts.models import Role
from yilan.core.audit.models import AuditEntry

Told = list[tuple[str, str]]
# What is kept under other names than those of the thing's own fields.
WORDS = {
    "user": gettext_lazy("User name"),
    "username": gettext_lazy("User name"),
    "reason": gettext_lazy("Reason"),
    "rows": gettext_lazy("Rows"),
    "procedure_code": gettext_lazy("Kind of case"),
    "whose": gettext_lazy("List"),
    "state": gettext_lazy("State"),
    "outcome": gettext_lazy("Outcome"),
    "colour": gettext_lazy("Clock"),
    "year": gettext_lazy("Year"),
    "looked_for": gettext_lazy("Number or matter"),
    "opinion": gettext_lazy("Opinion"),
    "stage": gettext_lazy("Stage"),
    "statement": gettext_lazy("Statement"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "agency": gettext_lazy("Agency"),
    "content_hash": gettext_lazy("Digest of the content"),
    "sha256": gettext_lazy("Digest of the file"),
    "records": gettext_lazy("Records"),
    "release": gettext_lazy("Release"),
    "before": gettext_lazy("Validity before"),
    "after": gettext_lazy("Validity after"),
    "on": gettext_lazy("Since"),
    "by": gettext_lazy("Changed by record"),
    "run": gettext_lazy("Import"),
    "row": gettext_lazy("Row of the import file"),
}
NAMED_OTHERWISE = {"stage": "state", "before": "validity", "after": "validity"}


def detail_of(row: AuditEntry) -> Told:
    """Return a row's detail as pairs of label and words, sealed ones opened; what changed as old → new."""
    try:
        model = apps.get_model(row.subject_type)
    except LookupError:  # a table of an earlier version
        model = None
    return list(_pairs(model, row.told))


def roles_of_row(row: AuditEntry) -> str:
    """Return what the person was when they acted; empty for the system, and for rows of before this was noted."""
    return "、".join(_role(*one.partition("@")[::2]) for one in row.roles or ())


def _role(role: str, agency: str) -> str:
    known = {str(value): str(label) for value, label in Role.choices}
    return f"{known.get(role, role)}（{agency}）"


def in_one_line(told: Told) -> str:
    """Return the detail as one line, for a spreadsheet."""
    return "；".join(f"{label}：{words}" for label, words in told)


def _pairs(model: type[Model] | None, detail: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if own := getattr(model, "audit_detail", None):  # the thing's own room knows what its codes are called
        yield from own(detail)
        return
    for name, value in detail.items():
        if name == "changed" and isinstance(value, dict):
            for changed, (old, new) in value.items():
                empty = _("(empty)")
                before, after = _words(model, changed, old) or empty, _words(model, changed, new) or empty
                yield _label(model, changed), f"{before} → {after}"
        elif value not in ("", None):
            yield _label(model, name), _words(model, name, value)


def _field(model: type[Model] | None, name: str) -> Field[Any, Any] | None:
    if model is None:
        return None
    for tried in (name, NAMED_OTHERWISE.get(name, name)):
        try:
            field = model._meta.get_field(tried)
        except FieldDoesNotExist:
            continue
        if isinstance(field, Field):
            return field
    return None


def _label(model: type[Model] | None, name: str) -> str:
    field = _field(model, name)
    if name in WORDS:
        return str(WORDS[name])
    return str(field.verbose_name) if field is not None else name


def _words(model: type[Model] | None, name: str, value: Any) -> str:
    field = _field(model, name)
    if field is not None and field.choices and isinstance(value, str):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if value is not None else ""
