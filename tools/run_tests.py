"""Run the whole suite in its four parts, go on after a failure, and close with one count. `make test` calls it.

Each part runs in two processes. `AT_ONCE` parts run beside each other; what they say is shown part by part.

Arguments go to pytest in every part, as in `tools/run_tests.py -k calendar`.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from defusedxml import ElementTree

ROOT = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "--quiet", "--durations", "5", "--durations-min", "5"]
NOTHING_CHOSEN = 5  # pytest's exit code where no test has the part's mark
AT_ONCE = 1  # a part keeps two cores busy, and a browser wants quiet
GLANCE = 0.5  # seconds between two looks at what a part has said


@dataclass(frozen=True)
class Part:
    """One run of pytest."""

    name: str
    marks: str
    options: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    mark: str = ""  # without which no test belongs to the part

    def files(self) -> list[str]:
        """Return the files in which the part's mark stands, or none for all: reading the others takes seconds."""
        if not self.mark or any(Path(argument.partition("::")[0]).exists() for argument in sys.argv[1:]):
            return []
        files = sorted((ROOT / "tests").rglob("test_*.py"))
        return [str(file.relative_to(ROOT)) for file in files if f"mark.{self.mark}" in file.read_text("utf-8")]


# Tests of a file share a site that takes seconds to make: one process makes it.
FILE_BY_FILE = ("--numprocesses", "2", "--dist", "loadfile")
# The longest first: so parts that run at once end together.
PARTS = (
    Part("SQLite", "not browser and not crash", ("--numprocesses", "2")),
    Part("browser", "browser", FILE_BY_FILE, mark="browser"),
    Part(
        "PostgreSQL",
        "database and not browser and not crash",
        ("--numprocesses", "2"),
        ("tools/with_postgresql",),
        mark="database",
    ),
    Part("killed processes", "crash and not browser", FILE_BY_FILE, mark="crash"),
)


@dataclass
class Count:
    """What became of tests."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, report: Path) -> None:
        """Add the numbers of a JUnit report; a run that wrote none counts as one failure."""
        if not report.exists():
            self.failed += 1
            return
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            number = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
            bad = number["failures"] + number["errors"]
            self.failed += bad
            self.skipped += number["skipped"]
            self.passed += number["tests"] - bad - number["skipped"]


class Ended(NamedTuple):
    """How a part ended: pytest's exit code, and the seconds it took."""

    code: int
    seconds: float


def run(part: Part, report: Path) -> Ended:
    """Run one part; what it says goes into a file beside the report."""
    command = [*part.around, *PYTEST, "-m", part.marks, *part.options, f"--junitxml={report}"]
    command += ["--color=yes"] if sys.stdout.isatty() else []
    command += [*sys.argv[1:], *part.files()]
    # Hundreds of processes start: each would compile the house anew, and every part all tests.
    unwanted = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    environment["YILAN_TEST_RUN"] = str(report.parent)  # what tests/shared_tables.py keeps for all parts
    begun = time.monotonic()
    with said_in(report).open("wb") as said:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT, check=False)
    return Ended(done.returncode, time.monotonic() - begun)


def said_in(report: Path) -> Path:
    """Return the file for what the part of a report says."""
    return report.with_suffix(".txt")


def show(report: Path, running: "Future[Ended]") -> None:
    """Show what a part has said, and what it says, until it has ended."""
    said_in(report).touch()
    with said_in(report).open("rb") as said:
        ended = False
        while not ended:
            ended = running.done()  # before the last look, lest its last words are lost
            sys.stdout.buffer.write(said.read())
            sys.stdout.flush()
            time.sleep(0 if ended else GLANCE)


def main() -> int:
    """Run all parts; the exit code is 1 when a test failed, or when there was none at all."""
    count, lines, bad = Count(), [], False
    with tempfile.TemporaryDirectory(prefix="yilan-reports-") as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        reports = [Path(folder) / f"{number}.xml" for number in range(len(PARTS))]
        running = [pool.submit(run, part, report) for part, report in zip(PARTS, reports, strict=True)]
        for part, report, one in zip(PARTS, reports, running, strict=True):
            print(f"\n== {part.name}", flush=True)
            try:
                show(report, one)
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            code, seconds = one.result()
            bad = bad or code not in {0, NOTHING_CHOSEN}
            count.add(report)
            word = {0: "passed", NOTHING_CHOSEN: "no test"}.get(code, "FAILED")
            lines.append(f"{word:8}{seconds:6.0f} s  {part.name}")
    print("\n" + "\n".join(lines))
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if bad or count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
