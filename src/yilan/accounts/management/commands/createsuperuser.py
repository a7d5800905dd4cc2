"""Django's command of this name, closed: a superuser would stand above every rule of this house."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Refuses, and names the command that makes the first administrator."""

    help = "Closed. Use `yilan manage first_administrator`."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse."""
        raise CommandError("This system has no superusers; run `yilan manage first_administrator USERNAME NAME`.")
