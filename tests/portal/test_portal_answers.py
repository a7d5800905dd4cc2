"""What every public answer carries: headers, validators, reading modes, and errors in Chinese."""

import logging
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.factories.disclosure import make_portal

from yilan.portal.views import home

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ENGLISH = re.compile(r">[^<>]*\b(?:the|page|not|this|error)\b[^<>]*<", re.IGNORECASE)
PAGES = ["/", "/records/", "/overview/", "/agencies/", "/agencies/mzj/", "/platform/", "/search/", "/sitemap.xml"]
SAFE = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.fixture
def portal():
    return make_portal()


def text_of(answer, status):
    assert answer.status_code == status
    return answer.content.decode()


def assert_safe(answer):
    for name, value in SAFE.items():
        assert answer.headers[name] == value, name
    policy = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_every_page_carries_the_security_headers_and_no_script_of_its_own(client, portal):
    record = f"/info/{portal.records[0].index_number}/"
    for path in (*PAGES, record, "/nothing/", "/records/?page=999", "/robots.txt", "/overview/facts.json"):
        answer = client.get(path)
        assert_safe(answer)
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        text = answer.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
        assert not re.search(r"\s(?:style|on\w+)=\"", text), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!localhost:8000)', text), path


def test_nothing_unchanged_is_sent_again_and_what_changed_is(client, portal):
    for path in PAGES:
        first = client.get(path)
        assert first.headers["Cache-Control"] == "public, no-cache", path
        assert "Cookie" in first.headers["Vary"]
        again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["ETag"] == first.headers["ETag"]
    etag = client.get("/records/").headers["ETag"]
    portal.records[0].title = "改过的标题"
    portal.records[0].save()
    assert "改过的标题" in text_of(client.get("/records/", headers={"if-none-match": etag}), 200)


def test_head_says_the_same_and_other_methods_are_refused(client, portal):
    for path in PAGES:
        whole, head = client.get(path), client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["ETag"] == whole.headers["ETag"], path
        assert_safe(client.post(path))
        for method in (client.post, client.put, client.delete, client.patch):
            refused = method(path)
            assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")


def test_errors_are_kept_by_nobody(client, portal):
    for path in ("/nothing/", "/records/?page=999"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "ETag" not in answer.headers
        assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_missing_page_says_what_to_do(client, portal):
    text = text_of(client.get("/nothing/here/"), 404)
    for words in ("这个网址下没有页面", "首页", "网站地图", "报告打不开的链接"):
        assert words in text
    assert not ENGLISH.search(text)


def test_a_strange_host_is_refused_in_chinese(client, settings):
    settings.ALLOWED_HOSTS = ["yilan.example"]
    answer = client.get("/", headers={"host": "elsewhere.example"})
    text = text_of(answer, 400)
    assert "请求未能识别" in text
    assert not ENGLISH.search(text)
    assert_safe(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/records/?agency=a%00b",
        "/search/?q=%00",
        "/info/%00/",
        "/files/0/%00",
        "/?elder=1&x=%00",
        "/agencies/?level=%00",
    ],
)
def test_an_address_with_a_zero_byte_is_not_understood(client, path):
    answer = client.get(path)
    assert "请求未能识别" in text_of(answer, 400)
    assert_safe(answer)


def test_a_page_that_breaks_tells_no_inner_thing(monkeypatch, caplog):
    def broken(_rows):
        raise RuntimeError("secret-inner-thing")

    monkeypatch.setattr(home.columns, "portal_shelves", broken)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR, "django.request"):
        answer = client.get("/")
    text = text_of(answer, 500)
    assert "这个页面暂时打不开" in text
    assert "secret-inner-thing" not in text
    assert "Traceback" not in text
    assert not ENGLISH.search(text)
    assert "secret-inner-thing" in caplog.text, "who keeps the site learns of it"
    assert_safe(answer)


