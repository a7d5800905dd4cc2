"""The audit trail: every change leaves a row, in the words of an enumerated grammar."""

from yilan.core.audit.grammar import UnknownAction, known_actions, register
from yilan.core.audit.recording import record

__all__ = ["UnknownAction", "known_actions", "record", "register"]
