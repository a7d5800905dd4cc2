"""After an event: which documents it has changed, and the order to index them."""

from yilan.core.events.models import Event
from yilan.search.engines.chosen import is_wanted
from yilan.search.kinds import touched_by
from yilan.search.tasks import order_update
from yilan.search.updating import note


def note_event(event: Event) -> None:
    """Note the documents that an event has changed, in one transaction with the note that it was delivered."""
    if is_wanted() and note(touched_by(event)):
        order_update()
