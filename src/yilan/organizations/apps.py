from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "yilan.organizations"
    verbose_name = _("agencies")

    def ready(self) -> None:
        """Declare the room's audit actions and events."""
        from yilan.core import audit
        from yilan.core.events import register_events
        from yilan.organizations.audit_words import ACTIONS, EVENTS

        audit.register(ACTIONS)
        register_events(*EVENTS)
