"""Whether a site can be served, and making it so."""

import hashlib
import os
import sys
from pathlib import Path

from yilan.cli.errors import Refused
from yilan.cli.progress import ProgressLine


def migrations_waiting() -> int:
    """Return how many migrations the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(progress: ProgressLine) -> None:
    """Bring the database up to the code."""
    from django.core.management import call_command

    if migrations_waiting():
        progress("Preparing the database")
        call_command("migrate", interactive=False, verbosity=0)


def require_migrated() -> None:
    """Raise `Refused`, with what to do, when the database lacks migrations."""
    number = migrations_waiting()
    if number:
        from django.conf import settings

        raise Refused(
            f"the database is not up to date ({number} migrations wait); "
            f"run `yilan --home {settings.HOME} manage migrate`, or serve with --migrate"
        )


def collect_static(progress: ProgressLine) -> bool:
    """Gather static files into the home when one has changed since the last time; tells whether it did."""
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    now = _fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return False
    progress("Gathering style sheets and scripts")
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now, encoding="ascii")
    return True


def build_site(progress: ProgressLine) -> bool:
    """Build the public site when there is none, or when it was made by other code; tells whether it did.

    A bucket that fails keeps nobody from serving: the application answers what cannot be had from it.
    """
    from django.apps import apps
    from django.conf import settings

    from yilan.cli.errors import words

    if not apps.is_installed("yilan.publishing"):
        return False
    from yilan.publishing.building import build, fingerprint, standing

    try:
        built = standing()
        if built is not None and built.fingerprint == fingerprint():
            return False
        build(processes=os.cpu_count() or 1, progress=lambda done, every: progress("Writing the site", done, every))
    except OSError as error:
        if settings.YILAN_SITE_BUCKET is None:
            raise
        progress.clear()
        print(f"the site is not written, and is answered live: {words(error)}", file=sys.stderr, flush=True)
        return False
    return True


def build_index(progress: ProgressLine) -> bool:
    """Build the search index when there is none of today's make; tells whether it did."""
    from yilan.search.building import build
    from yilan.search.engines.chosen import engine, is_wanted

    if not is_wanted() or engine().exists():
        return False
    build(processes=os.cpu_count() or 1, progress=lambda done, every: progress("Indexing for the search", done, every))
    return True


def load_site() -> None:
    """Load all that a web process loads, so that what is broken there is said here, once and at once."""
    from importlib import import_module

    from django.urls import get_resolver

    import_module("yilan.wsgi")
    get_resolver().check()


def compile_words() -> None:
    """Compile the message catalogues; `CannotCompile` when that fails, for a site without them speaks English."""
    from yilan.core.messages import compile_messages

    compile_messages()


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    whole = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            whole.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return whole.hexdigest()
