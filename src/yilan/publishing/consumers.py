"""After a change: which pages it touches, and the order to write them."""

from yilan.core.events.models import Event
from yilan.publishing.building import standing
from yilan.publishing.draining import touch
from yilan.publishing.tasks import order_drain
from yilan.publishing.touching import addresses_of


def touch_pages(event: Event) -> None:
    """Note the addresses that an event touches, in one transaction with the note that it was delivered.

    Without a site there is nothing to touch, and what happened before it was built is in it. When the bucket does not
    say, everything counts as touched: more is never wrong, and the delivery need not wait for it.
    """
    try:
        built = standing()
    except OSError:
        heard_of = False
    else:
        heard_of = built is None or event.pk <= built.mark
    if not heard_of and touch(addresses_of(event)):
        order_drain()
