"""A content's metadata as label and words, in the order in which people read it."""

from typing import Any

from yilan.disclosure.differences import LABELS, field_words
from yilan.disclosure.queries.differences import names_in

SHOWN_ELSEWHERE = {"title", "body", "attachments", "duties"}


def facts_of(content: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what a content says of itself outside its text; empty fields are left out."""
    fields = [field for field in LABELS if field not in SHOWN_ELSEWHERE]
    names = names_in(fields, content)
    told = [(str(LABELS[field]), field_words(field, content.get(field), names)) for field in fields]
    return [(label, words) for label, words in told if words]
