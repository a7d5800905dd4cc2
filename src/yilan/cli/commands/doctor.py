import argparse
import json
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

NAME = "doctor"
HELP = "look a site over and say what is wrong; exit code 1 when something is"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the form of the answer."""
    parser.add_argument("--json", action="store_true", help="print JSON: check to what is wrong, empty when nothing is")


def run(options: argparse.Namespace) -> int:
    """Make every check and print what each found."""
    from yilan.cli.starting import start_django

    start_django()
    found = {name: _made(check) for name, check in CHECKS.items()}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, trouble in found.items():
            print(f"{'wrong' if trouble else 'ok   '}  {name}{': ' if trouble else ''}{trouble}")
    return 1 if any(found.values()) else 0


def _made(check: Callable[[], str]) -> str:
    from yilan.cli.errors import words

    try:
        return check()
    except Exception as error:  # noqa: BLE001 - a check that cannot be made is itself what is wrong
        return words(error)


def _home() -> str:
    from django.conf import settings

    probe = Path(settings.HOME) / ".doctor"
    probe.touch()
    probe.unlink()
    return ""


def _key() -> str:
    from django.conf import settings

    folder = Path(settings.HOME) / "keys"
    for path in (folder / "secret-key", folder / "keyring.json"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            return f"others than the owner may read {path}; run chmod 600 on it"
    return ""


def _seals() -> str:
    from yilan.core.sealing.rotating import uses

    missing = sum(use.total for use in uses() if use.key is None)
    return f"{missing} sealed with a key that is not in the keyring; see yilan keys status" if missing else ""


def _database() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT 1")
            return ""
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA quick_check(1)")
        state = cursor.fetchone()[0]
    if mode != "wal":
        return f"SQLite's journal mode is {mode}, not wal: does the file system share memory between processes?"
    if sqlite3.sqlite_version_info < (3, 35):
        return f"SQLite {sqlite3.sqlite_version} is older than 3.35"
    return "" if state == "ok" else f"the database file is damaged: {state}"


def _migrations() -> str:
    from yilan.cli.prepare import require_migrated

    require_migrated()
    return ""


def _words() -> str:
    from yilan.core.messages import catalogues, stale

    old = [str(path) for path in catalogues() if stale(path)]
    return f"not compiled: {', '.join(old)}" if old else ""


def _jobs() -> str:
    from yilan.core.jobs.queries import health

    state = health()
    return "" if state.ok else f"{state.dead} given up, {state.stuck} stuck; see yilan jobs --dead"


def _place() -> str:
    from yilan.publishing.shelves import shelf

    shelf().probe()
    return ""


def _search() -> str:
    from yilan.search.engines.chosen import engine, is_wanted
    from yilan.search.kinds import kinds

    if not is_wanted() or engine().exists() or not any(any(True for _key in kind.all_keys()) for kind in kinds()):
        return ""
    return "there is no index yet; the worker builds it, or yilan search rebuild"


def _mail() -> str:
    from django.conf import settings
    from django.core.mail import get_connection

    if settings.YILAN_MAIL.host:
        connection = get_connection()
        connection.open()
        connection.close()
    return ""


def _reviewers() -> str:
    from django.utils.timezone import localdate

    from yilan.access.contesting import named_by_level_only, review_site
    from yilan.organizations.queries import district

    unnamed = [agency.short_name for agency in named_by_level_only(localdate())]
    found = [f"decisions do not name who reviews them; enter the body above {', '.join(unnamed)}"] if unnamed else []
    home = district()
    if home and not review_site(home):
        found.append("decisions do not say where to apply for review online; enter it at the district government")
    return "; ".join(found)


CHECKS: dict[str, Callable[[], str]] = {
    "home folder": _home,
    "keys": _key,
    "database": _database,
    "migrations": _migrations,
    "sealed values": _seals,
    "message catalogues": _words,
    "jobs": _jobs,
    "place of the site": _place,
    "search index": _search,
    "mail server": _mail,
    "review of decisions": _reviewers,
}
