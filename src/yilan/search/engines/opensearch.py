"""OpenSearch as the engine, for sites of several machines: the same entries, the same questions, the same order.

The setting is `http(s)://user:password@host:port/NAME`; NAME is the alias under which the index answers.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from opensearchpy import ConnectionError as NoConnection
from opensearchpy import NotFoundError, OpenSearch, helpers

from yilan.search.engines import opensearch_asking as asking
from yilan.search.engines.interface import FACETS, Answer, Engine, Entry, NotBuilt, Question, Unreachable
from yilan.search.engines.schema import EXACT, FORMAT, PHRASES, PLACELESS

SECONDS = 10
SCROLL = 1000
NOT_FOUND = 404


class OpenSearchEngine:
    """The index under an alias, or under its own name while it is being filled."""

    def __init__(self, url: str, index: str = "") -> None:
        parts = urlsplit(url)
        self.url = url
        self.alias = parts.path.strip("/") or "yilan"
        self.index = index or self.alias
        self.client = OpenSearch(f"{parts.scheme}://{parts.netloc}", timeout=SECONDS)

    def put(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Add or replace documents and take others away."""
        gone = ({"_op_type": "delete", "_index": self.index, "_id": key} for key in removed)
        self._send([*gone, *(self._action(entry) for entry in entries)])
        self.client.indices.refresh(index=self.index)

    def fill(self, entries: Iterable[Entry]) -> int:
        """Add very many documents."""
        count = self._send(self._action(entry) for entry in entries)
        self.client.indices.refresh(index=self.index)
        return count

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        found = self._search(asking.body_of(question))
        counts = found.get("aggregations", {})
        return Answer(
            total=found["hits"]["total"]["value"],
            hits=[json.loads(hit["_source"]["shown"]) for hit in found["hits"]["hits"]],
            counts={
                name: {one["key"]: one["doc_count"] for one in counts[name]["values"]["buckets"]}
                for name in question.facets
            },
        )

    def suggest(self, question: Question, limit: int) -> list[dict[str, Any]]:
        """Return what is shown of the first documents that fit."""
        body = asking.body_of(question) | {"aggs": {}, "size": limit, "track_total_hits": False}
        return [json.loads(hit["_source"]["shown"]) for hit in self._search(body)["hits"]["hits"]]

    def count(self, question: Question) -> int:
        """Return how many documents fit."""
        body = asking.body_of(question) | {"aggs": {}, "size": 0}
        return int(self._search(body)["hits"]["total"]["value"])

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many documents some words stand as words."""
        filters = {word: {"term": {"words": word}} for word in words}
        if not filters:
            return {}
        found = self._search({"size": 0, "aggs": {"words": {"filters": {"filters": filters}}}})
        counts = {word: one["doc_count"] for word, one in found["aggregations"]["words"]["buckets"].items()}
        return {word: count for word, count in counts.items() if count}

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Yield key and stamp of every document."""
        for hit in helpers.scan(self.client, index=self.index, size=SCROLL, _source=["stamp"]):
            yield hit["_id"], hit["_source"]["stamp"]

    def replacement(self) -> "OpenSearchEngine":
        """Return an empty index beside the one that answers."""
        name = f"{self.alias}-{secrets.token_hex(6)}"
        self.client.indices.create(index=name, body=_mapping())
        return OpenSearchEngine(self.url, name)

    def give_way(self, replacement: Engine) -> None:
        """Let the alias point to a filled replacement, and remove what it pointed to."""
        assert isinstance(replacement, OpenSearchEngine)  # noqa: S101 - for the type checker
        older = [name for name in self._standing() if name != replacement.index]
        actions = [
            *({"remove": {"index": name, "alias": self.alias}} for name in older),
            {"add": {"index": replacement.index, "alias": self.alias}},
        ]
        self.client.indices.update_aliases(body={"actions": actions})
        for name in older:
            self.client.indices.delete(index=name)

    def throw_away(self) -> None:
        """Remove an index that will not take the place."""
        if self.index != self.alias:
            self.client.indices.delete(index=self.index, ignore_unavailable=True)

    def exists(self) -> bool:
        """Tell whether there is an index of today's make."""
        try:
            found = self.client.indices.get_mapping(index=self.index)
        except NotFoundError:
            return False
        except NoConnection as error:
            raise Unreachable(str(error)) from error
        return all(one["mappings"].get("_meta", {}).get("format") == FORMAT for one in found.values())

    def _standing(self) -> list[str]:
        try:
            return list(self.client.indices.get_alias(name=self.alias))
        except NotFoundError:
            return []

    def _search(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            found: dict[str, Any] = self.client.search(index=self.index, body=body)
        except NotFoundError as error:
            raise NotBuilt("There is no search index yet; `yilan search rebuild` makes it.") from error
        except NoConnection as error:
            raise Unreachable(str(error)) from error
        return found

    def _send(self, actions: Iterable[dict[str, Any]]) -> int:
        count = 0
        for well, result in helpers.streaming_bulk(self.client, actions, raise_on_error=False):
            about = next(iter(result.values()))
            if not well and about.get("status") != NOT_FOUND:  # what is to go may be gone
                raise RuntimeError(f"OpenSearch refused {about.get('_id')}: {about.get('error')}")
            count += 1
        return count

    def _action(self, entry: Entry) -> dict[str, Any]:
        return {
            "_index": self.index,
            "_id": entry.key,
            "_source": {
                **entry.texts,
                **entry.exact,
                **entry.facets,
                "stamp": entry.stamp,
                "day": entry.day,
                "weight": entry.weight,
                "shown": entry.shown.decode(),
            },
        }


def _mapping() -> dict[str, Any]:
    words = {"type": "text", "analyzer": "whitespace"}
    value = {"type": "keyword"}
    fields: dict[str, Any] = dict.fromkeys((*PHRASES, "words", *PLACELESS), words)
    fields |= dict.fromkeys((*EXACT, *FACETS, "stamp"), value)
    fields |= {"day": {"type": "integer"}, "weight": {"type": "float"}}
    fields["shown"] = {"type": "keyword", "index": False, "doc_values": False}
    return {"mappings": {"dynamic": False, "_meta": {"format": FORMAT}, "properties": fields}}
