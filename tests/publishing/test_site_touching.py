"""What a change touches: at least all that it may have changed, and no more of a long archive than of a short one."""

from datetime import timedelta

import pytest
from django.conf import settings as here
from tests.factories.disclosure import make_column, make_file, make_genre, make_item, make_publication
from tests.publishing.town import FIRST, make_town

from yilan.core.events.models import Event
from yilan.core.jobs.models import Job
from yilan.disclosure import actions
from yilan.disclosure.models import Audience, PublicationColumn
from yilan.disclosure.queries.published import archive, maps
from yilan.portal import listing
from yilan.portal.views import records
from yilan.publishing import draining, touching
from yilan.publishing.addresses import at
from yilan.publishing.building import build
from yilan.publishing.consumers import touch_pages
from yilan.publishing.models import TouchedAddress
from yilan.publishing.places import site_folder
from yilan.publishing.shelves import shelf
from yilan.publishing.shelves.bucket.bucket import Bucket
from yilan.publishing.tasks import write_touched
from yilan.publishing.touching import addresses_of
from yilan.publishing.verifying import verify
from yilan.publishing.writing import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def town(settings, tmp_path):
    settings.HOME = tmp_path
    return make_town()


@pytest.fixture
def short_pages(monkeypatch):
    """Let a page of a list hold two records and a part of the site map three: few records fill many."""
    for module in (archive, listing, touching):
        monkeypatch.setattr(module, "ROWS", 2)
    monkeypatch.setattr(maps, "PART_ROWS", 3)


def publish(town, day, **fields):
    """Publish a record on a day since the first one, in the column below, by the civil affairs office."""
    values = {"columns": [town.columns[1]], "genre": make_genre(), "statutory_item": make_item()} | fields
    publication = make_publication(town.agencies[1], at=FIRST + timedelta(days=day), title=f"第{day}日", **values)
    town._announce(publication)
    return publication


def last_event():
    return Event.objects.order_by("-pk").first()


def names(beginning="/"):
    """Return what stands below an address, in a folder or in a bucket, by the names from there on."""
    start = beginning.lstrip("/")
    return {name.removeprefix(start) for name in shelf().files() if name.startswith(start)}


def read(name):
    """Return the bytes of a file of the site."""
    if here.YILAN_SITE_BUCKET is None:
        return (site_folder() / name).read_bytes()
    return Bucket(here.YILAN_SITE_BUCKET).whole(name)


def page_of(publication):
    """Return the names that stand at a record's own address."""
    return {name for name in names(own_address(publication)) if "/" not in name}


def own_address(publication):
    return at("record", publication.index_number)


def test_a_new_release_touches_its_page_and_all_that_lists_or_counts_it(town):
    publication = publish(town, 3, attachments=[make_file("名单.pdf")])
    touched = set(addresses_of(last_event()))
    own = own_address(publication)
    assert touched >= {
        own,
        f"{own}record.json",
        f"{own}versions/1/",
        "/",
        "/overview/",
        "/overview/facts.json",
        "/records/",
        "/agencies/",
        "/platform/",
        "/sitemap/",
        "/figures/2014/",
        "/figures/2014/agencies/department/",
        "/columns/jiuzhu/",
        "/columns/fuwu/",
        "/agencies/mzj/",
        "/agencies/mzj/records/",
        "/agencies/mzj/catalogue/",
        "/agencies/mzj/catalogue/items/20-1/",
        "/agencies/xxq/",
        "/feeds/all.atom",
        "/feeds/columns/jiuzhu.atom",
        "/feeds/columns/fuwu.atom",
        "/feeds/agencies/mzj.atom",
        "/sitemap.xml",
        "/sitemaps/2014-1.xml",
    }
    assert [path for path in touched if path.startswith("/files/")], "its attachment"
    assert touched.isdisjoint({"/columns/gonggao/", "/agencies/wsj/", "/leading-group/", "/robots.txt", "/rulebook/"})


def test_a_rule_touches_the_rulebook_also_when_it_has_left_the_column_of_rules(town):
    rules = make_column("rules")
    rule = publish(town, 1, columns=[rules])
    assert "/rulebook/" in set(addresses_of(last_event()))
    PublicationColumn.objects.filter(publication=rule).update(column=town.columns[1])
    town._announce(rule)
    assert "/rulebook/" in set(addresses_of(last_event()))


