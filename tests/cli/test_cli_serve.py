"""`yilan serve`: answers, works, mends itself, and leaves nothing behind."""

import json
import os
import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.crash, pytest.mark.slow]


def wait_for(condition, seconds=60.0):
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.05)
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid):
    """Return the processes below one, as Linux lists them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(") ")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == pid:
                found += [int(entry.name), *children(int(entry.name))]
    return found


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def alive(pid):
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Server:
    def __init__(self, ground, *arguments, **environment):
        self.port = free_port()
        self.process = ground.start("serve", "--port", str(self.port), *arguments, **environment)

    def announcement(self):
        """Wait until it says that it is there; other words of its children are passed over."""
        for line in self.process.stdout:
            if line.startswith("Yilan is at"):
                return line
        raise AssertionError(self.process.communicate()[1])

    def answer(self):
        assert self.process.poll() is None, self.process.communicate()[1]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=5) as page:
                return json.load(page)
        except OSError:
            return None

    def below(self):
        return children(self.process.pid)

    def worker(self):
        return next((pid for pid in self.below() if "yilan.cli.main worker" in command_of(pid)), None)

    def end(self, number=signal.SIGINT):
        below = self.below()
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return out, err, [pid for pid in below if alive(pid)]


@pytest.fixture
def server(ground):
    started = Server(ground)
    assert started.announcement() == f"Yilan is at http://127.0.0.1:{started.port}/ (Ctrl-C ends it)\n"
    return started


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_ends_with_code_0_and_no_orphan(ground, server, number):
    wait_for(server.worker)
    assert server.answer()["jobs"] >= 0
    assert len(server.below()) >= 4  # the web server with two processes, and the worker
    _out, err, orphans = server.end(number)
    assert (server.process.returncode, orphans, err) == (0, [], "")


def test_it_works_off_what_waits(ground, server):
    ground.queue("ground_tasks.in_two_parts", {"name": "served"})
    wait_for(lambda: ground.jobs(state="done"))
    assert server.answer()["jobs"] >= 1
    assert server.end()[2] == []


def test_a_worker_and_a_web_server_that_died_are_started_again(ground, server):
    first = wait_for(server.worker)
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: server.worker() not in {first, None})
    web = next(pid for pid in server.below() if "granian" in command_of(pid))
    os.kill(web, signal.SIGKILL)
    wait_for(lambda: not alive(web) and server.answer())
    _out, err, orphans = server.end()
    assert (server.process.returncode, orphans) == (0, []), err
    assert "the worker ended (killed by SIGKILL), starting it again" in err


def test_killed_itself_it_takes_its_children_along(ground, server):
    wait_for(server.worker)
    below = server.below()
    server.process.kill()
    server.process.wait()
    wait_for(lambda: not any(map(alive, below)))


def test_pages_name_the_address_at_which_they_are_served_unless_the_site_has_one(ground, server):
    assert server.answer()["address"] == f"http://127.0.0.1:{server.port}"
    assert server.end()[2] == []
    named = Server(ground, "--no-worker", YILAN_ADDRESS="https://www.example.gov.cn")
    assert wait_for(named.answer)["address"] == "https://www.example.gov.cn"
    assert named.end()[2] == []


def test_without_a_worker(ground):
    server = Server(ground, "--no-worker", "--workers", "1")
    wait_for(server.answer)
    assert server.worker() is None
    assert server.end()[2] == []


def test_a_port_that_is_taken_is_named_at_once(ground, server):
    done = ground.yilan("serve", "--port", str(server.port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"yilan serve: cannot listen at 127.0.0.1 port {server.port}: Address already in use; choose another --port\n"
    )
    assert server.answer()


def test_migrate_makes_a_new_home_ready(ground, tmp_path):
    home = tmp_path / "new"
    server = Server(ground, "--home", str(home), "--migrate")
    wait_for(server.answer)
    assert (home / "static" / ".fingerprint").exists()
    assert server.end()[2] == []


def test_a_site_that_cannot_be_loaded_is_said_at_once(ground):
    done = ground.yilan("serve", "--port", str(free_port()), GROUND_BROKEN="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "yilan serve: unexpected ModuleNotFoundError: No module named 'no' (--debug shows where)\n"
