"""What can go wrong with a bucket, as errors of the same kind as those of a disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from yilan.settings.buckets import BucketPlace


class BucketFails(OSError):
    """The bucket did not do what was asked. `refused` when its server answered and said no, and will again."""

    def __init__(self, words: str, *, refused: bool = False) -> None:
        super().__init__(words)
        self.refused = refused


@contextmanager
def as_failures(place: BucketPlace) -> Iterator[None]:
    """Raise `BucketFails` instead of boto3's errors."""
    try:
        yield
    except ClientError as error:
        status = status_of(error)
        refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        busy = status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
        raise BucketFails(f"the bucket {place} refuses: {error}", refused=refused and not busy) from error
    except (BotoCoreError, HTTPError) as error:
        raise BucketFails(f"the bucket {place} cannot be reached: {error}") from error


def status_of(error: ClientError) -> int:
    """Return the HTTP status with which the bucket's server answered, 0 when it did not."""
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
