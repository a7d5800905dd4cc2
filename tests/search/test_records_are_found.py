"""From a record to what is found of it: release, withdrawal, validity, another version, attachments."""

from datetime import datetime

import pytest
from tests.factories.disclosure import CHINA, make_column, make_file, make_genre, make_publication, revise
from tests.factories.organizations import make_agency, make_district
from tests.search import files

from yilan.core.events import emit
from yilan.core.events.models import Event
from yilan.core.jobs.models import Job
from yilan.disclosure.models import Audience, Publication, RecordPage
from yilan.search import building, updating
from yilan.search.consumers import note_event
from yilan.search.engines.entries import entry_of
from yilan.search.kinds import NOTE
from yilan.search.models import FileText, OutdatedDocument
from yilan.search.queries import Asked, search
from yilan.search.tasks import update_index
from yilan.search.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def agency():
    make_district()
    return make_agency("mzj", name="西夏区民政局", short_name="区民政局")


def titles(text: str, **filters: str) -> list[str]:
    found = search(Asked(text, tuple(filters.items())))
    return [result.shown["title"] for result in found.results]


def announce(name: str, publication: Publication, **payload) -> None:
    """Tell of an event as the verbs do, and do what the worker does with it."""
    deliver(
        emit(
            name,
            RecordPage.objects.get(pk=publication.record_id),
            **({"version": publication.version_id, "index_number": publication.index_number} | payload),
        )
    )


def deliver(*events: Event) -> None:
    for event in events:
        note_event(event)
    update_index()


def test_a_released_record_is_found_by_all_that_it_says(agency, index) -> None:
    column = make_column("bz", "社会保障", parent=make_column("fw", "公共服务"))
    attached = make_file("名单.xlsx", files.xlsx("张家村王老五", "底稿"))
    publication = make_publication(
        agency,
        title="关于做好城乡低保工作的通知",
        document_number="银政办函〔2014〕74号",
        summary="明确保障标准",
        body=[("paragraph", "<p>各镇、<b>街</b>道：</p><p>请按时&amp;足额发放。</p>")],
        keywords="救助",
        columns=[column],
        genre=make_genre(),
        attachments=[attached],
    )
    announce("RecordPublished", publication)
    for text in (
        "低保", "保", "银政办函2014-74", "明确保障", "街道", "按时&足额", "救助", "民政", "社会保障", "公共服务",
        "通知", "王老五", "名单", publication.index_number, "dibao", "cxdb",
    ):  # fmt: skip
        assert titles(text) == ["关于做好城乡低保工作的通知"], text
    assert titles("底稿") == []
    assert titles("低保", agency="mzj", year="2014", column="fw", genre="tongzhi", validity="in_force")
    assert titles("低保", year="2015") == []


def test_where_a_term_stands_in_an_attachment_is_said(agency, index) -> None:
    attached = make_file("办法.pdf", files.pdf("第一页", "城乡低保办法"))
    announce("RecordPublished", make_publication(agency, title="公告", attachments=[attached]))
    result = search(Asked("低保办法")).results[0]
    assert (result.attached.name, result.attached.page) == ("办法.pdf", 2)
    assert [piece.text for piece in result.attached.snippet if piece.found] == ["低保办法"]
    assert result.attached.address == f"/files/{attached.sha256}/%E5%8A%9E%E6%B3%95.pdf"


def test_a_withdrawn_record_goes_and_a_restored_one_comes_back(agency, index) -> None:
    publication = make_publication(agency, title="低保名单")
    announce("RecordPublished", publication)
    assert titles("低保名单")
    Publication.objects.update(state=Publication.State.WITHDRAWN)
    announce("RecordWithdrawn", publication)
    assert titles("低保名单") == []
    Publication.objects.update(state=Publication.State.STANDING)
    announce("RecordPublished", publication)
    assert titles("低保名单") == ["低保名单"]


