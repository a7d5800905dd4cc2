"""Which engine this site has: `YILAN_SEARCH` is empty for the embedded one, `none`, or the URL of an OpenSearch."""

from functools import lru_cache

from django.conf import settings

from yilan.search.engines.interface import Engine

NONE = "none"


def engine() -> Engine:
    """Return the engine of this site."""
    return _engine(settings.YILAN_SEARCH, str(settings.HOME))


def is_wanted() -> bool:
    """Tell whether this process keeps an index at all."""
    return bool(settings.YILAN_SEARCH != NONE)


@lru_cache(maxsize=4)
def _engine(choice: str, _home: str) -> Engine:
    if choice == NONE:
        from yilan.search.engines.nothing import Nothing

        return Nothing()
    if choice:
        from yilan.search.engines.opensearch import OpenSearchEngine

        return OpenSearchEngine(choice)
    from yilan.search.engines.embedded import Embedded

    return Embedded()
