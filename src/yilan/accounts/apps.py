from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "yilan.accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        """Declare the room's audit words, events and daily work; answer who somebody is and what they may do."""
        from yilan.accounts import doors, tasks
        from yilan.accounts.audit_words import ACTIONS, EVENTS
        from yilan.accounts.models import Role
        from yilan.accounts.queries import governs, holds
        from yilan.accounts.queries.holding import capacities
        from yilan.core import audit
        from yilan.core.audit import capacity
        from yilan.core.events import register_events, subscribe
        from yilan.core.jobs import authority, schedule
        from yilan.organizations.authority import answer_with

        audit.register(ACTIONS)
        register_events(*EVENTS)
        for event in ("AgencyOpened", "AgencyChanged"):
            subscribe(event, "yilan.accounts.consumers.keep_groups_in_step")
        capacity.answer_with(capacities)
        authority.answer_with(lambda person: holds(person, Role.ADMINISTRATOR))
        schedule("begin-day", tasks.begin_day, daily_at=time(0, 5))
        answer_with(
            "keep",
            lambda person, agency: (
                governs(person, Role.ADMINISTRATOR) if agency is None else holds(person, Role.ADMINISTRATOR, agency)
            ),
        )
        answer_with("write", lambda person, agency: agency is not None and holds(person, Role.OFFICER, agency))
        doors.watch()
