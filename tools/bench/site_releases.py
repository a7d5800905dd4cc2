"""From sign-off to visible, what one release writes, and `yilan site build`: `python tools/bench/site_releases.py`.

An archive grows in a home of its own. At every size the site is built by the command; then a real worker runs, a
record goes through the verbs in this process, and the files of the site are polled until it can be read in its page,
on the home page, in the feed and in the list.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from site_archive import Archive, machine, thrown_away

AGENCY = "mzj"
POLL = 0.004  # seconds between two looks at the files
LONGEST = 60.0  # seconds after which a release counts as lost
SLEEPY = (1.7, 2.7)  # seconds of rest before a release: an idle worker then looks as seldom as it ever does
PLACES = ("page", "home", "feed", "list")


@dataclass
class Sizes:
    """What was measured at one size of the archive; seconds, and per release what it wrote."""

    records: int
    verb: list[float] = field(default_factory=list)
    seen: dict[str, list[float]] = field(default_factory=lambda: {place: [] for place in PLACES})
    everywhere: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    addresses: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)


def main() -> None:
    """Grow the archive, measure at every size, print."""
    options = parse()
    with thrown_away(options.within) as home:
        print(machine(), flush=True)
        measured = [figures for figures in measure(Archive(home), options) if figures.everywhere]
        if len(measured) > 1:
            compare(measured[0], measured[-1])


def parse() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[500, 2_000], metavar="N",
        help="records in the archive, growing (default 500 2000; the goals name 1000 10000 100000, which is long)",
    )  # fmt: skip
    parser.add_argument("--releases", type=int, default=6, metavar="N", help="at every size (default 6; goals: 30)")
    parser.add_argument(
        "--no-build", action="store_true",
        help="begin with an empty site, in which only what is released gets written: for sizes whose build is long",
    )  # fmt: skip
    parser.add_argument("--builds", type=int, default=1, metavar="N", help="at every size, the best counts (default 1)")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="that build (default 2)")
    parser.add_argument("--within", metavar="FOLDER", help="where the home is made (default: the temporary folder)")
    return parser.parse_args()


def measure(archive: Archive, options: argparse.Namespace) -> Iterator[Sizes]:
    """Yield the figures of every size."""
    chance = random.Random(2014)  # noqa: S311 - repeatable, no secret
    for size in sorted(options.sizes):
        speed = archive.fill(size)
        print(f"\n{size} records (imported at {speed:.0f}/s)", flush=True)
        if options.no_build:
            archive.begin()
        else:
            _build(archive, options)
        figures = Sizes(archive.records)
        if options.releases:
            releases = [prepare(number) for number in range(options.releases)]
            with working(archive) as worker:
                quiet()
                for release in releases:
                    _one(archive, release, figures, chance, worker)
            archive.records += options.releases
            report(figures)
        yield figures


def _build(archive: Archive, options: argparse.Namespace) -> None:
    """Build the site by the command and print how fast that went."""
    builds = [archive.build(options.processes) for _ in range(options.builds)]
    best = min(builds, key=lambda one: one.seconds)
    print(
        f"  site build: {best.pages} pages, {best.files} files, {best.bytes / 1e6:.0f} MB in {best.seconds:.1f} s"
        f" = {best.pages / best.seconds:.0f} pages/s with {options.processes} processes (goal 300)"
        f"; {best.worked:.1f} s of processor time, {best.pages / best.worked:.0f} pages for each"
        + (f"; all: {', '.join(f'{one.pages / one.seconds:.0f}' for one in builds)}" if len(builds) > 1 else ""),
        flush=True,
    )


def report(figures: Sizes) -> None:
    """Print what was measured at one size."""
    for place, seconds in (*figures.seen.items(), ("everywhere", figures.everywhere), ("settled", figures.settled)):
        print(f"  {place:<11}p50 {_ms(_quantile(seconds, 50))}  p95 {_ms(_quantile(seconds, 95))}")
    print(f"  of which sign_off itself: p50 {_ms(_quantile(figures.verb, 50))}")
    print(f"  processor time of the worker: p50 {_ms(_quantile(figures.worked, 50))}, until everything is settled")
    for name, values in (("files", figures.files), ("bytes", figures.bytes), ("addresses", figures.addresses)):
        print(f"  {name:<11}median {statistics.median(values):.0f}, from {min(values)} to {max(values)} per release")
    sys.stdout.flush()


def compare(small: Sizes, large: Sizes) -> None:
    """Print how what a release costs grows with the archive."""
    print(f"\n{large.records} records against {small.records}:")
    for name in ("everywhere", "files", "bytes", "addresses"):
        ratio = statistics.median(getattr(large, name)) / statistics.median(getattr(small, name))
        print(f"  {name:<11}{ratio:.2f}" + (" (goal at most 1.5)" if name == "everywhere" else " (goal 1)"))


def prepare(number: int) -> Any:
    """Bring a record through the first three hands; it waits for the leader's signature."""
    from django.utils import timezone

    from yilan.demo.loading.desks import BASIS, hand
    from yilan.disclosure import actions
    from yilan.disclosure.models import Column, Genre, Publication, Release, StatutoryItem, Theme
    from yilan.organizations.models import Agency

    own = Publication.objects.filter(agency__code=AGENCY, state="standing").order_by("pk")
    model = own[number % own.count()].record
    draft = actions.draft_record(
        actor=hand("qicao", AGENCY),
        agency=Agency.objects.get(code=AGENCY),
        title=f"关于第{number + 1}号测速事项的通知",
        body=json.dumps(list(model.body.raw_data)),
        genre=Genre.objects.get(code="tongzhi"),
        statutory_item=StatutoryItem.objects.order_by("pk").first(),
        columns=Column.objects.filter(pk__in=model.columns.all()),
        themes=Theme.objects.filter(pk__in=model.themes.all()),
        issuers=Agency.objects.filter(code=AGENCY),
        written_on=timezone.localdate(),
        summary=model.summary,
        source=model.source,
    )
    release = actions.submit_record(actor=hand("qicao", AGENCY), record=draft)
    actions.pass_agency_check(actor=hand("hedui", AGENCY), release=release)
    actions.review_secrecy(actor=hand("baomi", AGENCY), release=release, basis=BASIS, conclusion="release")
    return Release.objects.get(pk=release.pk)


