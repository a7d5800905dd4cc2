"""Lists in pages counted from the oldest record: every record once, and a full page stays as it is."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from tests.factories.disclosure import CHINA, make_column, make_genre, make_item, make_publication
from tests.factories.organizations import make_agency, make_district

from yilan.accounts.models import Role
from yilan.disclosure import actions
from yilan.disclosure.queries.published.archive import full_pages, page_at

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LISTS = ["/records/", "/columns/shehui-baozhang/", "/agencies/mzj/records/"]
FIRST = datetime(2014, 1, 2, 9, tzinfo=CHINA)
SIZES = [0, 1, 19, 20, 39, 40, 41, 60]


class Portal:
    def __init__(self):
        self.district = make_district()
        self.civil = make_agency("mzj", name="西夏区民政局", short_name="区民政局")
        self.village = make_agency("huanghua", level="village", name="黄花村村民委员会", short_name="黄花村")
        self.top = make_column("gonggong-fuwu", "公共服务")
        self.below = make_column("shehui-baozhang", "社会保障", parent=self.top)
        self.fields = {"columns": [self.below], "genre": make_genre(), "statutory_item": make_item()}
        self.made = []

    def publish(self, **fields):
        """Publish one more record, the newest; the third and fourth of ten come out at the same moment."""
        number = len(self.made)
        at = FIRST + timedelta(hours=number - (number % 10 == 3))
        self.made.append(make_publication(self.civil, at=at, title=f"第{number:03}件公告", **self.fields | fields))
        return self.made[-1]

    def fill(self, number):
        while len(self.made) < number:
            self.publish()


@pytest.fixture
def portal():
    return Portal()


def titles(text):
    return re.findall(r"第\d{3}件公告", re.search(r'<ul class="records">.*?</ul>', text, re.DOTALL).group())


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def shown(client, path):
    text = read(client, path)
    return titles(text) if '<ul class="records">' in text else []


def pages(client, path):
    """Return the pages of a list as readers come to them, from the newest by the way to older ones."""
    found = {path: shown(client, path)}
    while older := re.search(r'<a href="([^"?]*)" rel="next">', read(client, path)):
        path = older[1]
        assert path not in found
        found[path] = shown(client, path)
    return found


def test_every_record_stands_on_one_page_whatever_the_number_of_records(client, portal):
    for size in SIZES:
        portal.fill(size)
        expected = [publication.title for publication in reversed(portal.made)]
        for path in LISTS:
            found = pages(client, path)
            numbered = {address: rows for address, rows in found.items() if address != path}
            assert [row for rows in found.values() for row in rows] == expected, (path, size)
            assert list(numbered) == [f"{path}pages/{number}/" for number in range(len(numbered), 0, -1)]
            assert {len(rows) for rows in numbered.values()} <= {20}
            newest = len(found[path])
            assert 20 <= newest <= 39 if size >= 20 else newest == size, (path, size)


def test_numbers_that_a_list_has_not_are_not_found(client, portal):
    for size, numbers in ((0, []), (39, []), (40, [1]), (59, [1]), (60, [1, 2])):
        portal.fill(size)
        for path in LISTS:
            for number in (0, 1, 2, 3, 10**12):
                expected = 200 if number in numbers else 404
                assert client.get(f"{path}pages/{number}/").status_code == expected, (path, size, number)
    for odd in ("-1", "x", "1.5", "", "%00"):
        assert client.get(f"/records/pages/{odd}/").status_code in {400, 404}
    assert client.get("/columns/nowhere/pages/1/").status_code == 404
    assert client.get("/agencies/nowhere/records/pages/1/").status_code == 404


def test_a_full_page_stays_as_it_is_but_for_the_way_to_newer_ones(client, portal):
    portal.fill(60)
    before = {path: read(client, path) for start in LISTS for path in (f"{start}pages/1/", f"{start}pages/2/")}
    portal.fill(79)
    assert {path: read(client, path) for path in before} == before
    portal.fill(80)
    for start in LISTS:
        assert read(client, f"{start}pages/1/") == before[f"{start}pages/1/"]
        text = read(client, f"{start}pages/2/")
        assert text == before[f"{start}pages/2/"].replace(
            f'href="{start}" rel="prev"', f'href="{start}pages/3/" rel="prev"'
        )
        assert text != before[f"{start}pages/2/"]


def test_the_ways_between_pages_lead_back_and_forth(client, portal):
    portal.fill(80)
    for start in LISTS:
        down = list(pages(client, start))
        up = [down[-1]]
        while newer := re.search(r'<a href="([^"?]*)" rel="prev">', read(client, up[-1])):
            up.append(newer[1])
        assert up == down[::-1]
        assert len(up) == 4
        assert all(f'href="{start}"' in read(client, path) for path in down[1:]), "a way to the newest"


def test_a_column_with_columns_below_has_no_numbered_pages(client, portal):
    for _ in range(45):
        portal.publish(columns=[portal.top])
    assert client.get("/columns/gonggong-fuwu/").status_code == 200
    assert client.get("/columns/gonggong-fuwu/pages/1/").status_code == 404
    assert client.get("/records/pages/1/").status_code == 200


def test_filters_give_the_live_list(client, portal):
    portal.fill(45)
    for path in LISTS:
        plain, narrowed = client.get(path), client.get(f"{path}?genre=tongzhi")
        assert plain.context["listing"].is_archive
        listing = narrowed.context["listing"]
        assert not getattr(listing, "is_archive", False)
        assert (listing.total, len(listing.page), listing.page.number) == (45, 20, 1)
        assert titles(read(client, f"{path}?genre=tongzhi&page=3")) == [f"第{n:03}件公告" for n in range(4, -1, -1)]
        assert 'rel="nofollow"' in plain.content.decode() or not plain.context["listing"].facets


def test_no_page_names_what_is_not_public(client, portal):
    portal.fill(20)
    hidden = [
        portal.publish(audience="internal"),
        portal.publish(audience="community", community=portal.village),
        portal.publish(),
    ]
    office = office_of(portal)
    actions.withdraw_record(actor=office, record=hidden[2].record, reason="数据有误。")
    portal.fill(45)
    expected = [one.title for one in reversed(portal.made) if one not in hidden]
    assert len(expected) == 42
    for path in LISTS:
        found = pages(client, path)
        assert [row for rows in found.values() for row in rows] == expected
        texts = "".join(read(client, address) for address in found)
        for one in hidden:
            assert one.title not in texts
            assert one.index_number not in texts


def office_of(portal):
    from tests.factories.accounts import make_account

    return make_account("xinxi", Role.INFORMATION_OFFICE, portal.district)


def test_a_withdrawal_closes_up_and_a_restored_record_comes_back_to_its_place(client, portal):
    portal.fill(61)
    office, record = office_of(portal), portal.made[5].record
    whole = {path: pages(client, path) for path in LISTS}
    actions.withdraw_record(actor=office, record=record, reason="数据有误。")
    for path in LISTS:
        rows = [row for rows in pages(client, path).values() for row in rows]
        assert len(rows) == len(set(rows)) == 60
        assert portal.made[5].title not in rows
    actions.restore_record(actor=office, record=record, reason="已更正。")
    assert {path: pages(client, path) for path in LISTS} == whole


def test_the_number_of_questions_does_not_grow_with_the_archive(client, portal, django_assert_max_num_queries):
    portal.fill(61)
    for path in LISTS:
        for address in (path, f"{path}pages/1/", f"{path}pages/2/"):
            cache.clear()
            with django_assert_max_num_queries(25 if address == path else 12):
                client.get(address)


def test_pages_and_positions_agree():
    """Whatever the number of records: each position has one page, and that page holds it."""
    for total in range(130):
        full = full_pages(total)
        on_newest = [position for position in range(total) if page_at(position, total) is None]
        assert on_newest == list(range(full * 20, total))
        assert len(on_newest) <= 39
        for position in set(range(total)) - set(on_newest):
            assert page_at(position, total) == position // 20 + 1 <= full
