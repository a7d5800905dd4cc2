from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """A piece of work for the worker: taken under a lease, tried again with back-off, at last laid on the dead list."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        DEAD = "dead", _("given up")

    task = models.CharField(_("task"), max_length=200)
    arguments = models.JSONField(_("arguments"), default=dict)
    unique_key = models.CharField(max_length=255, unique=True, null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), default=8)
    worker = models.CharField(_("worker"), max_length=80, blank=True)
    lease_until = models.DateTimeField(_("lease until"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    error = models.TextField(_("last error"), blank=True)
    result = models.JSONField(null=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at", "id"], name="job_queue")]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk}"


class Tick(models.Model):
    """One turn of a schedule that has been queued; the unique pair keeps two workers from queuing it twice."""

    schedule = models.CharField(max_length=200)
    moment = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["schedule", "moment"], name="tick_once")]

    def __str__(self) -> str:
        return f"{self.schedule} {self.moment:%Y-%m-%d %H:%M}"
