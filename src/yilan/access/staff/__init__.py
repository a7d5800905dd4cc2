"""Screens of the back office for access requests."""
