import argparse
import shutil
from pathlib import Path

from yilan.cli.commands.serve import add_address, address, name_address, require_free, serve
from yilan.cli.errors import Refused
from yilan.cli.parsing import whole_number
from yilan.cli.progress import ProgressLine

NAME = "demo"
HELP = "build the demonstration district of 2014 in the home folder, and serve it"
SEED = 2014
MARK = "demo.json"  # written by the loading; every page then says that its texts are invented
UNFINISHED = "demo-unfinished"
OWNED = ("archive", "builds", "files", "media", "search", "static")  # folders that the site makes anew


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to build and whether to serve."""
    add_address(parser)
    parser.add_argument("--seed", type=whole_number(0), default=SEED, help=f"which district (default {SEED})")
    parser.add_argument("--no-serve", action="store_true", help="only build")
    parser.add_argument(
        "--fresh", action="store_true", help="throw away the demonstration that stands in the home first"
    )


def run(options: argparse.Namespace) -> int:
    """Build the district unless it stands, say who may log in, and serve."""
    from yilan.cli import prepare
    from yilan.cli.starting import start_django

    if not options.no_serve:
        require_free(options.host, options.port)
    prepare.compile_words()
    start_django()
    from django.conf import settings

    home = Path(settings.HOME)
    if (home / UNFINISHED).exists() or (options.fresh and (home / MARK).exists()):
        throw_away(home)
    with ProgressLine() as progress:
        prepare.migrate(progress)
        if (home / MARK).exists():
            print(f"The demonstration stands already in {home}; --fresh builds it anew.")
        else:
            _build(home, options.seed, progress)
        prepare.collect_static(progress)
        name_address(options.host, options.port)
        prepare.build_index(progress)
        prepare.build_site(progress)
        if not options.no_serve:
            prepare.load_site()
    _introduce(options)
    if options.no_serve:
        return 0
    return serve(options.host, options.port)


def throw_away(home: Path) -> None:
    """Remove a demonstration's database and files; other things in the home stay. `Refused` unless it is on SQLite."""
    from django.conf import settings
    from django.db import connection, connections

    if connection.vendor != "sqlite":
        raise Refused("the demonstration lies in a database server; empty that database yourself, then begin anew")
    database = Path(settings.DATABASES["default"]["NAME"])
    connections.close_all()
    for path in (database, *(database.with_name(database.name + tail) for tail in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    for name in OWNED:
        shutil.rmtree(home / name, ignore_errors=True)
    for name in (MARK, UNFINISHED, "site"):
        (home / name).unlink(missing_ok=True)


def _build(home: Path, seed: int, progress: ProgressLine) -> None:
    from yilan.demo.loading import load
    from yilan.disclosure.models import RecordPage

    if RecordPage.objects.exists():
        raise Refused(f"{home} holds a site that is no demonstration; choose another folder with --home")
    (home / UNFINISHED).touch()  # whoever finds it next time knows that the district is only half there
    records = load(seed, lambda what, done, every: progress(f"Building the district: {what}", done, every))
    (home / UNFINISHED).unlink()
    progress.clear()
    print(f"The district stands in {home}: {records} records.")


def _introduce(options: argparse.Namespace) -> None:
    from yilan.accounts.models import Appointment
    from yilan.core.jobs.queries import health
    from yilan.demo.loading import DEMO_PASSWORD

    place = address(options.host, options.port)
    print(f"\nPortal       {place}\nBack office  {place}office/\nPassword     {DEMO_PASSWORD} (of every account)\n")
    shown: set[str] = set()
    for appointment in Appointment.objects.select_related("user", "agency").order_by("id"):
        if appointment.role not in shown:
            shown.add(appointment.role)
            role = appointment.role.replace("_", " ")
            print(f"  {appointment.user.username:<24} {role:<20} {appointment.user}, {appointment.agency.short_name}")
    if options.no_serve:
        print(f"\nServe it with `yilan serve`; {health().due} jobs wait for its worker.")
    print(flush=True)
