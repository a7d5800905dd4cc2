"""From a frozen content to the facets that lists, counts and filters read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yilan.disclosure.models.classification import Column, Genre, StatutoryItem, Theme
from yilan.organizations.models import Agency


@dataclass(frozen=True)
class Lookups:
    """Keys of everything that a content names by code; loaded once, used for many records."""

    agencies: dict[str, int]
    columns: dict[str, int]
    themes: dict[str, int]
    genres: dict[str, int]
    statutory_items: dict[str, int]

    @classmethod
    def load(cls) -> "Lookups":
        """Read the keys from the database: five queries."""
        return cls(
            agencies=dict(Agency.objects.values_list("code", "pk")),
            columns=dict(Column.objects.values_list("slug", "pk")),
            themes=dict(Theme.objects.values_list("code", "pk")),
            genres=dict(Genre.objects.values_list("code", "pk")),
            statutory_items=dict(StatutoryItem.objects.values_list("code", "pk")),
        )


def plain_facets(content: dict[str, Any], keys: Lookups) -> dict[str, Any]:
    """Return the values of `Publication`'s own columns that follow from the content."""
    return {
        "title": content["title"],
        "summary": content["summary"],
        "document_number": content["document_number"],
        "genre_id": keys.genres.get(content["genre"]),
        "statutory_item_id": keys.statutory_items.get(content["statutory_item"]),
        "audience": content["audience"],
        "community_id": keys.agencies.get(content["community"]),
        "disclosure": content["disclosure"],
        "written_on": day(content["written_on"]),
        "in_force_from": day(content["in_force_from"]),
        "in_force_until": day(content["in_force_until"]),
        "interprets_id": content["interprets"],
        "has_video": any(block["type"] == "video" for block in content["body"]),
    }


def day(text: str | None) -> date | None:
    """Return the day of an ISO date."""
    return date.fromisoformat(text) if text else None
