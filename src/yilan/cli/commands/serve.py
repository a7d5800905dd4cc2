import argparse
import os
import socket
import sys
from collections.abc import Callable

from yilan.cli.errors import Refused
from yilan.cli.parsing import whole_number

NAME = "serve"
HELP = "serve the site: web server and worker in one command, until Ctrl-C"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to listen and with how many processes."""
    add_address(parser)
    parser.add_argument("--workers", type=whole_number(1), metavar="N", help="web processes (default 2)", default=2)
    parser.add_argument(
        "--threads", type=whole_number(1), metavar="N", help="threads of each (default 1 on SQLite, 4 on PostgreSQL)"
    )
    parser.add_argument("--no-worker", action="store_true", help="serve pages only; `yilan worker` runs elsewhere")
    parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")


def add_address(parser: argparse.ArgumentParser) -> None:
    """Add --host and --port."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default 127.0.0.1)")
    parser.add_argument("--port", type=whole_number(1, 65535), default=8000, help="port to listen at (default 8000)")


def run(options: argparse.Namespace) -> int:
    """Prepare the site, then serve it."""
    from yilan.cli import prepare
    from yilan.cli.progress import ProgressLine
    from yilan.cli.starting import start_django

    require_free(options.host, options.port)
    prepare.compile_words()
    start_django()
    with ProgressLine() as progress:
        if options.migrate:
            prepare.migrate(progress)
        prepare.require_migrated()
        prepare.collect_static(progress)
        name_address(options.host, options.port)
        prepare.build_site(progress)
    prepare.load_site()
    return serve(options.host, options.port, options.workers, options.threads, with_worker=not options.no_worker)


def name_address(host: str, port: int) -> None:
    """Let pages and feeds name the address at which they are served, unless the site has one of its own."""
    from django.conf import settings

    own = os.environ.setdefault("YILAN_ADDRESS", address(host, port).rstrip("/"))
    settings.WAGTAILADMIN_BASE_URL = own


def serve(host: str, port: int, workers: int = 2, threads: int | None = None, *, with_worker: bool = True) -> int:
    """Run web server and worker until a signal; the site must be prepared."""
    from django.conf import settings
    from django.db import connection, connections

    from yilan.cli.supervisor import Supervisor

    # Measured: on SQLite, threads of one process that write wait for each other longer than processes do.
    threads = threads or (1 if connection.vendor == "sqlite" else 4)
    connections.close_all()
    os.environ["YILAN_HOME"] = str(settings.HOME)
    commands = {"the web server": _web(host, port, workers, threads)}
    if with_worker:
        commands["the worker"] = [sys.executable, "-m", "yilan.cli.main", "worker"]
    return Supervisor().run(commands, _announcement(host, port))


def require_free(host: str, port: int) -> None:
    """Raise `Refused` when the port is taken or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(f"cannot listen at {host} port {port}: {error.strerror}; choose another --port") from error


def address(host: str, port: int) -> str:
    """Return the address that a person types to reach a server listening at `host`."""
    name = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - looked up
    return f"http://{name}:{port}/"


def _web(host: str, port: int, workers: int, threads: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads), "--respawn-failed-workers"),
        *("--workers-kill-timeout", "5", "--no-ws", "--log-level", "warning", "yilan.wsgi:application"),
    ]


def _announcement(host: str, port: int) -> Callable[[], None]:
    said = False

    def say_once() -> None:
        nonlocal said
        if not said and _answers(host, port):
            said = True
            print(f"Yilan is at {address(host, port)} (Ctrl-C ends it)", flush=True)

    return say_once


def _answers(host: str, port: int) -> bool:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - looked up
    try:
        with socket.create_connection((target, port), timeout=0.2):
            return True
    except OSError:
        return False
