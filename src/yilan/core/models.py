"""The tables of the ground floor, gathered where Django looks for them."""

from yilan.core.audit.models import AuditEntry, AuditWords
from yilan.core.events.models import Event
from yilan.core.jobs.models import Job, Tick
from yilan.core.numbering.models import IndexCounter
from yilan.core.tries.models import TryCount

__all__ = ["AuditEntry", "AuditWords", "Event", "IndexCounter", "Job", "Tick", "TryCount"]
