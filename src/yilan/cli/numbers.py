"""Numbers with what they count, in the English of the command line, which no catalogue translates."""


def records(number: int) -> str:
    """Return `1 record`, `2 records`."""
    return _counted(number, "record", "records")


def problems(number: int) -> str:
    """Return `1 problem`, `2 problems`."""
    return _counted(number, "problem", "problems")


def results(number: int) -> str:
    """Return `1 result`, `2 results`."""
    return _counted(number, "result", "results")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
