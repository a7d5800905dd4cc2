"""Screening (筛查): finds personal data and secrecy marks in texts before they are published."""

from yilan.screening.scanning import Hit, PlacedHit, fingerprint, mask, scan_parts, scan_text

__all__ = ["Hit", "PlacedHit", "fingerprint", "mask", "scan_parts", "scan_text"]
