from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "yilan.casework"

    def ready(self) -> None:
        """Declare the room's audit actions and events, its tasks, and the check of every procedure at start."""
        from yilan.casework import checks, tasks  # noqa: F401 - registers the check and the room's tasks
        from yilan.casework.audit_words import ACTIONS, EVENTS
        from yilan.casework.choices import offer_degrees
        from yilan.core import audit
        from yilan.core.events import register_events

        offer_degrees()
        audit.register(ACTIONS)
        register_events(*EVENTS)
