import json
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from yilan.accounts.models import User
from yilan.demo.district import generate, write_jsonl
from yilan.demo.loading.desks import fill_desks
from yilan.demo.loading.organisation import build_organisation
from yilan.demo.loading.people import hire
from yilan.demo.loading.requests import load_requests
from yilan.disclosure.actions.products import compile_catalogue, compile_guide
from yilan.disclosure.imports import import_file
from yilan.disclosure.models import RecordPage
from yilan.organizations.models import Agency

STATEMENT = "演示数据：本批信息为虚构的2014年历史信息，视同已经原单位保密审查并在原网站发布。"
Progress = Callable[[str, int, int], None]


def load(seed: int, progress: Progress = lambda _what, _done, _all: None) -> int:
    """Load the district of 2014 into an empty site; returns how many records came in.

    `progress` hears what is being done, and how much of how much. Raises `CommandError` when the site has records.
    """
    if RecordPage.objects.exists():
        raise CommandError("This home already holds records; choose another with --home, or --fresh to begin anew.")
    with TemporaryDirectory(prefix="yilan-demo-") as name:
        folder = Path(name)
        progress("district", 0, 1)
        district = generate(seed, folder, timezone.localdate())
        write_jsonl(district, folder)
        build_organisation(district)
        hire()
        mark_as_demo(seed)
        report = import_file(
            folder / "records.jsonl",
            actor=User.objects.get(username="xinxi"),
            statement=STATEMENT,
            progress=lambda done, every: progress("records", done, every),
        )
        if not report.ok:
            first = report.problems[0]
            raise CommandError(f"row {first.row}, {first.field}: {first.message} ({len(report.problems)} problems)")
        fill_desks(district, folder, progress)
    compile_products(progress)
    load_requests(seed, timezone.localdate(), progress, os.cpu_count() or 1)
    return report.records


def compile_products(progress: Progress) -> None:
    """Compile the first guide of every agency and the district's catalogue."""
    office = User.objects.get(username="xinxi")
    agencies = list(Agency.objects.exclude(level__in=[Agency.Level.VILLAGE, Agency.Level.COMMUNITY]))
    for done, agency in enumerate(agencies, start=1):
        compile_guide(actor=office, agency=agency, note="首次编制")
        compile_catalogue(actor=office, agency=agency, note="首次编制")
        progress("guides", done, len(agencies))


def mark_as_demo(seed: int) -> None:
    """Leave the marker that makes every page say that its texts are invented."""
    (Path(settings.HOME) / "demo.json").write_text(json.dumps({"seed": seed}), encoding="ascii")
