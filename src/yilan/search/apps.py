from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "yilan.search"

    def ready(self) -> None:
        """Let records be found, and declare the room's tasks, audit actions and events."""
        from yilan.core import audit
        from yilan.core.events import register_events
        from yilan.search import tasks  # noqa: F401 - registers the room's tasks
        from yilan.search.audit_words import ACTIONS, EVENTS
        from yilan.search.kinds import register
        from yilan.search.records import RECORDS

        audit.register(ACTIONS)
        register_events(*EVENTS)
        register(RECORDS)
        post_migrate.connect(bring_synonyms, sender=self)


def bring_synonyms(using: str, plan: Any = (), **_signal: Any) -> None:
    """Bring the synonyms to what the data says, wherever the site is migrated from."""
    from yilan.search.synonyms_loading import load_synonyms

    if using == "default" and all(not backwards for _migration, backwards in plan):
        load_synonyms()
