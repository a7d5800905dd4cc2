"""Papers on the screen before they go out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from yilan.access.papers import Draft
from yilan.access.previews import Line, lines_of
from yilan.papers.errors import PaperError


@dataclass(frozen=True)
class Shown:
    """A paper in words."""

    title: str
    lines: list[Line]


def shown_of(drafts: Iterable[Draft]) -> list[Shown]:
    """Return papers in words; `ValidationError` with the reason where a template cannot be filled."""
    try:
        return [Shown(draft.title, lines_of(draft)) for draft in drafts]
    except PaperError as error:
        raise ValidationError(str(error)) from error
