"""Which actions exist: `room:thing:verb`, each with its words for people."""

from collections.abc import Mapping

from django.utils.functional import Promise

_ACTIONS: dict[str, str | Promise] = {}


class UnknownAction(LookupError):
    """An audit row was asked for under a name that no room has registered."""


def register(actions: Mapping[str, str | Promise]) -> None:
    """Add a room's actions (`{"disclosure:record:submit": _("submitted for review")}`) to the grammar."""
    for name in actions:
        if name.count(":") != 2:  # noqa: PLR2004 - room, thing, verb
            raise ValueError(f"An action is named room:thing:verb, not {name}")
    _ACTIONS.update(actions)


def known_actions() -> dict[str, str | Promise]:
    """Return every action with its words."""
    return dict(_ACTIONS)


def require(name: str) -> None:
    """Raise `UnknownAction` unless `name` is registered."""
    if name not in _ACTIONS:
        raise UnknownAction(name)
