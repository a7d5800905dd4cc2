"""Where the site's files lie: most tests run with a folder and with a bucket."""

import os

import pytest

# What is written where is no question of the database: one is enough for most, and histories run on both.
PLACES = ["folder"] if os.environ.get("DATABASE_URL") else ["folder", "bucket"]


@pytest.fixture
def bucket(settings):
    """A server with a bucket in which this test's site lies."""
    from tests.publishing.bucket_server import bucket_server  # the tests of folders need no moto

    server = bucket_server()
    settings.YILAN_SITE_BUCKET = server.place()
    return server


@pytest.fixture(params=PLACES)
def place(request):
    """Each kind of place, one after the other."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return request.param
