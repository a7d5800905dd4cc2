"""The loop that does the jobs. Any number of workers may run, on any number of machines."""

import logging
import os
import secrets
import signal
import socket
import threading
from datetime import timedelta
from types import FrameType

from django.db import DatabaseError, connections

from yilan.core.jobs.heartbeat import Heartbeat
from yilan.core.jobs.leases import claim
from yilan.core.jobs.running import run
from yilan.core.jobs.schedules import Timekeeper

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
QUICKEST = 0.2  # seconds between two looks when the work has just run out
SLOWEST = 0.3  # seconds between two looks of an idle worker


class Worker:
    """Takes one job after the other until it is told to stop; then it finishes the job in hand first."""

    def __init__(self, *, lease: timedelta = LEASE) -> None:
        self.name = f"{socket.gethostname()[:50]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        self.stopping = threading.Event()
        self.heartbeat = Heartbeat(lease)
        self.timekeeper = Timekeeper()

    def stop(self) -> None:
        """Ask the loop to end after the job in hand. May be called from a signal handler or another thread."""
        self.stopping.set()

    def work_once(self) -> bool:
        """Do one job if one is due; tells whether there was one."""
        job = claim(self.name, self.lease)
        if job is None:
            return False
        self.heartbeat.job = job
        try:
            run(job)
        finally:
            self.heartbeat.job = None
        return True

    def run(self, *, until_empty: bool = False) -> int:
        """Work until `stop`, or until nothing more is due; returns how many jobs were done or tried.

        A database that goes away and comes back is waited for.
        """
        done = 0
        pause = QUICKEST
        self.heartbeat.start()
        try:
            while not self.stopping.is_set():
                try:
                    self.timekeeper.queue_turns()
                    worked = self.work_once()
                except DatabaseError:
                    if until_empty:
                        raise
                    logger.exception("The database did not answer; trying again")
                    connections.close_all()
                    self.stopping.wait(SLOWEST)
                    continue
                if worked:
                    done, pause = done + 1, QUICKEST
                elif until_empty:
                    break
                else:
                    self.stopping.wait(pause)
                    pause = min(pause * 1.5, SLOWEST)
        finally:
            self.heartbeat.stop()
        return done


def stop_on_signals(worker: Worker) -> None:
    """Let SIGTERM and SIGINT end the loop after the job in hand; a second one ends the process at once."""

    def handle(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        worker.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, handle)
