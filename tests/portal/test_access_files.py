"""Files that are sent with a request: good ones are kept, bad ones named at their field, the other answers stay."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.intake import hostile
from tests.portal.citizen import ASK, IDENTITY, LAST, Citizen, errors, make_office, picture, text

from yilan.access.actions import drafts
from yilan.access.models import DraftFile
from yilan.intake.models import StoredFile

pytestmark = [pytest.mark.django_db]
NUMBER = {"identity_kind": "id_card", "identity_number": IDENTITY}


@pytest.fixture
def citizen(settings, tmp_path):
    settings.HOME = tmp_path
    make_office()
    citizen = Citizen()
    citizen.begin()
    citizen.answer("kind")
    return citizen


def send(citizen, *files, **others):
    return citizen.answer("identity", {**NUMBER, **others, "identity_files": list(files)})


def quarantined(home):
    return [path for path in (home / "quarantine").rglob("*") if path.is_file()]


HOSTILE = {
    "a program": ("身份证.exe", b"MZ" + b"0" * 64),
    "a script in a drawing": ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    "a page that says it is a picture": ("身份证.jpg", b"<html><script>alert(1)</script></html>"),
    "a picture that is none": ("身份证.png", b"GIF89a" + b"0" * 100),
    "an archive": ("材料.zip", hostile.package({"a.txt": "x"})),
    "an office file where a paper is wanted": ("身份证.docx", hostile.docx()),
    "nothing": ("空.pdf", b""),
    "a picture cut off": ("身份证.jpg", hostile.picture("JPEG")[:60]),
    "far too many pixels": ("大.png", hostile.huge_png()),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_not_taken_is_named_at_its_field_and_leaves_nothing(citizen, settings, name):
    answer = send(citizen, SimpleUploadedFile(*HOSTILE[name]))
    assert answer.status_code == 422
    found = errors(answer)
    assert len(found) == 1
    assert f"“{HOSTILE[name][0]}”" in found[0]
    assert IDENTITY in answer.content.decode()
    assert "alert(1)" not in answer.content.decode()
    assert not StoredFile.objects.exists()
    assert quarantined(settings.HOME) == []


def test_names_lead_nowhere_and_turn_no_reading_direction(citizen):
    for name in ("../../keys/secret.jpg", "身份\u202egpj.证.jpg"):
        assert send(citizen, SimpleUploadedFile(name, hostile.picture("JPEG"))).status_code == 302
    names = [stored.name for stored in StoredFile.objects.all()]
    assert len(names) == 2
    assert not any("/" in name or "\u202e" in name for name in names)


def test_good_files_stay_when_something_else_is_wrong(citizen):
    answer = send(citizen, picture(), identity_number="1")
    assert answer.status_code == 422
    assert errors(answer) == ["居民身份证号码为18位，末位可以是X。请与证件核对。"]
    assert "身份证.jpg" in text(answer)
    assert send(citizen).status_code == 302  # no need to send it again
    assert DraftFile.objects.count() == 1


def test_good_ones_go_with_a_bad_one_and_all_are_named(citizen):
    answer = send(citizen, picture("好.jpg"), SimpleUploadedFile("坏.exe", b"MZ"), SimpleUploadedFile("空.pdf", b""))
    assert ["坏.exe" in errors(answer)[0], "空.pdf" in errors(answer)[1]] == [True, True]
    assert not StoredFile.objects.exists()


def test_a_file_is_removed_and_what_was_typed_beside_it_stays(citizen, django_capture_on_commit_callbacks):
    send(citizen, picture())
    file = DraftFile.objects.get()
    assert f'value="{file.pk}"' in citizen.client.get(f"{ASK}identity/").content.decode()
    typed = {"identity_kind": "passport", "identity_number": "E1234", "remove": file.pk}
    with django_capture_on_commit_callbacks(execute=True):
        answer = citizen.client.post(f"{ASK}identity/", typed)
    assert answer.status_code == 200
    assert 'value="E1234"' in answer.content.decode()
    assert not StoredFile.objects.exists()
    assert "请添加证件的照片或者扫描件。" in errors(send(citizen))
    assert citizen.client.post(f"{ASK}identity/", {"remove": "x"}).status_code == 200


def test_a_request_holds_only_so_many_files(citizen, monkeypatch, settings, django_capture_on_commit_callbacks):
    monkeypatch.setattr(drafts, "MOST_FILES", 1)
    with django_capture_on_commit_callbacks(execute=True):
        send(citizen, picture())
    answer = send(citizen, picture("背面.jpg"))
    assert errors(answer) == ["一份申请最多附1个文件。请删除几个，或者把多页合并为一个文件。"]
    assert DraftFile.objects.count() == 1
    assert quarantined(settings.HOME) == []


def test_files_of_others_are_out_of_reach(citizen):
    send(citizen, picture())
    file = DraftFile.objects.get()
    other = Citizen()
    other.begin()
    other.answer("kind")
    other.client.post(f"{ASK}identity/", {"remove": file.pk})
    assert DraftFile.objects.filter(pk=file.pk).exists()
    assert "身份证.jpg" not in other.sees(LAST)
