"""A whole site in a home of its own, and its commands as processes that can be killed.

Starting Python and Django takes a second, so a mother does it once for a home; every command is a child that she forks
and waits for: a process of its own, with its own environment, its own connection and its own death.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests import shared_tables

MOTHER = """
import contextlib, ctypes, json, os, signal, sys
import django
django.setup()
from importlib import import_module
from pathlib import Path
import yilan.portal
from django.template.loader import get_template
from django.urls import get_resolver
from django.db.migrations.loader import MigrationLoader
from yilan.cli.main import main
import_module(os.environ["DJANGO_SETTINGS_MODULE"])
get_resolver().check()
MigrationLoader(None)
templates = Path(yilan.portal.__file__).parent / "templates"
for template in templates.rglob("*.html"):
    get_template(str(template.relative_to(templates)))
ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: whom a killed child leaves behind is waited for too

def run(order):
    os.environ.update(order["environment"])
    if "arguments" in order:
        return main(order["arguments"])
    names = {"answer": None}
    exec(order["code"], names)
    print(json.dumps(names["answer"], default=str))
    return 0

def child(order):
    for number, name in ((1, order["out"]), (2, order["err"])):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 70
    try:
        code = run(order)
    except BaseException:
        import traceback
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)

for line in sys.stdin:
    orders = json.loads(line)
    children = []
    for order in orders:
        pid = os.fork()
        if not pid:
            child(order)
        children.append(pid)
    codes = {}
    signal.alarm(120)  # what does not end by itself fails its test
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.wait()
            codes[pid] = os.waitstatus_to_exitcode(status)
    signal.alarm(0)
    print(json.dumps([codes[pid] for pid in children]), flush=True)
"""
FOUND = """
from datetime import date
from yilan.accounts.actions import appoint, create_account
from yilan.disclosure.models import Column, Genre
from yilan.organizations.actions import found_district, open_agency
found_district(actor=None, name="西夏区")
agency = open_agency(actor=None, code="xxq", name="西夏区人民政府", short_name="西夏区", level="district",
    organ_code="640105001", area_code="640105", opened_on=date(2002, 10, 1))
for role in ("administrator", "officer", "agency_checker", "secrecy_reviewer", "leader"):
    account = create_account(actor=None, username=role, display_name=role, password="Crash-test-2014")
    appoint(actor=None, user=account, role=role, agency=agency)
Genre.objects.get_or_create(code="tongzhi", defaults={"name": "通知", "source": "条例"})
Column.objects.get_or_create(slug="crash", defaults={"name": "公告", "description": "公告", "keywords": "公告",
    "column_type": "政务动态"})
"""
SIGN_OFF = """
from datetime import date, timedelta
from django.core.files.base import ContentFile
from yilan.accounts.models import User
from yilan.disclosure import actions
from yilan.disclosure.models import Column, Genre, RecordAttachment, RecordFile
from yilan.organizations.models import Agency
agency = Agency.objects.get(code="xxq")
people = {account.username: account for account in User.objects.all()}
for title in titles:
    file = RecordFile(title="附件", file=ContentFile(f"名称,{title}\\n".encode(), name="list.csv"))
    file._set_document_file_metadata()
    file.save()
    record = actions.draft_record(actor=people["officer"], agency=agency, title=title,
        genre=Genre.objects.get(code="tongzhi"), columns=[Column.objects.get(slug="crash")], issuers=[agency],
        written_on=date(2014, 3, 5), body=[("paragraph", "<p>正文</p>")],
        attachments=[RecordAttachment(file=file, title="附件")])
    release = actions.submit_record(actor=people["officer"], record=record)
    actions.pass_agency_check(actor=people["agency_checker"], release=release)
    actions.review_secrecy(actor=people["secrecy_reviewer"], release=release, basis="法", conclusion="release")
    actions.sign_off(actor=people["leader"], release=release)
