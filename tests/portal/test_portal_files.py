"""Files of published records: whose they are, under which name, and not a minute longer than the record stands."""

import hashlib
from datetime import datetime

import pytest
from django.conf import settings
from tests.factories.accounts import make_account
from tests.factories.disclosure import CHINA, make_file, make_portal, make_publication, make_record, revise
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.disclosure.actions import restore_record, withdraw_record
from yilan.disclosure.models import PublishedFile, RecordAttachment, RecordPage
from yilan.organizations.actions import set_community_key

pytestmark = [pytest.mark.django_db]
PDF = b"%PDF-1.4 list of allowances"
KINDS = {
    "list.pdf": ("application/pdf", "inline"),
    "list.mp4": ("video/mp4", "inline"),
    "list.txt": ("text/plain; charset=utf-8", "attachment"),
    "list.html": ("text/html", "attachment"),
    "list.svg": ("image/svg+xml", "attachment"),
    "list.docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
}
WAYS_OUT = (
    "../../keys/secret-key",
    "..%2F..%2Fkeys%2Fsecret-key",
    "%2e%2e/%2e%2e/keys/secret-key",
    "....//keys/secret-key",
    "%2Fetc%2Fpasswd",
    "..%5C..%5Ckeys%5Csecret-key",
    "keys/secret-key",
)


@standing
def portal():
    return make_portal()


@pytest.fixture
def office(portal):
    return make_account("xinxi", "information_office", portal.district)


def publish(portal, *files, **fields):
    return make_publication(portal.civil, attachments=list(files), columns=[portal.below], **fields)


def address(publication):
    """Return the address of a publication's first file, as its page links it."""
    file = PublishedFile.objects.filter(version__record=publication.record_id).first()
    return f"/files/{file.sha256}/{file.name}"


def body(answer):
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for close in answer._resource_closers:  # of HEAD nothing is read; `close` would end the test's connection too
        close()
    return data


def test_only_what_carries_no_script_is_shown_the_rest_is_saved(client, portal):
    publish(portal, *(make_file(name, PDF) for name in KINDS))
    for file in PublishedFile.objects.all():
        kind, disposition = next(value for name, value in KINDS.items() if file.name.endswith(name[4:]))
        answer = client.get(f"/files/{file.sha256}/{file.name}")
        assert body(answer) == PDF
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"].startswith(f'{disposition}; filename="list')
        assert answer.headers["Content-Length"] == str(len(PDF))
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert PublishedFile.objects.count() == len(KINDS)


def test_the_record_links_its_file_by_hash_under_its_chinese_name(client, portal):
    publication = publish(portal, make_file("低保名单.pdf", PDF))
    digest = hashlib.sha256(PDF).hexdigest()
    links = [
        link
        for link in client.get(f"/info/{publication.index_number}/").content.decode().split('href="')
        if link.startswith(f"/files/{digest}/")
    ]
    answer = client.get(links[0].partition('"')[0])
    assert body(answer) == PDF
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=utf-8''%E4%BD%8E%E4%BF%9D")


def test_head_says_the_same_without_the_bytes(client, portal):
    path = address(publish(portal, make_file("list.pdf", PDF)))
    whole, head = client.get(path), client.head(path)
    assert body(whole) == PDF
    assert head.status_code == 200
    assert body(head) == b""
    assert dict(head.headers) == dict(whole.headers)


def test_nothing_is_sent_again_while_the_hash_is_the_same(client, portal):
    path = address(publish(portal, make_file("list.pdf", PDF)))
    first = client.get(path)
    assert body(first) == PDF
    etag = first.headers["ETag"]
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag == f'"{hashlib.sha256(PDF).hexdigest()}"'
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert body(client.get(path, headers={"if-none-match": '"something-else"'})) == PDF


def test_only_the_hash_together_with_its_own_name_is_a_file(client, portal):
    path = address(publish(portal, make_file("list.pdf", PDF)))
    _empty, _files, digest, name = path.split("/")
    never = hashlib.sha256(b"never").hexdigest()
    wrong = [(digest, "other.pdf"), (never, name), (digest.upper(), name), (digest[:63], name), (f"{digest}0", name)]
    for one, other in wrong:
        assert client.get(f"/files/{one}/{other}").status_code == 404, (one, other)


def test_no_path_leads_out_of_the_store(client, portal):
    publish(portal, make_file("list.pdf", PDF))
    (settings.HOME / "keys").mkdir(exist_ok=True)
    (settings.HOME / "keys" / "secret-key").write_text("beside the store, as in every home")
    for way in WAYS_OUT:
        assert client.get(f"/files/{way}").status_code == 404, way
        assert client.get(f"/files/{hashlib.sha256(PDF).hexdigest()}/{way}").status_code == 404, way


