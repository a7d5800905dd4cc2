"""Words and blocks of the back office's screens."""

from datetime import date
from typing import Any

from django import template
from django.template.loader import select_template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from yilan.disclosure.staff.due import DueWords, due_words
from yilan.disclosure.staff.places import kind_words, place_words

SHORT = 6  # characters of a word that stands beside its question
register = template.Library()
register.filter("kind_words", kind_words)
register.filter("place_words", place_words)


@register.filter
def due(day: date | None) -> DueWords | None:
    """Return a due day in words and tone."""
    return due_words(day, timezone.localdate()) if day else None


@register.simple_tag(takes_context=True)
def show_block(context: template.Context, block: dict[str, Any]) -> SafeString:
    """Render one body block of a frozen content as the public will see it."""
    shown = select_template([f"disclosure/staff/blocks/{block['type']}.html"])
    return mark_safe(shown.render({"block": block, "value": block["value"], "request": context.get("request")}))  # noqa: S308 - a rendered template


@register.filter
def staff_file(file: dict[str, Any]) -> str:
    """Return where staff reads a content's file."""
    return reverse("disclosure_files:file", args=[file["sha256"], file["name"]])


@register.filter
def written_day(text: str) -> str:
    """Return an ISO day of a content as a document writes it."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT")


@register.filter
def kilobytes(size: int) -> str:
    """Return a size in kilobytes, at least one."""
    return f"{max(1, round(size / 1024)):,} KB"
