"""A request that is too large is answered in words, and never held in memory or on the disk."""

import io
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import TemporaryUploadedFile

from yilan.intake.kinds import taken

pytestmark = [pytest.mark.django_db]
MEGABYTES_200 = 200 << 20


class Stream(io.RawIOBase):
    """A body of a length; it remembers how much was read, and the largest piece."""

    def __init__(self, length):
        self.left, self.read_at_once, self.total = length, 0, 0

    def read(self, size=-1):
        size = min(self.left, size if size >= 0 else self.left)
        self.left -= size
        self.total += size
        self.read_at_once = max(self.read_at_once, size)
        return bytes(size)


def post(client, address, length, **headers):
    stream = Stream(length)
    told = {"CONTENT_LENGTH": str(length), "wsgi.input": stream, "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    return client.generic("POST", address, **(told | headers)), stream


def test_200_megabytes_are_answered_and_forgotten(client):
    answer, stream = post(client, "/", MEGABYTES_200)
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "50" in page
    assert "translate" not in page
    assert stream.read_at_once <= 1 << 16
    assert stream.left == 0, "a browser shows the answer only when it could send everything"
    assert "Content-Security-Policy" in answer.headers
    assert list((Path(django_settings.HOME) / "quarantine").iterdir()) == []


def test_an_endless_body_is_not_drained_for_ever(client):
    answer, stream = post(client, "/", 1 << 50)
    assert answer.status_code == 413
    assert stream.total <= 2 * taken().limits.office_request


def test_what_fits_goes_on(client):
    answer, _stream = post(client, "/", 1000)
    assert answer.status_code != 413


def test_the_back_office_takes_larger_ones(client):
    answer, stream = post(client, "/office/", 100 << 20)
    assert (answer.status_code, stream.total) == (302, 0), "who is not logged in sends nothing"
    assert post(client, "/office/", 201 << 20)[0].status_code == 413


@pytest.mark.parametrize("length", ["", "-1", "many", "１００"])
def test_a_strange_length_is_no_length(client, length):
    answer, stream = post(client, "/", 1000, CONTENT_LENGTH=length)
    assert answer.status_code != 413
    assert stream.total == 0


def test_uploads_lie_in_the_quarantine_before_anything_looks_at_them():
    with TemporaryUploadedFile("a.pdf", "application/pdf", 0, None) as upload:
        assert Path(upload.temporary_file_path()).parent == Path(django_settings.HOME) / "quarantine"
    assert django_settings.DATA_UPLOAD_MAX_NUMBER_FILES == 20
