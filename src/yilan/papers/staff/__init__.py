"""Screens of the back office for the templates of papers."""
