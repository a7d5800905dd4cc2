from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import governs
from yilan.core import audit
from yilan.core.events import emit
from yilan.disclosure.actions.common import today
from yilan.disclosure.models import Column
from yilan.organizations.models import Agency

CHANGEABLE = ("name", "description", "keywords", "column_type", "owner", "order")


@transaction.atomic
def add_column(*, actor: User, slug: str, parent: Column | None, **fields: Any) -> Column:
    """Open a column. Its address (`slug`) stays for good; `fields` are the other fields of `Column`.

    Raises `PermissionDenied` for anybody outside the district's information office, `ValidationError` with field names.
    """
    require_information_office(actor)
    if parent is not None and parent.retired_on is not None:
        raise ValidationError({"parent": _("This column is retired; choose another.")})
    column = Column(slug=slug, parent=parent, **fields)
    column.full_clean()
    column.save()
    _note(actor, column, "add", {"slug": slug, "name": column.name, "parent": parent.slug if parent else None})
    return column


@transaction.atomic
def change_column(*, actor: User, column: Column, **fields: Any) -> Column:
    """Rename, describe or reorder a column. Address and place in the tree stay: public addresses hang on them."""
    require_information_office(actor)
    unknown = set(fields) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"A column's {', '.join(sorted(unknown))} cannot be changed")
    column = Column.objects.select_for_update(of=("self",)).get(pk=column.pk)
    before = {name: _plain(getattr(column, name)) for name in fields}
    for name, value in fields.items():
        setattr(column, name, value)
    column.full_clean()
    column.save()
    after = {name: _plain(getattr(column, name)) for name in fields}
    changed = {name: [before[name], after[name]] for name in fields if before[name] != after[name]}
    if changed:
        _note(actor, column, "change", changed)
    return column


@transaction.atomic
def retire_column(*, actor: User, column: Column) -> Column:
    """Close a column: nothing new goes into it; what stands in it stays readable."""
    require_information_office(actor)
    column = Column.objects.select_for_update(of=("self",)).get(pk=column.pk)
    if column.retired_on is not None:
        raise ValidationError(_("This column is retired already."))
    if column.children.filter(retired_on=None).exists():
        raise ValidationError(_("Columns below it are still open. Retire them first."))
    column.retired_on = today()
    column.save(update_fields=["retired_on"])
    _note(actor, column, "retire", {"retired_on": column.retired_on.isoformat()})
    return column


def require_information_office(actor: User) -> None:
    """Raise `PermissionDenied` unless the actor belongs to the information office of the district."""
    if not governs(actor, Role.INFORMATION_OFFICE):
        raise PermissionDenied(_("Only the district's information office may change columns."))


def _note(actor: User, column: Column, verb: str, detail: dict[str, Any]) -> None:
    audit.record(actor=actor, action=f"disclosure:column:{verb}", subject=column, detail=detail)
    emit("ColumnChanged", column, slug=column.slug, verb=verb)


def _plain(value: Any) -> Any:
    return value.code if isinstance(value, Agency) else value
