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
ASK_AGAIN = 0.5  # seconds between two requests to end
QUICK = 30.0  # seconds; a child that lives shorter than this did not start well
TRIES = 3  # bad starts in a row after which an essential child is given up
LONGEST_WAIT = 30.0  # seconds between two starts of a child that starts badly
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class Child:
    """One program, started again whenever it ends; at once if it had run well, else after a growing while.

    An `essential` one is given up after a few bad starts, and all the others with it.
    """

    def __init__(self, name: str, command: Sequence[str], *, essential: bool) -> None:
        self.name = name
        self.command = list(command)
        self.essential = essential
        self.bad_starts = 0
        self.start_at: float | None = None
        self.start()

    def start(self) -> None:
        """Start the program in a group of its own: Ctrl-C reaches the supervisor only, which ends all in order."""
        self.started_at = time.monotonic()
        self.start_at = None
        # `preexec_fn` is unsafe beside threads; the supervisor has none.
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)  # noqa: PLW1509, S603 - see above; the command is our own

    def look(self) -> bool:
        """Start the program again if it has ended; False when it is given up."""
        code = self.process.poll()
        now = time.monotonic()
        if code is None:
            return True
        if self.start_at is None:
            self.signal(signal.SIGKILL)  # whatever of its group is left
            self.bad_starts = self.bad_starts + 1 if now - self.started_at < QUICK else 0
            if self.essential and self.bad_starts >= TRIES:
                return False
            wait = min(LONGEST_WAIT, 2.0 ** (self.bad_starts - 1)) if self.bad_starts else 0.0
            self.start_at = now + wait
            print(f"yilan: {self.name} ended ({_ending(code)}), starting it again", file=sys.stderr)
        if now >= self.start_at:
            self.start()
        return True

    def ended(self, seconds: float) -> bool:
        """Wait so long for the program to end, and tell whether it has."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
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
        """Start the commands, the first of them essential, keep them running, stop all on a signal.

        Returns the exit code: 1 when the essential one was given up.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for name, command in commands.items():
                self.children.append(Child(name, command, essential=not self.children))
            while not self.stopping.wait(LOOK):
                each_look()
                given_up = [child for child in self.children if not child.look()]
                if given_up:
                    print(f"yilan: {given_up[0].name} does not start; its words stand above", file=sys.stderr)
                    return 1
            return 0
        finally:
            self.end()

    def end(self) -> None:
        """Ask every child to end, wait a while, then end what is left."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        while time.monotonic() < until and not all(child.ended(ASK_AGAIN) for child in self.children):
            for child in self.children:
                if child.essential:
                    # A web process that was just loading the site has not heard the first signal. The worker has, and
                    # takes a second one for impatience.
                    child.signal(signal.SIGTERM)
        for child in self.children:
            if not child.ended(0):
                print(f"yilan: {child.name} did not end in {GRACE:.0f} s and is killed", file=sys.stderr)
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
