import argparse
import json
import os

from yilan.cli.parsing import whole_number
from yilan.cli.progress import ProgressLine

NAME = "site"
HELP = "the public site as files: build it from nothing, verify it, say how it stands"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to do."""
    parser.add_argument("verb", choices=("build", "verify", "status"), help="what to do")
    parser.add_argument(
        "--processes", type=whole_number(1), default=os.cpu_count() or 1, metavar="N", help="that build side by side"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Do it; exit code 1 when the site is not as it should be."""
    from yilan.cli import prepare
    from yilan.cli.starting import start_django

    prepare.compile_words()
    start_django()
    from yilan.publishing.building import keep_address

    with ProgressLine() as progress:
        prepare.require_migrated()
        prepare.collect_static(progress)
    keep_address()
    return {"build": build, "verify": verify, "status": status}[options.verb](options)


def build(options: argparse.Namespace) -> int:
    """Build the site anew and swap it in."""
    from dataclasses import asdict

    from yilan.publishing.building import build as build_site

    with ProgressLine() as progress:
        built = build_site(
            processes=options.processes, progress=lambda done, every: progress("Building the site", done, every)
        )
    print(json.dumps(asdict(built)) if options.json else f"The site stands: {built.pages} pages, {built.files} files.")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Compare the site with one built from nothing and print every difference."""
    from yilan.publishing.building import standing
    from yilan.publishing.verifying import verify as verify_site

    if standing() is None:
        words = "There is no site yet; `yilan site build` makes it."
        print(json.dumps({"error": words}) if options.json else words)
        return 1
    with ProgressLine() as progress:
        found = verify_site(
            processes=options.processes, progress=lambda done, every: progress("Building aside", done, every)
        )
    if options.json:
        print(json.dumps([{"file": one.file, "kind": one.kind} for one in found]))
    else:
        for one in found:
            print(f"{one.kind}: {one.file}")
        print(f"{len(found)} differences" if found else "The site is what would be built from nothing.")
    return 1 if found else 0


def status(options: argparse.Namespace) -> int:
    """Say what stands, what waits and since when."""
    from yilan.publishing.building import standing
    from yilan.publishing.draining import waiting

    built, queue = standing(), waiting()
    facts = {
        "built_at": built.at if built else None,
        "pages": built.pages if built else 0,
        "waiting": queue.waiting,
        "failed": queue.failed,
        "oldest": queue.oldest.isoformat() if queue.oldest else None,
        "last_release": last_release(),
    }
    if options.json:
        print(json.dumps(facts))
    else:
        for name, value in facts.items():
            print(f"{name.replace('_', ' '):<14}{value if value is not None else '-'}")
    unfinished = built is None or not built.fingerprint  # into a bucket, and broken off
    return 1 if queue.failed or unfinished else 0


def last_release() -> str | None:
    """Return when something was last published or withdrawn."""
    from yilan.core.events.models import Event

    last = Event.objects.filter(name__in=("RecordPublished", "RecordWithdrawn")).order_by("-id").first()
    return last.at.isoformat() if last else None
