import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yilan.core.sealing import keyring


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    keyring.current(make=True)
    return tmp_path


@pytest.fixture
def left(home):
    """Return what lies in the home beside the keys, as paths."""

    def look():
        files = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
        return sorted(path for path in files if not path.startswith("keys/"))

    return look


def sent(name, data):
    """Return an upload as Django's form would, with the name as it came (`name` passes no cleaning of Django's)."""
    upload = SimpleUploadedFile("x", data)
    upload.__dict__["_name"] = name
    return upload
