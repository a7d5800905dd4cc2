"""How the portal writes sizes, kinds of files, dates and headings."""

from collections.abc import Iterable
from html import escape
from pathlib import PurePosixPath
from typing import Any

from django import template
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def file_kind(name: str) -> str:
    """Return the kind of a file by the end of its name, in capitals (`PDF`)."""
    return PurePosixPath(name).suffix.lstrip(".").upper()


@register.filter
def day(text: str | None) -> Any:
    """Return the date of an ISO day of a content, so that the `date` filter can write it."""
    return parse_date(text) if text else None


@register.filter
def rich(html: str) -> SafeString:
    """Show a reviewed paragraph as it was frozen. Wagtail's whitelist or the import's escaping made it safe."""
    return mark_safe(html)  # noqa: S308 - see above; the policy of the page lets no script run either


@register.filter
def marked(pieces: Iterable[Any]) -> SafeString:
    """Show the pieces of a text of a result, with what was looked for marked. Sixty of them on a page: no template."""
    shown = (f"<mark>{escape(one.text)}</mark>" if one.found else escape(one.text) for one in pieces)
    return mark_safe("".join(shown))  # noqa: S308 - every piece is escaped


@register.filter
def heading(block: dict[str, Any]) -> SafeString:
    """Show a heading of a document: its levels 1 to 3 are h2 to h4, since its title is the page's h1."""
    element = {"1": "h2", "2": "h3"}.get(str(block["level"]), "h4")
    return format_html('<{0} class="level-{1}">{2}</{0}>', element, block["level"], block["text"])


@register.filter
def table_head(table: dict[str, Any]) -> list[Any]:
    """Return the head row of a table block, empty when it has none."""
    data = table.get("data") or []
    return data[0] if table.get("first_row_is_table_header") and data else []


@register.filter
def table_rows(table: dict[str, Any]) -> list[Any]:
    """Return the rows of a table block below its head."""
    data = table.get("data") or []
    return data[1:] if table.get("first_row_is_table_header") else data


@register.filter
def outcome(step: Any) -> str:
    """Return what a hand did in a step, without saying who it was."""
    return {
        "agency_check": _("The agency's checker found the text correct."),
        "secrecy_review": _("The secrecy reviewer concluded that it may be released."),
        "coordination": _("The other agencies concerned consented."),
        "sign_off": _("The leader in charge signed it off."),
        "approved": _("It was published."),
        "published": _("It was published."),
    }.get(step.stage, step.get_stage_display())
