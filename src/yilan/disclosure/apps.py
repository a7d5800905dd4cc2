from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "yilan.disclosure"

    def ready(self) -> None:
        """Declare the room's audit actions and events, and who listens."""
        from yilan.core import audit
        from yilan.core.events import register_events, subscribe
        from yilan.disclosure import tasks  # noqa: F401 - registers the room's tasks
        from yilan.disclosure.audit_words import ACTIONS, EVENTS

        audit.register(ACTIONS)
        register_events(*EVENTS)
        subscribe("RecordPublished", "yilan.disclosure.consumers.archive_version")