@pytest.mark.parametrize("audience", [Audience.COMMUNITY, Audience.INTERNAL])
def test_what_is_not_for_everybody_is_never_indexed(agency, index, audience) -> None:
    village = make_agency("cun", name="同庄村", short_name="同庄村", level="community")
    fields = {"community": village} if audience == Audience.COMMUNITY else {}
    announce("RecordPublished", make_publication(agency, title="村务低保名单", audience=audience, **fields))
    assert building.build() == 0
    assert titles("低保") == []


def test_a_new_version_takes_the_place_of_the_old_one(agency, index) -> None:
    publication = make_publication(agency, title="旧标题的办法")
    announce("RecordPublished", publication)
    newer = revise(publication, datetime(2014, 4, 1, tzinfo=CHINA), title="新标题的办法")
    announce("RecordPublished", newer)
    assert titles('"旧标题"') == []
    assert titles("新标题") == ["新标题的办法"]


def test_validity_changes_rank_and_label(agency, index) -> None:
    old = make_publication(agency, title="低保办法", at=datetime(2014, 5, 1, tzinfo=CHINA))
    make_publication(agency, title="低保办法", at=datetime(2013, 5, 1, tzinfo=CHINA))
    building.build()
    assert search(Asked("低保办法")).results[0].address.endswith(f"{old.index_number}/")
    Publication.objects.filter(pk=old.pk).update(validity="repealed")
    announce("RecordValidityChanged", old)
    found = search(Asked("低保办法")).results
    assert [result.shown["validity"] for result in found] == ["in_force", "repealed"]


def test_the_index_built_from_nothing_is_the_one_built_step_by_step(agency, index) -> None:
    publications = [make_publication(agency, attachments=[make_file("a.txt", b"abc")]) for _number in range(3)]
    for publication in publications:
        announce("RecordPublished", publication)
    stepwise = sorted(index.stamps())
    assert len(stepwise) == 3
    assert building.build() == 3
    assert sorted(index.stamps()) == stepwise
    assert verify() == []


def test_verify_names_every_difference(agency, index) -> None:
    first, second, _third = (make_publication(agency) for _number in range(3))
    building.build()
    Publication.objects.filter(pk=first.pk).update(title="改了标题")
    Publication.objects.filter(pk=second.pk).update(state=Publication.State.WITHDRAWN)
    fourth = make_publication(agency)
    found = {one.key: one.kind for one in verify()}
    assert found == {
        f"record:{first.record_id}": "other",
        f"record:{second.record_id}": "left over",
        f"record:{fourth.record_id}": "missing",
    }


def test_verify_tells_what_only_waits_for_the_worker(agency, index) -> None:
    noted, announced, given_up, forgotten = (make_publication(agency) for _number in range(4))
    building.build()
    Publication.objects.update(title="改了标题")
    OutdatedDocument.objects.create(key=f"record:{noted.record_id}", stamp="x")
    for publication in (announced, given_up):
        record = RecordPage.objects.get(pk=publication.record_id)
        event = emit("RecordPublished", record, version=publication.version_id, index_number=publication.index_number)
    Job.objects.filter(arguments__event=event.pk, arguments__consumer=NOTE).update(state=Job.State.DEAD)
    assert {one.key: (one.kind, one.waits) for one in verify()} == {
        f"record:{noted.record_id}": ("waiting", True),
        f"record:{announced.record_id}": ("waiting", True),
        f"record:{given_up.record_id}": ("other", False),
        f"record:{forgotten.record_id}": ("other", False),
    }


def test_what_happens_while_the_index_is_built_is_in_it(agency, index, monkeypatch) -> None:
    make_publication(agency, title="先有的")

    def meanwhile(point: str) -> None:
        if point == "search.built":
            late = make_publication(agency, title="后来的")
            announce("RecordPublished", late)

    monkeypatch.setattr(building, "fault_point", meanwhile)
    building.build()
    assert titles("后来的") == ["后来的"]
    assert verify() == []


