"""Where the files of the site lie: a folder of the home, or a bucket. One setting chooses."""

from django.conf import settings

from yilan.publishing.places import site_folder
from yilan.publishing.shelves.folder import FolderShelf
from yilan.publishing.shelves.shelf import PageWriter, Shelf


def shelf() -> Shelf:
    """Return where this site's files lie."""
    if settings.YILAN_SITE_BUCKET is None:
        return FolderShelf(site_folder())
    from yilan.publishing.shelves.bucket import BucketShelf  # boto3 is loaded only where a bucket was chosen

    return BucketShelf.at(settings.YILAN_SITE_BUCKET)


def is_static() -> bool:
    """Tell whether a site has been built; until then the application answers everything.

    One that cannot be asked counts as built: what is touched meanwhile must not be lost.
    """
    try:
        return shelf().passport() is not None
    except OSError:
        return True


__all__ = ["PageWriter", "Shelf", "is_static", "shelf"]
