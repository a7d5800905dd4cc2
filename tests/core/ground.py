"""A site of the ground floor alone, in processes of its own, on SQLite or on the PostgreSQL of DATABASE_URL."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from tests import shared_tables

SITE = Path(__file__).parent / "ground_site"
YILAN = [sys.executable, "-m", "yilan.cli.main"]


@dataclass
class Ground:
    home: Path
    environment: dict[str, str]
    started: list[subprocess.Popen] = field(default_factory=list)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [*YILAN, *arguments],
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def yilan(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def python(self, code: str) -> object:
        """Run code in the site and return, through JSON, what it leaves in `answer`."""
        program = f"import django, json; django.setup(); answer = None\n{code}\nprint(json.dumps(answer, default=str))"
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def queue(self, task: str, *arguments: dict, attempts: int = 8) -> None:
        self.python(
            "from yilan.core.jobs.actions import queue\n"
            f"for arguments in {list(arguments)!r}: queue({task!r}, arguments, attempts_allowed={attempts})"
        )

    def jobs(self, **conditions: object) -> list[dict]:
        """Return the jobs that the test queued: not the nightly work that every new site does at its start."""
        return self.python(
            "from yilan.core.models import Job\n"
            f"found = Job.objects.filter(**{conditions!r}).exclude(task__endswith='.prune')\n"
            "answer = list(found.values())"
        )

    def effects(self) -> list[tuple[str, str]]:
        rows = self.python(
            "from django.db import connection\n"
            "with connection.cursor() as cursor:\n"
            "    cursor.execute('SELECT name, part FROM effect ORDER BY name, part')\n"
            "    answer = cursor.fetchall()"
        )
        return [tuple(row) for row in rows]

    def run_out(self) -> None:
        """Let every lease run out now; for when all workers are known to be dead."""
        self.python(
            "from yilan.core.models import Job; from django.db.models import F\n"
            "Job.objects.filter(state='running').update(lease_until=F('created_at'))"
        )


@pytest.fixture
def ground(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key not in {"YILAN_FAULT", "GROUND_SCHEDULE"}}
    environment |= {
        "YILAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "ground_settings",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(SITE), os.environ.get("PYTHONPATH")])),
        "PYTHONWARNINGS": "error",
    }
    server = os.environ.get("DATABASE_URL", "")
    name = f"ground_{secrets.token_hex(6)}"
    if server.startswith("postgresql://"):
        _on_server(server, f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    site = Ground(tmp_path, environment)
    if "DATABASE_URL" in environment:
        _migrate(site)
    else:
        shutil.copytree(_migrated_home(environment), tmp_path, dirs_exist_ok=True)
    yield site
    for process in site.started:  # those that a failed test left behind
        process.kill()
        process.communicate()
    if server.startswith("postgresql://"):
        _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _migrate(site: Ground) -> None:
    migrated = site.yilan("manage", "migrate", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
    site.python(
        "import ground_tasks; from django.db import connection; connection.cursor().execute(ground_tasks.TABLE)\n"
        "with connection.schema_editor() as editor: editor.create_model(ground_tasks.Person)"
    )


def _migrated_home(environment: dict[str, str]) -> Path:
    """Return the home of a ground on SQLite, made once for all tests of a run; they work on copies."""
    with shared_tables.alone("ground") as home:
        ready = home.with_suffix(".ready")
        if not ready.exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            _migrate(Ground(home, environment | {"YILAN_HOME": str(home)}))
            ready.touch()
    return home


def _on_server(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        server.execute(statement)