"""
RUN_OUT = """
from django.utils import timezone
from yilan.core.models import Job
Job.objects.filter(state="running").update(lease_until=timezone.now())
Job.objects.filter(state="waiting").update(due_at=timezone.now())
"""


class Site:
    """A home with a district in it, and the commands of its site."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.environment = os.environ | {"YILAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "yilan.settings.base"}
        for name in ("DATABASE_URL", "YILAN_FAULT", "YILAN_ADDRESS", "YILAN_SITE_BUCKET"):
            self.environment.pop(name, None)
        self.environment |= environment
        self.mother = subprocess.Popen(
            [sys.executable, "-c", MOTHER],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def yilan(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run one command to its end, or to its death."""
        return self.side_by_side([list(arguments)], **environment)[0]

    def side_by_side(self, commands: list[list[str]], **environment: str) -> list[subprocess.CompletedProcess]:
        """Run commands at the same time, each in a process of its own."""
        return self._ask([{"arguments": arguments, "environment": environment} for arguments in commands])

    def python(self, code: str) -> object:
        """Run code in the site and return, through JSON, what it leaves in `answer`."""
        done = self._ask([{"code": code, "environment": {}}])[0]
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def sign_off(self, *titles: str) -> None:
        """Let records pass all hands, so that the next worker publishes them."""
        self.python(f"titles = {titles!r}\n{SIGN_OFF}")

    def run_out(self) -> None:
        """Let every lease run out and every waiting job be due: the next worker takes all of them."""
        self.python(RUN_OUT)

    def status(self) -> dict:
        return json.loads(self.yilan("site", "status", "--json").stdout)

    def differences(self) -> list[dict]:
        """Return what `yilan site verify` finds; its exit code says the same."""
        done = self.yilan("site", "verify", "--processes", "1", "--json")
        assert done.stdout, done.stderr
        found = json.loads(done.stdout)
        assert done.returncode == (1 if found else 0)
        return found

    def asides(self) -> list[Path]:
        """Return files that were written aside and never got their name."""
        return list((self.home / "site").resolve().rglob(".new-*"))

    def close(self) -> None:
        """Send the mother home."""
        self.mother.stdin.close()
        self.mother.wait()
        self.mother.stdout.close()

    def _ask(self, orders: list[dict]) -> list[subprocess.CompletedProcess]:
        for number, order in enumerate(orders):
            order["out"], order["err"] = (str(self.home / f".{name}-{number}") for name in ("out", "err"))
        print(json.dumps(orders), file=self.mother.stdin, flush=True)
        codes = json.loads(self.mother.stdout.readline())
        return [
            subprocess.CompletedProcess(
                order.get("arguments", ["python"]), code, *(Path(order[name]).read_text() for name in ("out", "err"))
            )
            for order, code in zip(orders, codes, strict=True)
        ]


@cache
def migrated_home() -> Path:
    """Return a home with a district whose site is built, made once for all tests of a run; they work on copies."""
    with shared_tables.alone("home") as home:
        ready = home.with_suffix(".ready")
        if not ready.exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            _make(home)
            ready.touch()
    return home


def _make(home: Path) -> None:
    with shared_tables.filled(home / "yilan.sqlite3"):
        _do_all(home, [["manage", "migrate", "--verbosity", "0"]])
    _do_all(home, [FOUND, ["site", "status"]])  # which gathers static files
    _do_all(home, [["worker", "--drain"], ["site", "build", "--processes", "2"]])


def _do_all(home: Path, steps: list[list[str] | str]) -> None:
    site = Site(home)
    try:
        for step in steps:
            if isinstance(step, str):
                site.python(step)
            else:
                done = site.yilan(*step)
                assert done.returncode == 0 or step == ["site", "status"], done.stderr
    finally:
        site.close()


def copied_site(home: Path, **environment: str) -> Site:
    """Return a site of one's own: a copy of the migrated one, with more in its environment."""
    made = migrated_home()
    shutil.copytree(made, home, symlinks=True, ignore=lambda folder, _names: ["static"] if folder == str(made) else [])
    (home / "static").symlink_to(made / "static")
    return Site(home, **environment)