def test_what_is_released_while_the_index_is_filled_is_found_at_once(agency, index, monkeypatch) -> None:
    """The index that stands is kept up; its writer is another than the one of the index that is being filled."""
    make_publication(agency, title="先有的")
    building.build()
    seen = []

    def meanwhile(document):
        if not seen:
            seen.append(document.key)
            announce("RecordPublished", make_publication(agency, title="填充中发布的"))
            seen.extend(titles("填充中发布的"))
        return entry_of(document)

    monkeypatch.setattr(building, "entry_of", meanwhile)
    assert building.build() == 1, "it was not there when the documents were listed"
    assert seen[1:] == ["填充中发布的"]
    assert titles("填充中发布的") == ["填充中发布的"]
    assert verify() == []


def test_deliveries_that_a_build_has_overtaken_are_taken_as_done(agency, index) -> None:
    emit("RecordPublished", RecordPage.objects.get(pk=make_publication(agency).record_id), version=1, index_number="1")
    waiting = Job.objects.filter(arguments__consumer=NOTE).exclude(state="done")
    assert waiting.count() == 1
    building.build()
    assert waiting.count() == 0
    assert Job.objects.exclude(arguments__consumer=NOTE).exclude(state="done").exists(), "others have theirs"
    emit("RecordPublished", RecordPage.objects.get(), version=1, index_number="1")
    assert waiting.count() == 1


def test_a_document_that_cannot_be_indexed_keeps_no_other_from_it(agency, index, monkeypatch) -> None:
    broken, *others = (make_publication(agency, title=f"第{number}件") for number in range(3))
    key = f"record:{broken.record_id}"

    def fails(document):
        if document.key == key:
            raise ValueError("a text that breaks it")
        return entry_of(document)

    monkeypatch.setattr(updating, "entry_of", fails)
    updating.note(f"record:{one.record_id}" for one in (broken, *others))
    with pytest.raises(updating.DocumentsFailed, match=key):
        update_index()
    assert (titles("第1件"), titles("第2件"), titles("第0件")) == (["第1件"], ["第2件"], [])
    assert [row.key for row in OutdatedDocument.objects.all()] == [key]


def test_a_site_without_an_index_gets_one_from_its_worker(agency, settings, tmp_path) -> None:
    settings.HOME, settings.YILAN_SEARCH = tmp_path, ""
    make_publication(agency, title="早就有的")
    announce("RecordPublished", make_publication(agency, title="刚发布的"))
    assert titles("早就有的")
    assert titles("刚发布的")
    assert not OutdatedDocument.objects.exists()


def test_the_name_of_an_agency_or_a_column_finds_its_records_after_a_change(agency, index) -> None:
    column = make_column("bz", "社会保障")
    publication = make_publication(agency, title="通知", columns=[column])
    building.build()
    column.name = "民生保障"
    column.save()
    agency.name = "西夏区民政和老龄局"
    agency.save()
    deliver(
        emit("ColumnChanged", column, slug=column.slug, verb="change"),
        emit("AgencyChanged", agency, code=agency.code, changed=["name"]),
    )
    assert titles("民生保障") == titles("老龄局") == [publication.title]
    assert titles('"社会保障"') == []


def test_a_file_is_read_once(agency, index, monkeypatch) -> None:
    make_publication(agency, attachments=[make_file("a.txt", "低保".encode())])
    building.build()
    assert FileText.objects.get().pages == ["低保"]
    monkeypatch.setattr("yilan.search.file_texts.read", lambda *_args: pytest.fail("read again"))
    building.build()
    assert len(titles("低保")) == 1


def test_making_documents_costs_the_same_for_one_or_many(agency, index, django_assert_num_queries) -> None:
    from yilan.search.kinds import documents_of

    keys = [f"record:{make_publication(agency).record_id}" for _number in range(5)]
    with django_assert_num_queries(3):
        assert len(list(documents_of(keys))) == 5
