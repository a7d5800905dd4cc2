from django.db import transaction

from yilan.core.numbering.models import IndexCounter


def take_serials(scope: str, count: int = 1) -> range:
    """Take `count` serials under a scope, for ever: numbers taken in a transaction that is rolled back return with it.

    Must run inside a transaction; the counter's row stays locked until it ends, so that two writers never share one.
    """
    with transaction.atomic():
        IndexCounter.objects.get_or_create(scope=scope)
        counter = IndexCounter.objects.select_for_update().get(scope=scope)
        first = counter.last + 1
        counter.last += count
        counter.save(update_fields=["last"])
    return range(first, first + count)


def reserve_serial(scope: str, serial: int) -> None:
    """Let the counter never give out `serial` or anything below it: an imported number used it."""
    with transaction.atomic():
        IndexCounter.objects.get_or_create(scope=scope)
        IndexCounter.objects.filter(scope=scope, last__lt=serial).update(last=serial)
