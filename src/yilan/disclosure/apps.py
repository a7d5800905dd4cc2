from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


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
        post_migrate.connect(bring_classification, sender=self)


def bring_classification(using: str, plan: Any = (), **_signal: Any) -> None:
    """Bring themes, genres and statutory items to what the data says, wherever the site is migrated from.

    Without them nobody could submit a record. An empty database that is being taken down again has none.
    """
    from yilan.disclosure.classification_loading import load_classification

    if using == "default" and all(not backwards for _migration, backwards in plan):
        load_classification()
