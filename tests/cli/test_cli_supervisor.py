"""The supervisor with small programs in place of the web server and the worker."""

import subprocess
import sys
import textwrap

import pytest

pytestmark = [pytest.mark.crash, pytest.mark.slow]


def supervise(tmp_path, **programs):
    """Run a supervisor over small Python programs, with short times, in a process of its own."""
    lines = {name: [sys.executable, "-c", textwrap.dedent(program)] for name, program in programs.items()}
    code = (
        "import sys\nfrom yilan.cli import supervisor\n"
        "supervisor.GRACE, supervisor.LONGEST_WAIT = 2.0, 0.1\n"
        f"sys.exit(supervisor.Supervisor().run({lines!r}))"
    )
    return subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_first_is_given_up_after_three_bad_starts_and_takes_the_others_along(tmp_path):
    done = supervise(
        tmp_path,
        web="open('web', 'a').write('.'); raise SystemExit(3)",
        worker="import time; time.sleep(50)",
    )
    assert done.returncode == 1
    assert (tmp_path / "web").read_text() == "..."
    assert done.stderr.count("web ended (exit code 3), starting it again") == 2
    assert done.stderr.endswith("yilan: web does not start; its words stand above\n")


def test_another_is_started_again_for_ever(tmp_path):
    done = supervise(
        tmp_path,
        web="""
            import os, pathlib, signal, time
            while not pathlib.Path('worker').exists() or len(pathlib.Path('worker').read_text()) < 6: time.sleep(0.05)
            os.kill(os.getppid(), signal.SIGINT)
            time.sleep(50)
        """,
        worker="open('worker', 'a').write('.')",
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("worker ended (exit code 0), starting it again") >= 5


def test_who_does_not_end_is_killed_and_said_to_be(tmp_path):
    done = supervise(
        tmp_path,
        web="""
            import os, signal, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            os.kill(os.getppid(), signal.SIGTERM)
            time.sleep(50)
        """,
    )
    assert done.returncode == 0
    assert done.stderr == "yilan: web did not end in 2 s and is killed\n"
