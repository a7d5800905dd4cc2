"""The law of access requests as data and pure functions."""