def test_a_row_without_its_bytes_is_no_file(client, portal):
    data = b"soon lost"
    path = address(publish(portal, make_file("list.pdf", data)))
    digest = hashlib.sha256(data).hexdigest()
    (settings.HOME / "files" / digest[:2] / digest).unlink()
    assert client.get(path).status_code == 404


def test_the_file_of_a_withdrawn_record_goes_at_once_and_comes_back_with_it(client, portal, office):
    publication = publish(portal, make_file("list.pdf", PDF))
    path, etag = address(publication), f'"{hashlib.sha256(PDF).hexdigest()}"'
    withdraw_record(actor=office, record=publication.record, reason="名单未作隐去处理")
    assert client.get(path).status_code == 404
    assert client.head(path).status_code == 404
    assert client.get(path, headers={"if-none-match": etag}).status_code == 404, "a cache has to hear that it is gone"
    assert client.get(path, headers={"range": "bytes=0-3"}).status_code == 404
    restore_record(actor=office, record=publication.record, reason="已作隐去处理")
    assert body(client.get(path)) == PDF


def test_the_file_of_a_draft_is_never_sent(client, portal):
    data = b"%PDF-1.4 not yet reviewed"
    draft = make_record(portal.civil, attachments=[make_file("draft.pdf", data)])
    assert draft.attachments.count() == 1
    assert client.get(f"/files/{hashlib.sha256(data).hexdigest()}/draft.pdf").status_code == 404


def test_a_file_added_to_the_draft_of_a_published_record_waits_for_its_release(client, portal):
    publication = publish(portal, make_file("list.pdf", PDF))
    data = b"%PDF-1.4 second thoughts"
    record = RecordPage.objects.get(pk=publication.record_id)
    record.attachments = [RecordAttachment(file=make_file("later.pdf", data), title="later")]
    record.save_revision()
    path = f"/files/{hashlib.sha256(data).hexdigest()}/later.pdf"
    assert client.get(path).status_code == 404
    attachments = [RecordAttachment(file=make_file("later.pdf", data), title="later")]
    revise(publication, datetime(2014, 5, 5, 9, tzinfo=CHINA), attachments=attachments)
    named = PublishedFile.objects.exclude(sha256=hashlib.sha256(PDF).hexdigest()).get()
    assert body(client.get(f"/files/{named.sha256}/{named.name}")) == data
    assert body(client.get(address(publication))) == PDF, "what an earlier version showed stays open"


def test_a_file_of_two_records_stays_as_long_as_one_of_them_stands(client, portal, office):
    shared = make_file("form.pdf", PDF)
    first, second = publish(portal, shared), publish(portal, shared)
    path = address(first)
    assert path == address(second)
    withdraw_record(actor=office, record=first.record, reason="重复发布")
    assert body(client.get(path)) == PDF
    withdraw_record(actor=office, record=second.record, reason="表格已停用")
    assert client.get(path).status_code == 404


def test_a_file_of_an_internal_record_is_open_to_nobody(client, portal):
    shared = make_file("form.pdf", PDF)
    path = address(publish(portal, shared, audience="internal"))
    assert client.get(path).status_code == 404
    publish(portal, shared)
    assert body(client.get(path)) == PDF, "the public record shows the very same bytes"


def village(code, name):
    return set_community_key(actor=None, agency=make_agency(code, level="village", name=name), key="KAIMEN22")


def test_a_community_s_file_opens_with_its_reading_code(client, portal):
    huanghua = village("huanghua", "黄花村村民委员会")
    path = address(publish(portal, make_file("accounts.pdf", PDF), audience="community", community=huanghua))
    locked = client.get(path)
    assert (locked.status_code, locked.headers["Location"]) == (302, "/agencies/huanghua/community/")
    client.post("/agencies/huanghua/community/", {"key": "KAIMEN22"})
    answer = client.get(path)
    assert body(answer) == PDF
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_file_of_two_communities_opens_to_either(client, portal):
    shared = make_file("form.pdf", PDF)
    villages = [village("huanghua", "黄花村村民委员会"), village("tuanjie", "团结村村民委员会")]
    for one in villages:
        path = address(publish(portal, shared, audience="community", community=one))
    assert client.get(path).status_code == 302
    for one in villages:
        client.cookies.clear()
        client.post(f"/agencies/{one.code}/community/", {"key": "KAIMEN22"})
        assert body(client.get(path)) == PDF, one.code


def test_a_version_that_was_internal_keeps_its_file_after_the_record_became_public(client, portal):
    secret = make_file("inside.pdf", b"%PDF-1.4 inside")
    publication = publish(portal, secret, audience="internal")
    path = address(publication)
    revise(publication, datetime(2014, 5, 5, 9, tzinfo=CHINA), audience="public", attachments=[])
    assert client.get(f"/info/{publication.index_number}/").status_code == 200
    assert client.get(path).status_code == 404
