"""Yilan (一览): the open-government platform of a Chinese county-level government."""

__version__ = "0.1.0"
