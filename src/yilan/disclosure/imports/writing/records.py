"""The tree and the records in bulk. Wagtail's own way saves one page in some 20 statements; this takes two a page."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page

from yilan.disclosure.actions.drafting import free_slug
from yilan.disclosure.imports.bodies import stored_blocks
from yilan.disclosure.imports.writing.batch import Batch, Item
from yilan.disclosure.models import RecordAttachment, RecordPage, RuleDuty
from yilan.organizations.models import AgencyPage


def write_pages(batch: Batch) -> None:
    """Write the tree's rows below each agency's page, then the records' own rows."""
    by_agency: dict[int, list[Item]] = defaultdict(list)
    for item in batch.items:
        by_agency[item.agency.pk].append(item)
    kind, locale = ContentType.objects.get_for_model(RecordPage), Locale.get_default()
    for group in by_agency.values():
        parent = Page.objects.select_for_update().get(pk=group[0].agency.page.pk)
        bases = [
            _base(item, parent, path, kind, locale)
            for item, path in zip(group, _paths(parent, len(group)), strict=True)
        ]
        for item, base in zip(group, Page.objects.bulk_create(bases), strict=True):
            item.record = _record(batch, item, base)
            if item.row.key:
                batch.known[item.row.key] = base.pk
            batch.known[item.index_number] = base.pk
        AgencyPage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(group))
    for item in batch.items:
        blocks = stored_blocks(item.row.body, batch.library)
        item.record.body = item.record.body.stream_block.to_python(blocks)
        item.record.interprets_id = batch.refer(item.row.interprets)
        item.record.validity_changed_by_id = batch.refer(item.row.validity_changed_by)
        batch.finish_content(item, blocks)
        item.record.save_base(raw=True, force_insert=True)


def _paths(parent: Page, count: int) -> list[str]:
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0  # noqa: SLF001 - treebeard has no bulk insert
    return [Page._get_path(parent.path, parent.depth + 1, step + 1 + n) for n in range(count)]  # noqa: SLF001


def _base(item: Item, parent: Page, path: str, kind: ContentType, locale: Locale) -> Page:
    slug = free_slug()
    return Page(
        path=path,
        depth=parent.depth + 1,
        numchild=0,
        title=item.row.title,
        draft_title=item.row.title,
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        content_type=kind,
        locale=locale,
        translation_key=uuid4(),
        live=True,
        has_unpublished_changes=False,
        first_published_at=item.row.published_at,
        last_published_at=item.row.published_at,
        latest_revision_created_at=item.row.published_at,
    )


def _record(batch: Batch, item: Item, base: Page) -> RecordPage:
    row = item.row
    values: dict[str, Any] = {field.attname: getattr(base, field.attname) for field in Page._meta.concrete_fields}
    return RecordPage(
        **values,
        page_ptr_id=base.pk,
        index_number=item.index_number,
        document_number=row.document_number,
        written_on=row.written_on,
        in_force_from=row.in_force_from,
        in_force_until=row.in_force_until,
        validity=row.validity,
        validity_changed_on=row.validity_changed_on,
        disclosure=row.disclosure,
        disclosure_reason=row.disclosure_reason,
        audience=row.audience,
        community_id=batch.keys.agencies.get(row.community or ""),
        genre_id=batch.keys.genres[row.genre],
        statutory_item_id=batch.keys.statutory_items.get(row.statutory_item or ""),
        summary=row.summary,
        keywords="，".join(row.keywords),
        source=row.source,
        imported_from=batch.run,
        import_key=row.key,
        original=row.original,
    )


def write_relations(batch: Batch) -> None:
    """Write facets, relations, attachments and duties."""
    keys = batch.keys
    for name, codes, column in (
        ("themes", keys.themes, "theme_id"),
        ("columns", keys.columns, "column_id"),
        ("issuers", keys.agencies, "agency_id"),
    ):
        through = getattr(RecordPage, name).through
        through.objects.bulk_create(
            through(recordpage_id=item.record.pk, **{column: codes[code]})
            for item in batch.items
            for code in sorted(set(getattr(item.row, name)))
        )
    supersedes = RecordPage.supersedes.through
    supersedes.objects.bulk_create(
        supersedes(from_recordpage_id=item.record.pk, to_recordpage_id=other)
        for item in batch.items
        for other in item.content["supersedes"]
    )
    RecordAttachment.objects.bulk_create(
        RecordAttachment(record_id=item.record.pk, file=batch.library.file(use), title=use.title, sort_order=number)
        for item in batch.items
        for number, use in enumerate(item.row.attachments)
    )
    RuleDuty.objects.bulk_create(
        RuleDuty(record_id=item.record.pk, text=text, holder_id=keys.agencies.get(holder or ""), sort_order=number)
        for item in batch.items
        for number, (text, holder) in enumerate(item.row.duties)
    )
