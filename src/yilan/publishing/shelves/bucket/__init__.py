"""The site as objects of a bucket. Only this folder knows boto3."""

from yilan.publishing.shelves.bucket.shelf import BucketShelf

__all__ = ["BucketShelf"]
