"""What the back office asks of columns."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from yilan.accounts.models import Role, User
from yilan.accounts.queries import governs
from yilan.disclosure.models import Column


@dataclass
class Branch:
    """A column with the columns below it; each column carries `listed`, what the public finds in it."""

    column: Column
    below: list["Branch"] = field(default_factory=list)


def column_tree() -> list[Branch]:
    """Return all columns as a tree in their order: one query."""
    listed = Count("places", filter=Q(places__listed=True))
    branches = {column.pk: Branch(column) for column in Column.objects.select_related("owner").annotate(listed=listed)}
    for branch in branches.values():
        if branch.column.parent_id is not None:
            branches[branch.column.parent_id].below.append(branch)
    return [branch for branch in branches.values() if branch.column.parent_id is None]


def column_by_key(pk: int) -> Column:
    """Return a column, or raise `Http404`."""
    return get_object_or_404(Column, pk=pk)


def parents_to_choose() -> QuerySet[Column]:
    """Return the top columns that stand."""
    return Column.objects.filter(parent=None, retired_on=None)


def keeps_columns(user: User) -> bool:
    """Tell whether the user may change columns."""
    return governs(user, Role.INFORMATION_OFFICE)
