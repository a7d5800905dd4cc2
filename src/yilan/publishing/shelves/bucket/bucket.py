"""A bucket as the site needs it: each object is put whole, read whole or in part, listed, deleted."""

import os
from functools import lru_cache
from http import HTTPStatus
from io import BufferedReader
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from yilan.publishing.shelves.bucket.errors import as_failures, status_of
from yilan.publishing.shelves.bucket.objects import Listed, Read, headers_of
from yilan.settings.buckets import BucketPlace

LONGEST_KEY = 1024  # bytes, says S3
SIDE_BY_SIDE = 16  # requests at a time, of writers; a connection for each
PATIENT = {"connect_timeout": 5, "read_timeout": 60, "retries": {"mode": "standard", "total_max_attempts": 3}}
# For readers who wait, and whom the application can answer as well.
HASTY = {"connect_timeout": 1, "read_timeout": 3, "retries": {"mode": "standard", "total_max_attempts": 1}}


class Unchanged(Exception):
    """The object still has the validator that was named."""


class Bucket:
    """One bucket. Whatever fails raises `BucketFails`. `hasty` for readers: it asks once, and not for long."""

    def __init__(self, place: BucketPlace, *, hasty: bool = False) -> None:
        self.place = place
        self.hasty = hasty

    def put(self, name: str, data: bytes | Path) -> None:
        """Put a file of the site: its readers have the old bytes or the new ones."""
        with as_failures(self.place):
            if isinstance(data, bytes):
                self._ask("put_object", name, Body=data, **headers_of(name))
                return
            with data.open("rb") as file:
                self._ask("put_object", name, Body=file, **headers_of(name))

    def read(self, name: str, *, known: str = "", extent: tuple[int, int] | None = None) -> Read | None:
        """Begin to read an object, or its bytes from one to another, both included; None when it does not stand.

        Raises `Unchanged` when its validator is the one that is `known`.
        """
        more = {"IfNoneMatch": f'"{known}"'} if known else {}
        if extent:
            more["Range"] = f"bytes={extent[0]}-{extent[1]}"
        return self._found("get_object", name, **more)

    def about(self, name: str) -> Read | None:
        """Return what is known of an object, without its bytes; None when it does not stand."""
        return self._found("head_object", name)

    def whole(self, name: str) -> bytes | None:
        """Return the bytes of an object, None when it does not stand."""
        found = self.read(name)
        return None if found is None else found.whole()

    def names(self, beginning: str = "") -> dict[str, Listed]:
        """Return all objects whose names begin so."""
        prefix, found = f"{self.place.prefix}{beginning}", {}
        with as_failures(self.place):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.place.name, Prefix=prefix):
                for one in page.get("Contents", []):
                    name = one["Key"].removeprefix(self.place.prefix)
                    found[name] = Listed(one["ETag"].strip('"'), one["Size"])
        return found

    def delete(self, name: str) -> None:
        """Take an object away; one that does not stand is no error."""
        with as_failures(self.place):  # one by one: many at once need a checksum that not every server knows
            self._ask("delete_object", name)

    def _found(self, verb: str, name: str, **more: Any) -> Read | None:
        if len(f"{self.place.prefix}{name}".encode()) > LONGEST_KEY:
            return None
        with as_failures(self.place):
            try:
                answer = self._ask(verb, name, **more)
            except ClientError as error:
                if status_of(error) == HTTPStatus.NOT_MODIFIED:
                    raise Unchanged from error
                no_bucket = error.response["Error"].get("Code") == "NoSuchBucket"
                if status_of(error) == HTTPStatus.NOT_FOUND and not no_bucket:
                    return None
                raise
        etag, changed = answer["ETag"].strip('"'), answer["LastModified"].timestamp()
        return Read(etag, answer["ContentLength"], changed, answer.get("Body"), self.place)

    def _ask(self, verb: str, name: str, **more: Any) -> dict[str, Any]:
        ask = getattr(self._client, verb)
        answer: dict[str, Any] = ask(Bucket=self.place.name, Key=f"{self.place.prefix}{name}", **more)
        return answer

    @property
    def _client(self) -> Any:
        with as_failures(self.place):
            place = self.place
            return _client(place.endpoint, place.region, place.addressing, self.hasty, os.getpid())


@lru_cache(maxsize=8)
def _client(endpoint: str | None, region: str | None, addressing: str, hasty: bool, _process: int) -> Any:  # noqa: FBT001 - keys of the cache
    """Return a client, which threads may share and processes may not. Credentials are boto3's to find."""
    config = Config(
        **(HASTY if hasty else PATIENT),
        max_pool_connections=SIDE_BY_SIDE,
        s3={"addressing_style": addressing},
        # Not every server that speaks S3 knows the newer checksums.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    client = boto3.session.Session().client("s3", endpoint_url=endpoint, region_name=region, config=config)
    client.meta.events.register("before-sign.s3.PutObject", _send_at_once)
    return client


def _send_at_once(request: Any, **_more: Any) -> None:
    """Let a page go without asking first whether it may come: the question costs as much as the page."""
    if not isinstance(request.data, BufferedReader):
        del request.headers["Expect"]  # no error where there is none
