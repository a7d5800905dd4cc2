"""The store of published files: by hash, whole or not at all, and nothing but hashes names a place in it."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from yilan.disclosure.file_store import FileChanged, keep, path_of

DATA = b"list of allowances"
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def stored(home):
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash_and_is_kept_once(home):
    first = keep(ContentFile(DATA, name="a.pdf"), DIGEST)
    again = keep(ContentFile(DATA, name="b.pdf"), DIGEST)
    assert first == again == home / "files" / DIGEST[:2] / DIGEST
    assert first.read_bytes() == DATA
    assert stored(home) == [f"files/{DIGEST[:2]}/{DIGEST}"]


def test_bytes_that_are_not_those_reviewed_are_refused_and_leave_nothing(home):
    with pytest.raises(FileChanged, match=r"a\.pdf"):
        keep(ContentFile(b"something else", name="a.pdf"), DIGEST)
    assert stored(home) == []


class Broken(ContentFile):
    """A file whose disk fails after its hash has been taken."""

    def read(self, *size):
        raise OSError(5, "Input/output error")


def test_a_copy_that_breaks_off_leaves_no_half_file(home):
    with pytest.raises(OSError, match="Input/output"):
        keep(Broken(DATA, name="a.pdf"), DIGEST)
    assert stored(home) == []
    assert keep(ContentFile(DATA, name="a.pdf"), DIGEST).read_bytes() == DATA


@pytest.mark.parametrize(
    "name",
    ["", "..", "../" * 21 + "x", DIGEST.upper(), DIGEST[:-1], DIGEST + "0", DIGEST[:-1] + "\n", "/" + DIGEST[1:]],
)
def test_what_is_no_hash_names_no_place(name):
    with pytest.raises(ValueError, match="is no SHA-256"):
        path_of(name)


@given(st.text(alphabet="0123456789abcdefABCDEF./\\\0\n", max_size=70))
def test_every_place_lies_inside_the_store(name):
    try:
        path = path_of(name)
    except ValueError:
        return
    assert path.name == name
    assert ".." not in Path(path).parts


@given(st.binary(max_size=200))
def test_what_comes_out_is_what_went_in(data):
    digest = hashlib.sha256(data).hexdigest()
    assert keep(ContentFile(data, name="x"), digest).read_bytes() == data
