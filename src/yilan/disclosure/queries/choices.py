"""What a drafter may choose from."""

from django.db.models import QuerySet

from yilan.disclosure.models import Column, Genre, StatutoryItem, Theme
from yilan.organizations.models import Agency


def columns_to_choose() -> QuerySet[Column]:
    """Return the columns that stand, those of one top column together."""
    return Column.objects.filter(retired_on=None).select_related("parent").order_by("parent__order", "order", "slug")


def themes_to_choose() -> QuerySet[Theme]:
    """Return the themes of the first level."""
    return Theme.objects.filter(parent=None)


def genres_to_choose() -> QuerySet[Genre]:
    """Return the genres in their order."""
    return Genre.objects.order_by("order", "code")


def items_to_choose() -> QuerySet[StatutoryItem]:
    """Return the statutory items in their order."""
    return StatutoryItem.objects.order_by("order", "code")


def agencies_to_choose() -> QuerySet[Agency]:
    """Return the open agencies in their order."""
    return Agency.objects.filter(closed_on=None)


def communities_to_choose() -> QuerySet[Agency]:
    """Return the open villages and communities, to which village affairs belong."""
    return agencies_to_choose().filter(level__in=[Agency.Level.VILLAGE, Agency.Level.COMMUNITY])
