"""What every check of the house reports: a place and a sentence."""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "yilan"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `line` is 0 when the whole file is meant."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


def tracked_files(*patterns: str) -> list[Path]:
    """Return the files that git knows or would take (new ones too, ignored ones not), below the given patterns."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in sorted(set(names.split("\0"))) if name)
    return [path for path in paths if path.is_file()]


def relative(path: Path) -> str:
    """Return a path as the repository names it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def report(problems: Iterable[Problem]) -> None:
    """Print the problems and end the program: exit code 1 when there is any."""
    found = sorted(set(problems))
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)
