"""OpenDocument texts, as one page."""

from collections.abc import Iterator

from defusedxml.ElementTree import parse

from yilan.search.texts.packages import bounded, local, opened


def pages(path: str) -> Iterator[str]:
    """Yield the text of a file as one page: its paragraphs and headings, one in a line."""
    with opened(path) as package, bounded(package, "content.xml") as part:
        body = parse(part).getroot().find("{*}body")
    lines = ("".join(one.itertext()) for one in body.iter() if local(one.tag) in {"p", "h"})
    yield "\n".join(lines)
