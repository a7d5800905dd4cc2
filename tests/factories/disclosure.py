"""Released records for tests, made through the models with everything that the gate asks for."""

import hashlib
from datetime import date, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from wagtail.models import Page

from yilan.disclosure.actions.drafting import free_slug
from yilan.disclosure.actions.publishing import frozen_files, place, project
from yilan.disclosure.content import content_hash, content_of
from yilan.disclosure.file_store import keep
from yilan.disclosure.models import (
    Column,
    Genre,
    Publication,
    PublishedFile,
    RecordAttachment,
    RecordFile,
    RecordPage,
    Release,
    ReleaseStep,
    RuleDuty,
    SecrecyReview,
    StatutoryItem,
    Version,
)
from yilan.organizations.models import Agency

CHINA = ZoneInfo("Asia/Shanghai")
MANY = ("columns", "themes", "issuers", "supersedes")
_number = count(1)


def make_column(slug: str, name: str = "", **fields: Any) -> Column:
    """Make a column of the portal."""
    values = {
        "name": name or slug,
        "description": f"{name}的说明",
        "keywords": f"{name},公开",
        "column_type": "政务动态",
    }
    return Column.objects.create(slug=slug, **(values | fields))


def make_genre(code: str = "tongzhi", name: str = "通知") -> Genre:
    """Return the genre with this code, made when missing."""
    return Genre.objects.get_or_create(code=code, defaults={"name": name, "source": "公文处理工作条例"})[0]


def make_item(code: str = "20-1", name: str = "规范性文件", **fields: Any) -> StatutoryItem:
    """Return the statutory item with this code, made when missing."""
    values = {
        "name": name,
        "short_name": name,
        "article": "第二十条",
        "source": "国务院令第711号",
        "levels": ["department"],
    }
    return StatutoryItem.objects.get_or_create(code=code, defaults=values | fields)[0]


def make_file(name: str = "附件.pdf", data: bytes = b"%PDF-1.4 demo") -> RecordFile:
    """Upload a file."""
    file = RecordFile(title=name, file=ContentFile(data, name=name), file_size=len(data))
    file.sha256 = hashlib.sha256(data).hexdigest()
    file.save()
    return file


def make_record(agency: Agency, **fields: Any) -> RecordPage:
    """Make a record that has never been released."""
    number = next(_number)
    values = {
        "title": f"关于做好第{number}项工作的通知",
        "written_on": date(2014, 3, 3),
        "body": [("paragraph", "<p>各镇、街道：请按时办理。</p>")],
        "index_number": f"{agency.organ_code}/2014-{number:05d}",
    } | fields
    columns, attachments, duties = values.pop("columns", []), values.pop("attachments", []), values.pop("duties", [])
    others = {name: values.pop(name, []) for name in MANY if name != "columns"}
    record = RecordPage(live=False, slug=free_slug(), **values)
    Page.objects.get(pk=agency.page.pk).add_child(instance=record)
    for name, rows in {"columns": columns, **others}.items():
        setattr(record, name, rows)
    record.attachments = [RecordAttachment(file=file, title=file.title) for file in attachments]
    record.duties = [RuleDuty(text=text, holder=holder) for text, holder in duties]
    record.save()
    return record


def release_record(record: RecordPage, at: datetime) -> Version:
    """Let a record's present content go through review and out, as far as the models see it."""
    content = content_of(record)
    release = Release.objects.create(
        record=record, agency=record.agency, state="approved", title=record.title, content=content,
        content_hash=content_hash(content), submitted_at=at - timedelta(days=2),
    )  # fmt: skip
    SecrecyReview.objects.create(
        release=release, at=at, basis="保守国家秘密法", conclusion="release", content_hash=release.content_hash
    )
    for stage in ("agency_check", "secrecy_review", "sign_off"):
        ReleaseStep.objects.create(release=release, stage=stage, outcome="passed", at=at - timedelta(days=1))
    ReleaseStep.objects.create(release=release, stage="approved", outcome="published", at=at)
    version = Version(
        record=record, number=record.versions.count() + 1, release=release, content=content,
        content_hash=release.content_hash, published_at=at,
    )  # fmt: skip
    version.save()
    for file in [row.file for row in record.attachments.all()]:
        keep(file.file, file.sha256)
    PublishedFile.objects.bulk_create(frozen_files(version))
    release.state = Release.State.PUBLISHED
    release.save()
    return version


def make_publication(agency: Agency, at: datetime | None = None, **fields: Any) -> Publication:
    """Make a record of an agency that stands on the portal, first published `at` (Beijing time)."""
    at = at or datetime(2014, 3, 5, 9, 30, tzinfo=CHINA)
    record = make_record(agency, **fields)
    publication = project(record, release_record(record, at), at)
    publication.published_at, publication.published_on, publication.year = at, at.date(), at.year
    publication.save()
    place(publication, [column.pk for column in record.columns.all()])
    publication.refresh_from_db()
    return publication


def revise(publication: Publication, at: datetime, **fields: Any) -> Publication:
    """Publish another version of a record."""
    record = RecordPage.objects.get(pk=publication.record_id)
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    return project(record, release_record(record, at), at)


def make_portal(**fields: Any) -> SimpleNamespace:
    """Make a small district with a column, an agency and three records, for tests that look at pages."""
    from tests.factories.organizations import make_agency, make_district

    district = make_district()
    civil = make_agency("mzj", name="西夏区民政局", short_name="区民政局", phone="0951-0000000", address="怀远路1号")
    top = make_column("gonggong-fuwu", "公共服务")
    below = make_column("shehui-baozhang", "社会保障", parent=top)
    values = {"columns": [below], "genre": make_genre(), "statutory_item": make_item()}
    records = [
        make_publication(civil, at=datetime(2014, 3, day, 9, 30, tzinfo=CHINA), **(values | fields))
        for day in (5, 6, 7)
    ]
    return SimpleNamespace(district=district, civil=civil, top=top, below=below, records=records)
