"""Screens of the back office for records and their release."""
