"""Events: what happened, written with the change and delivered later to every consumer, at least once."""

from yilan.core.events.emitting import emit, emit_many
from yilan.core.events.registry import consumers_of, known_events, register_events, subscribe

__all__ = ["consumers_of", "emit", "emit_many", "known_events", "register_events", "subscribe"]
