"""Readable differences between two contents (`disclosure/content.py`), for staff and for the public."""

from yilan.disclosure.differences.blocks import BlockDifference
from yilan.disclosure.differences.fields import FieldDifference, compare
from yilan.disclosure.differences.marks import Kind, Mark, mark_text

__all__ = ["BlockDifference", "FieldDifference", "Kind", "Mark", "compare", "mark_text"]