def test_deliveries_that_a_build_has_overtaken_are_taken_as_done(town):
    publish(town, 1)
    waiting = Job.objects.filter(arguments__consumer=touching.CONSUMER).exclude(state="done")
    assert waiting.exists()
    build()
    assert not waiting.exists()
    publish(town, 2)
    assert waiting.exists(), "what came later is delivered"


def test_a_record_that_speaks_of_another_touches_the_other(town):
    first = publish(town, 1)
    other = publish(town, 2, interprets=first.record)
    assert set(addresses_of(last_event())) >= {own_address(first), f"{own_address(first)}record.json"}
    town._announce(first)
    assert own_address(other) in set(addresses_of(last_event()))


def test_a_release_at_the_end_costs_the_same_in_a_long_archive(town, short_pages, monkeypatch):
    """Of lists the newest page and two numbered ones; all pages before stand as they are."""
    written = []
    commit = Writer.commit

    def counted(writer):
        commit(writer)
        written.append(writer.files)

    for day in range(9):
        publish(town, day)
    build()
    monkeypatch.setattr(Writer, "commit", counted)
    costs = []
    for first, last in ((9, 9), (10, 39)):
        for day in range(first, last):
            publish(town, day)
        draining.touch(path for event in Event.objects.filter(name="RecordPublished") for path in addresses_of(event))
        draining.drain()
        written.clear()
        publish(town, last)
        touched = draining.touch(addresses_of(last_event()))
        draining.drain()
        costs.append((touched, sum(written)))
    (few, few_files), (many, many_files) = costs
    assert abs(many - few) <= 2, costs
    assert abs(many_files - few_files) <= 3, costs
    assert verify() == []


def test_a_withdrawal_touches_the_numbered_pages_after_it_and_none_before(town, short_pages):
    made = [publish(town, day) for day in range(13)]
    actions.withdraw_record(actor=town.office, record=made[6].record, reason="数据有误。")
    touched = set(addresses_of(last_event()))
    for start in ("/records/", "/columns/jiuzhu/", "/agencies/mzj/records/", "/agencies/mzj/catalogue/items/20-1/"):
        numbers = sorted(int(path.split("/")[-2]) for path in touched if path.startswith(f"{start}pages/"))
        assert numbers == [2, 3, 4, 5, 6], "twelve are left: five full pages and one that may have gone"


def test_internal_and_community_records_never_become_files(place, town):
    inside = publish(town, 1, audience=Audience.INTERNAL, attachments=[make_file("内部.pdf", b"%PDF-inside")])
    build()
    village = town.agencies[2]
    locked = publish(
        town, 2, audience=Audience.COMMUNITY, community=village, attachments=[make_file("村务.pdf", b"%PDF-village")]
    )
    again = publish(town, 3, audience=Audience.INTERNAL)
    town.deliver()
    for publication in (inside, locked, again):
        assert not names(own_address(publication)), "neither page nor document"
    assert not names("/files/")
    texts = b"".join(read(name) for name in names() if name.endswith((".html", ".xml", ".atom")))
    assert inside.title.encode() not in texts
    assert again.title.encode() not in texts
    assert verify() == []


def test_a_withdrawn_record_is_a_notice_and_its_attachment_is_gone(place, town):
    publication = publish(town, 1, attachments=[make_file("名单.pdf")])
    build()
    variants = {f"{name}{ending}" for name in ("index.html", "record.json") for ending in ("", ".gz", ".br")}
    assert page_of(publication) == variants
    (attached,) = names("/files/")
    assert attached.partition("/")[2].startswith("名单")
    actions.withdraw_record(actor=town.office, record=publication.record, reason="数据有误。")
    town.deliver()
    assert page_of(publication) == {"gone.html", "gone.html.gz", "gone.html.br"}
    own = own_address(publication).lstrip("/")
    assert "数据有误" in read(f"{own}gone.html").decode()
    assert read(f"{own}versions/1/gone.html")
    assert not names("/files/")
    actions.restore_record(actor=town.office, record=publication.record, reason="已更正。")
    town.deliver()
    assert page_of(publication) >= {"index.html"}
    assert "gone.html" not in page_of(publication)
    assert verify() == []


