"""How often somebody tried something: counted in the database, so that all processes of a site count together."""

from yilan.core.tries.counting import Rate, forget, left, note, prune

__all__ = ["Rate", "forget", "left", "note", "prune"]
