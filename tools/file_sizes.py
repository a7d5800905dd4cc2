"""Find Python files that have grown past the ceiling; each wants to become a folder of nouns."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from problem import Problem, relative, report, tracked_files

CEILING = 400


def too_long(paths: Iterable[Path], ceiling: int = CEILING) -> Iterator[Problem]:
    """Report each file of more than `ceiling` lines; migrations are written by Django and do not count."""
    for path in paths:
        if "migrations" in path.parts:
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > ceiling:
            yield Problem(relative(path), 0, f"{lines} lines; the ceiling is {ceiling}")


if __name__ == "__main__":
    report(too_long(tracked_files("*.py")))
