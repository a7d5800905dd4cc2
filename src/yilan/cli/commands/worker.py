import argparse
import sys

from yilan.cli.parsing import whole_number

NAME = "worker"
HELP = "do the work that waits: publish at the hour, deliver events, keep schedules"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add when to stop."""
    until = parser.add_mutually_exclusive_group()
    until.add_argument("--once", action="store_true", help="do one job, if one is due, and end")
    until.add_argument("--drain", action="store_true", help="work until nothing more is due, and end")
    parser.add_argument(
        "--lease",
        type=whole_number(1),
        default=60,
        metavar="SECONDS",
        help="after how long another worker takes over from one that fell silent (default 60)",
    )


def run(options: argparse.Namespace) -> int:
    """Work until told to stop."""
    from datetime import timedelta

    from yilan.cli.prepare import require_migrated
    from yilan.cli.starting import start_django

    start_django()
    require_migrated()
    from yilan.core.jobs.worker import Worker, stop_on_signals

    worker = Worker(lease=timedelta(seconds=options.lease))
    stop_on_signals(worker)
    done = int(worker.work_once()) if options.once else worker.run(until_empty=options.drain)
    if options.once or options.drain:
        print(f"{done} {'job' if done == 1 else 'jobs'}", file=sys.stderr)
    return 0
