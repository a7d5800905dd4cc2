"""Work on what strangers made, in a process of its own: whatever a file does to its reader, we go on.

The parent calls `run`; the child's module ends with `work`. The child has no secrets in its environment, and nothing of
Django is imported here, so that it starts quickly.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

PACKAGES = Path(__file__).parents[2]


class Ended(Exception):
    """The child gave no answer. `slow` when it took more than its time or memory, else it broke."""

    def __init__(self, *, slow: bool) -> None:
        super().__init__("took more than its time or memory" if slow else "broke")
        self.slow = slow


def run(module: str, *arguments: str, seconds: int) -> Any:
    """Return what `python -m module arguments…` prints as JSON; `Ended` when it has no answer within `seconds`."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, with paths of our own making
            [sys.executable, "-m", module, *arguments],
            capture_output=True,
            env={"PYTHONPATH": str(PACKAGES), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},  # no secrets
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Ended(slow=True) from None
    try:
        return json.loads(done.stdout)
    except ValueError:  # it was ended: by its limits, or by a fault of a library
        raise Ended(slow=done.returncode < 0) from None


def work(function: Callable[..., Any], *, seconds: int, memory: int, writes: int = 0) -> None:
    """Bound this process and print what `function` makes of the command line.

    `seconds` of the processor, `memory` in bytes of address space, `writes` in bytes of any file that it writes.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (writes, writes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(function(*sys.argv[1:]), sys.stdout)
