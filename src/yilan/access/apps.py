from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class AccessConfig(AppConfig):
    name = "yilan.access"

    def ready(self) -> None:
        """Bring the room's procedures, lists and papers to the rooms below, and its tasks to the worker."""
        from yilan.access import tasks  # noqa: F401 - registers the room's tasks
        from yilan.access.audit_words import ACTIONS
        from yilan.access.offering import offer_choices
        from yilan.access.papers.templates import offer_templates
        from yilan.casework.procedures import register_procedures
        from yilan.core import audit
        from yilan.core.events import subscribe

        audit.register(ACTIONS)
        register_procedures(Path(__file__).parent / "data" / "procedures")
        offer_choices()
        offer_templates()
        if settings.YILAN_MAIL.host:  # where nothing is sent, no job is written for it either
            subscribe("CaseMoved", "yilan.access.consumers.tell_applicant")
