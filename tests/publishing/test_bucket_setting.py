"""YILAN_SITE_BUCKET: what it may be, and the one line that says what is wrong with it."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from yilan.settings import buckets
from yilan.settings.buckets import BucketPlace, from_url

WRONG = {
    "site": "must look like s3://bucket/prefix",
    "https://s3.example/site": "must look like s3://bucket/prefix",
    "s3:///prefix": "must look like s3://bucket/prefix",
    "s3://key:secret@site/": "holds no credentials; give them as AWS_ACCESS_KEY_ID",
    "s3://site?endpoint=s3.example:9000": "an endpoint that does not begin with https:// or http://: s3.example:9000",
    "s3://site?endpoint=": "an endpoint that does not begin with",
    "s3://site?adressing=path": "knows addressing, endpoint, region, not adressing",
    "s3://site?addressing=host": "an addressing that is none of auto, path, virtual: host",
}


@pytest.mark.parametrize(
    ("url", "place"),
    {
        "s3://site": BucketPlace("site", "", None, None, "auto"),
        "s3://site/": BucketPlace("site", "", None, None, "auto"),
        "s3://site/xixia/public/?region=cn-north-1": BucketPlace("site", "xixia/public/", None, "cn-north-1", "auto"),
        "s3://Site.x/%E8%A5%BF?endpoint=https://s3.example:9000&addressing=virtual": BucketPlace(
            "Site.x", "西/", "https://s3.example:9000", None, "virtual"
        ),
        "s3://site/a?endpoint=http://127.0.0.1:9000": BucketPlace("site", "a/", "http://127.0.0.1:9000", None, "path"),
    }.items(),
)
def test_a_place_is_read_from_its_url(url, place):
    assert from_url(url) == place


@pytest.mark.parametrize(("url", "words"), WRONG.items())
def test_what_is_no_place_is_refused_with_its_reason(url, words):
    with pytest.raises(ImproperlyConfigured) as refused:
        from_url(url)
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_without_its_library_the_setting_says_what_to_install(monkeypatch):
    monkeypatch.setattr(buckets, "find_spec", lambda _name: None)
    with pytest.raises(ImproperlyConfigured, match=r"boto3 is missing: pip install .*requirements/bucket[.]txt"):
        from_url("s3://site")


def test_a_wrong_setting_ends_every_command_with_one_line(tmp_path):
    environment = os.environ | {"YILAN_SITE_BUCKET": "site", "DJANGO_SETTINGS_MODULE": "yilan.settings.base"}
    done = subprocess.run(
        [sys.executable, "-m", "yilan.cli.main", "--home", tmp_path, "doctor"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == f"yilan doctor: YILAN_SITE_BUCKET must look like {buckets.EXAMPLE}, not site\n"


def test_where_no_bucket_is_chosen_its_library_is_not_loaded(tmp_path):
    code = (
        "import sys, yilan.wsgi, yilan.publishing.tasks, yilan.publishing.consumers, yilan.publishing.verifying\n"
        "assert not {'boto3', 'botocore'} & sys.modules.keys()"
    )
    environment = os.environ | {"YILAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "yilan.settings.base"}
    environment.pop("YILAN_SITE_BUCKET", None)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
