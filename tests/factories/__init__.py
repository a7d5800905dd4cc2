"""One place for what a valid thing is; every room has its own file."""
