from pathlib import Path

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "yilan.papers"

    def ready(self) -> None:
        """Offer the room's own template, and declare its audit actions and events."""
        from yilan.core import audit
        from yilan.core.events import register_events
        from yilan.papers.audit_words import ACTIONS, EVENTS
        from yilan.papers.registry import register_templates

        audit.register(ACTIONS)
        register_events(*EVENTS)
        register_templates(Path(__file__).parent / "data")
