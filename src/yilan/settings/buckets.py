"""Where the public site lies when it is not in the home: a bucket that speaks S3."""

from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

OPTIONS = {"endpoint", "region", "addressing"}
ADDRESSING = ("auto", "path", "virtual")
EXAMPLE = "s3://bucket/prefix?endpoint=https://s3.example:9000"


@dataclass(frozen=True)
class BucketPlace:
    """A bucket and the folder in it (`prefix`, empty or ending with a slash), and how its server is asked.

    `endpoint` and `region` may be None: then boto3 takes them from its own variables, as it does the credentials.
    """

    name: str
    prefix: str
    endpoint: str | None
    region: str | None
    addressing: str

    def __str__(self) -> str:
        return f"s3://{self.name}/{self.prefix}"


def from_url(url: str) -> BucketPlace:
    """Read `s3://bucket/prefix?endpoint=…&region=…&addressing=path`; ImproperlyConfigured when it is none.

    Credentials are no part of it: they would stand in messages and lists of processes.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    endpoint = options.get("endpoint")
    # A server of one's own rarely has a host name for every bucket.
    addressing = options.get("addressing", "path" if endpoint else "auto")
    if parts.scheme != "s3" or not parts.netloc:
        raise _wrong(f"must look like {EXAMPLE}, not {url}")
    if "@" in parts.netloc:
        raise _wrong("holds no credentials; give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    if unknown := sorted(options.keys() - OPTIONS):
        raise _wrong(f"knows {', '.join(sorted(OPTIONS))}, not {', '.join(unknown)}")
    if endpoint is not None and (urlsplit(endpoint).scheme not in {"http", "https"} or not urlsplit(endpoint).netloc):
        raise _wrong(f"has an endpoint that does not begin with https:// or http://: {endpoint}")
    if addressing not in ADDRESSING:
        raise _wrong(f"has an addressing that is none of {', '.join(ADDRESSING)}: {addressing}")
    if find_spec("boto3") is None:
        raise _wrong("is set, but boto3 is missing: pip install --require-hashes -r requirements/bucket.txt")
    prefix = unquote(parts.path).strip("/")
    return BucketPlace(
        name=parts.netloc,
        prefix=f"{prefix}/" if prefix else "",
        endpoint=endpoint,
        region=options.get("region"),
        addressing=addressing,
    )


def _wrong(words: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"YILAN_SITE_BUCKET {words}")
