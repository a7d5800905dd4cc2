"""Keeps a few child processes running until it is told to stop; leaves none behind."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import FrameType

LOOK = 0.2  # seconds between two looks at the children
GRACE = 10.0  # seconds that children have to end by themselves
QUICK = 5.0  # a child that lives shorter than this did not start well
TRIES = 3  # bad starts in a row after which it is given up
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class Child:
    """One program, started again whenever it ends."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = list(command)
        self.bad_starts = 0
        self.start()

    def start(self) -> None:
        """Start the program in a group of its own: Ctrl-C reaches the supervisor only, which ends all in order."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: PLW1509, S603 - no threads yet when children start, and the command is our own

    def look(self) -> bool:
        """Start the program again if it has ended; False when it ended too soon too often."""
        code = self.process.poll()
        if code is None:
            return True
        self.signal(signal.SIGKILL)  # whatever of its group is left
        self.bad_starts = self.bad_starts + 1 if time.monotonic() - self.started_at < QUICK else 0
        if self.bad_starts >= TRIES:
            return False
        print(f"yilan: {self.name} ended ({_ending(code)}), starting it again", file=sys.stderr)
        self.start()
        return True

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program and all that it started."""
        with suppress(ProcessLookupError):  # nothing of it is left
            os.killpg(self.process.pid, number)


class Supervisor:
    """Runs children until SIGINT or SIGTERM."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.stopping = threading.Event()

    def run(self, commands: Mapping[str, Sequence[str]], each_look: Callable[[], None] = lambda: None) -> int:
        """Start the commands, keep them running, stop all on a signal; returns the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for name, command in commands.items():
                self.children.append(Child(name, command))
            while not self.stopping.wait(LOOK):
                each_look()
                for child in self.children:
                    if not child.look():
                        print(f"yilan: {child.name} does not start; its words stand above", file=sys.stderr)
                        return 1
            return 0
        finally:
            self.end()

    def end(self) -> None:
        """Ask every child to end, wait a while, then end what is left."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        for child in self.children:
            try:
                child.process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"yilan: {child.name} did not end in {GRACE:.0f} s and was killed", file=sys.stderr)
            child.signal(signal.SIGKILL)
            child.process.wait()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()


def _die_with_parent() -> None:
    # Linux only: when the supervisor is killed with SIGKILL, its children are told to end.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _ending(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
