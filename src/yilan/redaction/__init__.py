"""Blacks out parts of files so that nothing is left below, and proves it. The door is `asking`."""
