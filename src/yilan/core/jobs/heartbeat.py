"""A thread that prolongs the lease of the job in hand, over a connection of its own."""

import logging
import threading
from datetime import timedelta

from django.db import DatabaseError, connection

from yilan.core.jobs import leases
from yilan.core.jobs.models import Job

logger = logging.getLogger(__name__)


class Heartbeat(threading.Thread):
    """Beats three times a lease while there is a job; a job that is quicker than that never hears it.

    On SQLite a job that runs inside one transaction keeps the write lock, so the beat cannot get through; then nobody
    else can take the job either, because taking needs the same lock.
    """

    def __init__(self, lease: timedelta) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.lease = lease
        self.job: Job | None = None
        self.over = threading.Event()

    def run(self) -> None:
        """Beat until `stop`."""
        try:
            while not self.over.wait(self.lease.total_seconds() / 3):
                self.beat()
        finally:
            connection.close()

    def beat(self) -> None:
        """Prolong the lease of the job in hand, if there is one."""
        job = self.job
        if job is None:
            return
        try:
            if not leases.prolong(job, self.lease) and self.job is job:
                logger.warning("%s is no longer ours", job)
        except DatabaseError as error:
            logger.info("The lease of %s could not be prolonged: %s", job, error)
            connection.close()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self.over.set()
        if self.is_alive():
            self.join()
