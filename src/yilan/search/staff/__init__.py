"""Screens of the back office for the search: what was looked for, synonyms, recommended pages."""
