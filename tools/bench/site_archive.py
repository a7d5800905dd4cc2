"""Archives of any size for the programs beside it: the demonstration's texts again and again, over eleven years.

Has nothing of its own to measure. Everything lies in a home that the caller throws away.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
YEARS = 10  # over which the records are spread; what would lie after today goes a year further back
REFERRING = ("interprets", "supersedes", "validity", "validity_changed_on", "validity_changed_by")
STATEMENT = "测速数据：虚构信息。"
OF_2014 = re.compile(r"〔2014〕(\d+)号")


@dataclass(frozen=True)
class Build:
    """One run of `yilan site build`: what it made, how many seconds the whole command took, and on all processors."""

    pages: int
    files: int
    bytes: int
    seconds: float
    worked: float


class Archive:
    """A home with a district in it, and as many records as it was filled with."""

    def __init__(self, home: Path) -> None:
        """Prepare Django on this home: once in a process."""
        self.home = home
        self.records = 0
        self.folder = home / "texts"
        self.folder.mkdir(parents=True)
        os.environ["YILAN_HOME"] = str(home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "yilan.settings.base"
        import django

        django.setup()
        from django.core.management import call_command

        from yilan.core.messages import compile_messages
        from yilan.demo.district import generate, write_jsonl
        from yilan.demo.loading.organisation import build_organisation
        from yilan.demo.loading.people import hire

        compile_messages()
        call_command("migrate", verbosity=0)
        district = generate(2014, self.folder, date.today())  # noqa: DTZ011 - the demonstration's own way is a day
        write_jsonl(district, self.folder)
        build_organisation(district)
        hire()
        lines = (self.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
        self.texts = [row for row in map(json.loads, lines) if row.get("audience", "public") == "public"]

    def fill(self, records: int) -> float:
        """Import until there are so many records; returns how many a second came in."""
        from yilan.accounts.models import User
        from yilan.core.jobs.models import Job
        from yilan.disclosure.imports import import_file

        more = records - self.records
        path = self.folder / "more.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in range(self.records, records):
                file.write(json.dumps(self._row(number), ensure_ascii=False) + "\n")
        began = time.perf_counter()
        report = import_file(path, actor=User.objects.get(username="xinxi"), statement=STATEMENT)
        took = time.perf_counter() - began
        if not report.ok:
            sys.exit(f"{report.problems[0]}")
        # The build that follows has these records in it; a worker would only look at each of them and see that.
        Job.objects.all().delete()
        self.records = records
        return more / took

    def build(self, processes: int = 2) -> Build:
        """Let the command build the site."""
        began, before = time.perf_counter(), _worked()
        done = subprocess.run(
            self.command("site", "build", "--processes", str(processes), "--json"),
            check=True, capture_output=True, text=True, env=self.environment(),
        )  # fmt: skip
        took = time.perf_counter() - began
        built = json.loads(done.stdout.strip().splitlines()[-1])
        return Build(built["pages"], built["files"], built["bytes"], took, _worked() - before)

    @staticmethod
    def begin() -> None:
        """Put an empty site in place, which knows of nothing that stands in the archive."""
        from unittest.mock import patch

        from django.core.management import call_command

        from yilan.publishing import building

        call_command("collectstatic", interactive=False, verbosity=0)
        with patch.object(building, "everything", lambda: iter(())):
            building.build()

    def environment(self) -> dict[str, str]:
        """Return the environment of programs that work on this home."""
        return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}

    @staticmethod
    def command(*words: str) -> list[str]:
        """Return the command line of `yilan` with these words."""
        return [sys.executable, "-m", "yilan.cli.main", *words]

    def _row(self, number: int) -> dict[str, Any]:
        text = self.texts[number % len(self.texts)]
        turn = number // len(self.texts)
        row = {name: value for name, value in text.items() if name not in REFERRING}
        row["key"] = f"row-{number}"
        row["title"] = f"{text['title']}（{number}）" if turn else text["title"]
        year = _year_of(text["published_at"], number)
        for name in ("written_on", "published_at", "in_force_from", "in_force_until"):
            if name in row:
                row[name] = f"{year}{row[name][4:]}"
        if "document_number" in row:
            row["document_number"] = OF_2014.sub(f"〔{year}〕{number + 1}号", row["document_number"])
        return row


def _worked() -> float:
    """Return the seconds of processor time that all ended children have had."""
    times = os.times()
    return times.children_user + times.children_system


def _year_of(published_at: str, number: int) -> int:
    today = datetime.now().astimezone()
    year = today.year - number % YEARS
    day = datetime.fromisoformat(f"{year}{published_at[4:]}")
    return year if day < today - timedelta(days=1) else year - YEARS


@contextmanager
def thrown_away(within: str | None) -> Iterator[Path]:
    """Make a home and remove it at the end, also when the program is told to stop."""
    signal.signal(signal.SIGTERM, lambda *_arguments: sys.exit(1))
    home = Path(tempfile.mkdtemp(prefix="yilan-bench-", dir=within))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def machine() -> str:
    """Return on what this runs, in one line."""
    model = next(_processor(), "unknown processor")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores of {model}, Python {sys.version.split()[0]}, load {load}"


def _processor() -> Iterator[str]:
    path = Path("/proc/cpuinfo")
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("model name"):
            yield line.partition(":")[2].strip()
