"""Works on one file: a question (a line of JSON, then the file) comes in, an answer goes out likewise.

A process lives for one question, and most of its time goes into loading libraries: it loads what the question needs.
"""

import json
import resource
import sys
from collections.abc import Collection
from dataclasses import asdict
from importlib import import_module
from typing import Any

from yilan.redaction.errors import CannotRedact
from yilan.redaction.kinds import PDF
from yilan.redaction.limits import MEMORY, SECONDS
from yilan.redaction.plans import Plan
from yilan.redaction.results import Found

Answer = tuple[dict[str, Any], list[bytes]]


def answer(question: dict[str, Any], data: bytes) -> Answer:
    """Return what is asked, and the files that belong to it; errors of the room as their code and facts."""
    verbs = {"pages": _pages, "texts": _texts, "find_terms": _find_terms, "read": _read, "redact": _redact}
    try:
        return verbs[question["verb"]](question, data)
    except CannotRedact as error:
        return {"code": error.code, "facts": error.facts}, []
    except MemoryError:
        return {"code": "hard", "facts": {}}, []
    except Exception as error:  # noqa: BLE001 - whatever a broken file raises in a library
        print(repr(error), file=sys.stderr)  # noqa: T201
        return {"code": "broken", "facts": {}}, []


def _tools(question: dict[str, Any]) -> Any:
    """Return the module that answers a question, loaded when it is asked for."""
    kind = "pdf" if question["media_type"] == PDF else "pictures"
    return import_module(f"yilan.redaction.{kind}.{'redacting' if question['verb'] == 'redact' else 'looking'}")


def _pages(question: dict[str, Any], data: bytes) -> Answer:
    kind, width, numbers = question["media_type"], question["width"], question["previews"]
    looking = _tools(question)
    found = looking.pages(data, width, numbers) if kind == PDF else looking.pages(data, kind, width, numbers)
    return {"pages": [[page.number, page.width, page.height] for page in found]}, [page.png for page in found]


def _texts(question: dict[str, Any], data: bytes) -> Answer:
    if question["media_type"] == PDF:
        return {"texts": _tools(question).texts(data)}, []
    return {"texts": ["" for _ in _found(question, data, ()).unsearchable]}, []


def _find_terms(question: dict[str, Any], data: bytes) -> Answer:
    return asdict(_found(question, data, question["terms"])), []


def _read(question: dict[str, Any], data: bytes) -> Answer:
    told, _parts = _texts(question, data)
    return {**told, "unsearchable": list(_found(question, data, ()).unsearchable)}, []


def _found(question: dict[str, Any], data: bytes, terms: Collection[str]) -> Found:
    kind, looking = question["media_type"], _tools(question)
    found: Found = looking.find_terms(data, terms) if kind == PDF else looking.find_terms(data, kind, terms)
    return found


def _redact(question: dict[str, Any], data: bytes) -> Answer:
    kind, plan, redacting = question["media_type"], Plan.from_json(question["plan"]), _tools(question)
    done = redacting.redact(data, plan) if kind == PDF else redacting.redact(data, kind, plan)
    return {"report": done.report.to_json()}, [done.data]


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has nothing to write
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one question."""
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    question = json.loads(line)
    _tools(question)  # before it may write nothing: what Python compiles, it keeps for the next process
    _bound()
    told, parts = answer(question, data)
    told["parts"] = list(map(len, parts))
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
