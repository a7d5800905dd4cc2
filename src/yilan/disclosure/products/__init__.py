"""Guide and catalogue as plain JSON, compiled from organisation and records (article 12 of the Regulation)."""

from yilan.disclosure.products.catalogue import catalogue_of
from yilan.disclosure.products.guide import guide_of

__all__ = ["catalogue_of", "guide_of"]
