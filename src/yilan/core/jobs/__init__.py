"""Work for later: written in the caller's transaction, tried by the worker until done, its effect committed once."""

from yilan.core.jobs.registry import GiveUp, UnknownTask, own_transactions, task
from yilan.core.jobs.schedules import schedule

__all__ = ["GiveUp", "UnknownTask", "own_transactions", "schedule", "task"]