def test_a_page_that_is_not_open_says_so(client, monkeypatch):
    def closed(_rows):
        raise PermissionDenied("本页仅限工作人员")

    monkeypatch.setattr(home.columns, "portal_shelves", closed)
    text = text_of(client.get("/"), 403)
    assert "这个页面不对外开放" in text
    assert "本页仅限工作人员" in text
    assert "找哪个单位" in text


def test_the_answers_work_before_there_is_any_district(client):
    for path in (*PAGES[:4], "/platform/", "/search/", "/sitemap.xml", "/sitemaps/pages.xml", "/robots.txt"):
        assert client.get(path).status_code == 200, path
    assert "政务公开" in client.get("/").content.decode()


def test_elder_mode_is_kept_on_the_device_and_shows_the_same_page_larger(client, portal):
    answer = client.get("/records/?year=2014&elder=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/records/?year=2014")
    cookie = client.cookies["elder"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("1", True, "Lax")
    assert '<html lang="zh-Hans" class="elder">' in client.get("/").content.decode()
    assert client.get("/records/").context["listing"].total == len(portal.records), "nothing is left out of a list"
    client.get("/?elder=0")
    assert '<html lang="zh-Hans">' in client.get("/").content.decode()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_colours_are_chosen_and_given_back(client, look):
    client.get(f"/about/accessibility/?look={look}")
    page = client.get("/about/accessibility/").content.decode()
    assert f'<html lang="zh-Hans" data-look="{look}">' in page
    assert page.count('aria-current="true"') == 2, "one size and one colour are marked"
    client.get("/?look=device")
    assert "data-look" not in client.get("/").content.decode()


def test_a_choice_that_does_not_exist_changes_nothing(client):
    client.cookies["look"] = '"><script>'
    client.cookies["elder"] = "yes"
    assert '<html lang="zh-Hans">' in client.get("/").content.decode()
    client.get("/?look=purple&elder=2")
    assert '<html lang="zh-Hans">' in client.get("/").content.decode()


def test_the_switch_never_leads_to_another_site(client):
    for path in ("//example.com/", "///example.com/", "/\\example.com/", "/\r\nSet-Cookie:x/"):
        location = client.get("/?elder=1", PATH_INFO=path).headers["Location"]
        assert re.match(r"/[^/\\]", location), path
        assert "\n" not in location


def test_the_switch_keeps_the_question_as_it_was_asked(client):
    location = client.get("/search/", {"q": "低保 & 资金=?", "look": "dark"}).headers["Location"]
    assert client.get(location).context["search_words"] == "低保 & 资金=?"


def test_the_foot_holds_the_numbers_of_the_site(client, portal, settings):
    settings.YILAN_SITE = {
        "code": "6401050009",
        "domain": "www.example.gov.cn",
        "icp": "宁ICP备1号",
        "police": "宁公网2号",
    }
    portal.district.phone, portal.district.office_name = "0951-1234567", "政府办公室"
    portal.district.save()
    text = client.get("/").content.decode()
    foot = text[text.index('<footer class="foot"') :]
    for words in ("党政机关网站", "网站标识码：6401050009", "主办单位：西夏区人民政府", "政府办公室 0951-1234567"):
        assert words in foot
    for words in ("ICP备案编号：宁ICP备1号", "公安备案编号：宁公网2号", 'href="/sitemap/"', "我为政府网站找错"):
        assert words in foot
    assert '<meta name="SiteDomain" content="www.example.gov.cn">' in text
    assert '<meta name="SiteName" content="西夏区人民政府政务公开平台">' in text


def test_a_demonstration_says_on_every_page_that_it_is_one(client, portal, settings, tmp_path):
    settings.HOME = tmp_path
    assert "演示站点" not in client.get("/").content.decode()
    (tmp_path / "demo.json").touch()
    for path in ("/", "/records/", f"/info/{portal.records[0].index_number}/", "/nothing/"):
        assert "演示站点" in client.get(path).content.decode(), path
