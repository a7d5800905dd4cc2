import argparse
import json
from dataclasses import asdict

from yilan.cli.errors import Refused

NAME = "jobs"
HELP = "show how the worker's jobs stand; exit code 1 when one was given up or nobody works"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to print and what to do."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--dead", action="store_true", help="list the jobs that were given up, with their errors")
    parser.add_argument("--revive", metavar="ID", help="have a job that was given up tried again; `all` for every one")


def run(options: argparse.Namespace) -> int:
    """Print the figures."""
    from yilan.cli.prepare import require_migrated
    from yilan.cli.starting import start_django

    start_django()
    require_migrated()
    if options.revive:
        _revive(options.revive)
    from yilan.core.jobs.queries import dead_jobs, health

    state = health()
    dead = [
        {"id": job.pk, "task": job.task, "arguments": job.arguments, "error": job.error.partition("\n")[0]}
        for job in (dead_jobs() if options.dead else ())
    ]
    if options.json:
        print(json.dumps(asdict(state) | {"ok": state.ok} | ({"dead_jobs": dead} if options.dead else {}), default=str))
        return 0 if state.ok else 1
    print(
        f"waiting {state.waiting} (due {state.due}), running {state.running}, done {state.done}, "
        f"given up {state.dead}, stuck {state.stuck}; the oldest due job waits {state.lag:.0f} s"
    )
    for job in dead:
        print(f"{job['id']:>8}  {job['task']}  {json.dumps(job['arguments'], ensure_ascii=False)}  {job['error']}")
    return 0 if state.ok else 1


def _revive(number: str) -> None:
    from yilan.core.jobs.actions import revive
    from yilan.core.jobs.queries import dead_jobs

    chosen = dead_jobs() if number == "all" else dead_jobs().filter(pk=int(number) if number.isdecimal() else -1)
    found = list(chosen)
    if not found and number != "all":
        raise Refused(f"job {number} is not on the list of jobs that were given up (see yilan jobs --dead)")
    for job in found:
        revive(actor=None, job=job)
