"""Readable differences between two contents (`disclosure/content.py`), for staff and for the public."""

from yilan.disclosure.differences.blocks import BlockDifference
from yilan.disclosure.differences.fields import LABELS, FieldDifference, compare, field_words
from yilan.disclosure.differences.marks import Kind, Mark, mark_text

__all__ = ["LABELS", "BlockDifference", "FieldDifference", "Kind", "Mark", "compare", "field_words", "mark_text"]
