from collections import defaultdict

from django.utils import timezone

from yilan.core.numbering.counters import take_serials
from yilan.core.numbering.index_numbers import IndexTemplate
from yilan.disclosure.actions.indexing import index_tokens
from yilan.disclosure.imports.writing.batch import Batch, Item


def give_index_numbers(batch: Batch) -> None:
    """Keep imported index numbers; give the others the next ones of their agency's template, oldest first."""
    waiting: dict[str, list[tuple[Item, IndexTemplate]]] = defaultdict(list)
    taken = set(batch.known) | {item.row.index_number for item in batch.items if item.row.index_number}
    for item in sorted(batch.items, key=lambda one: (one.row.published_at, one.row.row)):
        if item.row.index_number:
            item.index_number = item.row.index_number
            continue
        template = IndexTemplate.parse(item.agency.index_template)
        waiting[template.scope(**_tokens(item))].append((item, template))
    for scope, group in waiting.items():
        serials = iter(take_serials(scope, len(group)))
        for item, template in group:
            number = template.format(serial=next(serials), **_tokens(item))
            while number in taken:
                number = template.format(serial=take_serials(scope)[0], **_tokens(item))
            taken.add(number)
            item.index_number = number


def _tokens(item: Item) -> dict[str, object]:
    content = {"statutory_item": item.row.statutory_item}
    return index_tokens(item.agency, content, timezone.localdate(item.row.published_at))
