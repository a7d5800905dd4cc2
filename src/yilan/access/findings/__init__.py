"""What a file holds that somebody should look at before it is given away."""

from yilan.access.findings.looking import Finding, Findings, look_into, places_in

__all__ = ["Finding", "Findings", "look_into", "places_in"]
