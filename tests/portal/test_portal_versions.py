"""Published versions: each stays as it was, and two can be compared."""

import re
from datetime import datetime

import pytest
from tests.factories.disclosure import CHINA, make_portal, make_publication, revise

from yilan.disclosure.models import Version

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SECOND, THIRD = datetime(2014, 5, 5, 9, 15, tzinfo=CHINA), datetime(2014, 6, 6, 16, 40, tzinfo=CHINA)
NEVER = (
    "versions/0/",
    "versions/4/",
    "versions/-1/",
    "versions/x/",
    "versions/99999999999999999999/",
    "versions/" + "9" * 5000 + "/",
    "compare/1/4/",
    "compare/0/1/",
    "compare/2/1/",
    "compare/2/2/",
    "compare/1/99999999999999999999/",
)


@pytest.fixture
def record(client):
    """A record of three versions: two texts, the third with another title."""
    portal = make_portal()
    publication = make_publication(
        portal.civil, columns=[portal.below], title="低保标准的通知", body=[("paragraph", "<p>每月300元。</p>")]
    )
    revise(publication, SECOND, body=[("paragraph", "<p>每月320元。</p>")])
    publication = revise(publication, THIRD, title="城乡低保标准的通知")
    publication.refresh_from_db()
    return publication


def get(client, record, tail="", status=200):
    answer = client.get(f"/info/{record.index_number}/{tail}")
    assert answer.status_code == status, tail
    return answer.content.decode()


def text_of(page):
    return re.search(r'<div class="document">.*?</div>', page, re.DOTALL).group()


def test_the_record_shows_its_last_version_and_names_all(client, record):
    page = get(client, record)
    assert "<h1>城乡低保标准的通知</h1>" in page
    assert "320元" in text_of(page)
    assert "300元" not in page
    for number in (1, 2, 3):
        assert f'href="/info/{record.index_number}/versions/{number}/"' in page
    assert re.findall(r"/compare/(\d+)/(\d+)/\"", page) == [("2", "3"), ("1", "2")]
    assert "与第2版对照" in page
    assert '<meta name="PubDate" content="2014-03-05 09:30">' in page, "the first publication counts"


def test_an_old_version_stays_as_it_was_and_says_that_it_was_replaced(client, record):
    page = get(client, record, "versions/1/")
    assert "<h1>低保标准的通知</h1>" in page
    assert "300元" in text_of(page)
    assert "已有新版本" in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<meta name="ArticleTitle" content="低保标准的通知">' in page
    assert f'<a href="/info/{record.index_number}/">查看当前页面</a>' in page
    assert Version.objects.get(record=record.record_id, number=1).content_hash in page


def test_the_standing_version_says_so(client, record):
    page = get(client, record, "versions/3/")
    assert "这是当前版本" in page
    assert "已有新版本" not in page
    assert '<meta name="PubDate" content="2014-06-06 16:40">' in page


def test_two_versions_are_compared_in_words(client, record):
    page = get(client, record, "compare/1/2/")
    assert re.search(r"<del>[^<]*0[^<]*</del>", page)
    assert re.search(r"<ins>[^<]*2[^<]*</ins>", page)
    assert "第1版（2014-03-05 09:30）与第2版（2014-05-05 09:15）对照" in page
    whole = get(client, record, "compare/1/3/")
    assert "<h2>标题</h2>" in whole
    assert re.search(r"<ins>[^<]*城乡[^<]*</ins>", whole)


def test_versions_that_say_the_same_are_said_to(client, record):
    revise(record, datetime(2014, 7, 7, 9, tzinfo=CHINA))
    assert "两个版本内容相同" in get(client, record, "compare/3/4/")


def test_a_version_that_was_never_published_has_no_page(client, record):
    for tail in NEVER:
        get(client, record, tail, 404)


def test_a_version_of_before_a_record_became_public_is_not_shown(client, record):
    portal_agency = record.agency
    inside = make_publication(
        portal_agency, title="会议纪要", audience="internal", body=[("paragraph", "<p>内部讨论。</p>")]
    )
    opened = revise(inside, SECOND, audience="public", body=[("paragraph", "<p>议定事项。</p>")])
    page = get(client, opened)
    assert "议定事项" in page
    assert "versions/1/" not in page
    get(client, opened, "versions/1/", 404)
    get(client, opened, "compare/1/2/", 404)
    assert "内部讨论" not in get(client, opened, "versions/2/")