def test_numbered_pages_that_end_are_gone_in_one_writing(town, short_pages):
    """Each that goes touches the next one, also when that one is already in hand."""
    made = [publish(town, day) for day in range(6)]
    build()
    assert "2/index.html" in names("/records/pages/")
    made.append(publish(town, 6))
    for publication in made[1:4]:
        actions.withdraw_record(actor=town.office, record=publication.record, reason="数据有误。")
    town.deliver()
    assert "2/index.html" not in names("/records/pages/")
    assert not TouchedAddress.objects.exists()
    assert verify() == []


def test_a_page_that_is_touched_while_it_is_written_is_written_again(town, monkeypatch):
    publish(town, 1)
    build()
    shown = iter(["/records/"])
    real = draining.render

    def render(path):
        answer = real(path)
        if path == next(shown, None):
            draining.touch([path])
        return answer

    monkeypatch.setattr(draining, "render", render)
    draining.touch(["/records/"])
    draining.drain()
    assert not TouchedAddress.objects.exists()


def test_a_page_that_cannot_be_made_waits_with_its_reason_and_keeps_no_other(town, monkeypatch, client):
    good, bad = publish(town, 1), publish(town, 2)
    build()
    old = read(f"{own_address(bad)[1:]}index.html")
    for publication in (good, bad):
        town.revise(0)
        draining.touch([own_address(publication), "/records/"])
    real = records.record

    def broken(request, index_number):
        if index_number == bad.index_number:
            raise RuntimeError("a broken page")
        return real(request, index_number)

    resolve = draining.render.__globals__["resolve"]

    def resolved(path):
        found = resolve(path)
        if found.view_name == "portal:record":
            found.func = broken
        return found

    monkeypatch.setitem(draining.render.__globals__, "resolve", resolved)
    with pytest.raises(draining.PagesFailed, match="1 pages"):
        draining.drain()
    row = TouchedAddress.objects.get()
    assert row.path == own_address(bad)
    assert "RuntimeError: a broken page" in row.failure
    assert read(f"{own_address(bad)[1:]}index.html") == old
    town.keeper.must_change_password = False
    town.keeper.save()
    client.force_login(town.keeper)
    assert "1 个公开页面" in client.get("/office/").content.decode()
    monkeypatch.setitem(draining.render.__globals__, "resolve", resolve)
    assert write_touched() == 1
    assert not TouchedAddress.objects.exists()
    assert "alert" not in client.get("/office/").content.decode()


def test_what_happened_before_the_build_touches_nothing(town):
    publish(town, 1)
    early = last_event()
    touch_pages(early)
    assert not TouchedAddress.objects.exists(), "there is no site yet"
    build()
    touch_pages(early)
    assert not TouchedAddress.objects.exists()
    publish(town, 2)
    touch_pages(last_event())
    assert TouchedAddress.objects.exists()


def test_an_event_that_comes_twice_changes_nothing(town):
    build()
    publish(town, 1)
    event = last_event()
    touch_pages(event)
    first = set(TouchedAddress.objects.values_list("path", flat=True))
    touch_pages(event)
    assert set(TouchedAddress.objects.values_list("path", flat=True)) == first
    draining.drain()
    before = stamps()
    touch_pages(event)
    draining.drain()
    assert stamps() == before, "no file is written that has the same bytes"
    assert verify() == []


def test_orders_to_write_do_not_pile_up(town):
    """One waits, whatever happens, also while it waits for another try."""
    build()
    path = "yilan.publishing.tasks.write_touched"
    for day in range(3):
        publish(town, day)
        touch_pages(last_event())
        Job.objects.filter(task=path).update(due_at=FIRST + timedelta(days=10000))
    assert Job.objects.filter(task=path).count() == 1
    publish(town, 4)
    touch_pages(last_event())
    assert Job.objects.get(task=path).due_at < FIRST + timedelta(days=10000), "and is brought forward"


def stamps():
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in site_folder().rglob("*") if path.is_file()}
