"""After a change: which pages it touches, and the order to write them."""

from yilan.core.events.models import Event
from yilan.publishing.building import standing
from yilan.publishing.draining import touch
from yilan.publishing.tasks import order_drain
from yilan.publishing.touching import addresses_of


def touch_pages(event: Event) -> None:
    """Note the addresses that an event touches, in one transaction with the note that it was delivered.

    Without a site there is nothing to touch, and what happened before it was built is in it.
    """
    built = standing()
    if built is not None and event.pk > built.mark and touch(addresses_of(event)):
        order_drain()
