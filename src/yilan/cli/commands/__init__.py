"""One module per command: NAME, HELP, `add_arguments(parser)` and `run(options)`, which returns the exit code."""

from typing import Any

from yilan.cli.commands import clock, demo, doctor, figures, importing, jobs, keys, manage, search, serve, site, worker

COMMANDS: tuple[Any, ...] = (demo, serve, worker, site, search, figures, clock, importing, jobs, keys, doctor, manage)

__all__ = ["COMMANDS"]
