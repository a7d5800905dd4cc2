"""What the accounts room does after the events of others."""

from yilan.accounts.permissions import follow_agencies
from yilan.core.events.models import Event


def keep_groups_in_step(event: Event) -> None:  # noqa: ARG001 - every change of the tree is answered alike
    """Let the groups of officers follow a new, moved or renamed agency."""
    follow_agencies()
