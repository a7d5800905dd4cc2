"""A bucket on this machine: moto's S3 server on loopback, which can be told to fail as real ones do."""

import os
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import boto3
from moto import settings as moto
from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from yilan.publishing.shelves.bucket.bucket import HASTY, PATIENT
from yilan.settings.buckets import BucketPlace, from_url

NAME = "site"
BUSY = b"<Error><Code>ServiceUnavailable</Code><Message>Reduce your request rate.</Message></Error>"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "yilan", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_EC2_METADATA_DISABLED": "true"}


class BucketServer:
    """Serves one bucket; each site has a prefix of its own in it."""

    def __init__(self) -> None:
        os.environ.update(CREDENTIALS)
        self._moto = create_backend_app("s3")
        self._puts_left: int | None = None
        self._reads = True
        self.statuses: list[int] = []
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=_Quiet)
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.client = boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1")
        self.client.create_bucket(Bucket=NAME)

    def url(self, prefix: str = "") -> str:
        """Return the setting for a site of its own."""
        return f"s3://{NAME}/{prefix or secrets.token_hex(4)}?endpoint={self.endpoint}&region=us-east-1"

    @property
    def asked(self) -> int:
        """How often it was asked."""
        return len(self.statuses)

    def place(self) -> BucketPlace:
        return from_url(self.url())

    @contextmanager
    def failing(self, after_puts: int = 0) -> Iterator[None]:
        """Let the server answer 503 to everything, or, when it takes some objects before, to putting more."""
        self._puts_left, self._reads = after_puts, after_puts > 0
        try:
            yield
        finally:
            self._puts_left = None

    @contextmanager
    def knowing_nobody(self) -> Iterator[None]:
        """Let moto look at credentials, of which it knows none."""
        before, moto.INITIAL_NO_AUTH_ACTION_COUNT = moto.INITIAL_NO_AUTH_ACTION_COUNT, 0
        try:
            yield
        finally:
            moto.INITIAL_NO_AUTH_ACTION_COUNT = before

    def _answer(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        def noted(status: str, *more: Any) -> Any:
            self.statuses.append(int(status[:3]))
            return start(status, *more)

        if self._puts_left is not None and (environ["REQUEST_METHOD"] == "PUT" or not self._reads):
            self._puts_left -= 1
            if self._puts_left < 0:
                noted("503 Slow Down", [("Content-Type", "application/xml"), ("Content-Length", str(len(BUSY)))])
                return [BUSY]
        if environ["REQUEST_METHOD"] == "HEAD" and "HTTP_AUTHORIZATION" not in environ:
            # Whoever may GET without a signature may HEAD as well; moto thinks otherwise.
            b"".join(self._moto(environ | {"REQUEST_METHOD": "GET"}, noted))
            return []
        return self._moto(environ, noted)


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept

    def log(self, *_arguments: object) -> None:
        pass


@cache
def bucket_server() -> BucketServer:
    """Return the server of this test process, started when it is first asked for."""
    PATIENT["retries"] = HASTY["retries"]  # a second try would only cost the test its time
    return BucketServer()