@contextmanager
def working(archive: Archive) -> Iterator[int]:
    """Let a real worker run; yields its process."""
    with subprocess.Popen(archive.command("worker"), env=archive.environment(), cwd=archive.home) as process:
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(LONGEST)


def quiet() -> float:
    """Wait until the worker has nothing left to do; returns when that was."""
    from yilan.core.jobs.queries import health
    from yilan.publishing.models import TouchedAddress

    end = time.perf_counter() + 10 * LONGEST
    while TouchedAddress.objects.exists() or health().due or health().running:
        if time.perf_counter() > end:
            sys.exit("The worker does not come to an end.")
        time.sleep(0.01)
    return time.perf_counter()


def _one(archive: Archive, release: Any, figures: Sizes, chance: random.Random, worker: int) -> None:
    """Sign off one release and note when it was to be read, and what was written for it."""
    from yilan.core.events.models import Event
    from yilan.demo.loading.desks import hand
    from yilan.disclosure.actions import sign_off
    from yilan.disclosure.models import RecordPage
    from yilan.publishing.touching import addresses_of

    site = (archive.home / "site").resolve()
    before = _files_of(site)
    time.sleep(chance.uniform(*SLEEPY))
    worked = _processor_time(worker)
    began = time.perf_counter()
    sign_off(actor=hand("lingdao", AGENCY), release=release)
    signed = time.perf_counter()
    index_number = RecordPage.objects.values_list("index_number", flat=True).get(pk=release.record_id)
    paths = {
        "page": site / "info" / index_number / "index.html",
        "home": site / "index.html",
        "feed": site / "feeds" / "all.atom",
        "list": site / "records" / "index.html",
    }
    seen = _poll(paths, f"/info/{index_number}/".encode(), began)
    settled = quiet()
    figures.verb.append(signed - began)
    for place, moment in seen.items():
        figures.seen[place].append(moment - began)
    figures.everywhere.append(max(seen.values()) - began)
    figures.settled.append(settled - began)
    figures.worked.append(_processor_time(worker) - worked)
    after = _files_of(site)
    written = [size for path, (key, size) in after.items() if before.get(path, (None,))[0] != key]
    figures.files.append(len(written))
    figures.bytes.append(sum(written))
    event = Event.objects.filter(name="RecordPublished").latest("pk")
    figures.addresses.append(len(set(addresses_of(event))))


def _poll(paths: dict[str, Path], words: bytes, began: float) -> dict[str, float]:
    """Return when these words stood in each of the files; a file is read again only when it is another one."""
    seen: dict[str, float] = {}
    looked: dict[str, tuple[int, int]] = {}
    while len(seen) < len(paths):
        for place, path in paths.items():
            if place in seen:
                continue
            try:
                about = path.stat()
            except FileNotFoundError:
                continue
            key = (about.st_ino, about.st_mtime_ns)
            if looked.get(place) != key:
                looked[place] = key
                if words in path.read_bytes():
                    seen[place] = time.perf_counter()
        if time.perf_counter() - began > LONGEST:
            sys.exit(f"Not visible within {LONGEST:.0f} s: {', '.join(paths.keys() - seen.keys())}")
        time.sleep(POLL)
    return seen


def _processor_time(process: int) -> float:
    """Return the seconds of processor time that a process has had."""
    user, system = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _files_of(folder: Path) -> dict[str, tuple[tuple[int, int], int]]:
    """Return what tells each file apart from another of its name, and its size."""
    found: dict[str, tuple[tuple[int, int], int]] = {}
    folders = [os.fspath(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    about = entry.stat(follow_symlinks=False)
                    found[entry.path] = ((about.st_ino, about.st_mtime_ns), about.st_size)
    return found


def _quantile(values: list[float], percent: int) -> float:
    """Return the smallest value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:5.0f} ms"


if __name__ == "__main__":
    main()
