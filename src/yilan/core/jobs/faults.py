"""Lets tests kill a process at a named point. Without `YILAN_FAULT` in the environment nothing ever happens."""

import os
import signal

_passes: dict[str, int] = {}


def fault_point(name: str) -> None:
    """Kill this process with SIGKILL when `YILAN_FAULT` is `name` or `name:n` and this is the point's n-th pass."""
    wanted = os.environ.get("YILAN_FAULT")
    if not wanted:
        return
    point, _, number = wanted.partition(":")
    if point == name:
        _passes[name] = _passes.get(name, 0) + 1
        if _passes[name] == int(number or 1):
            os.kill(os.getpid(), signal.SIGKILL)
