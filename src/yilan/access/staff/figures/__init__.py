"""Screens of the back office for the figures of requests: the yearly tables, and the list behind every cell."""
