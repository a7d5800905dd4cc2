"""Works on one file: a question (a line of JSON, then the file) comes in, an answer goes out likewise."""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from yilan.redaction.errors import CannotRedact
from yilan.redaction.kinds import PDF
from yilan.redaction.limits import MEMORY, SECONDS
from yilan.redaction.pdf import looking as pdf_looking
from yilan.redaction.pdf import redacting as pdf_redacting
from yilan.redaction.pictures import looking as pictures_looking
from yilan.redaction.pictures import redacting as pictures_redacting
from yilan.redaction.plans import Plan

Answer = tuple[dict[str, Any], list[bytes]]


def answer(question: dict[str, Any], data: bytes) -> Answer:
    """Return what is asked, and the files that belong to it; errors of the room as their code and facts."""
    verbs = {"pages": _pages, "texts": _texts, "find_terms": _find_terms, "redact": _redact}
    try:
        return verbs[question["verb"]](question, data)
    except CannotRedact as error:
        return {"code": error.code, "facts": error.facts}, []
    except MemoryError:
        return {"code": "hard", "facts": {}}, []
    except Exception as error:  # noqa: BLE001 - whatever a broken file raises in a library
        print(repr(error), file=sys.stderr)  # noqa: T201
        return {"code": "broken", "facts": {}}, []


def _pages(question: dict[str, Any], data: bytes) -> Answer:
    kind, width, numbers = question["media_type"], question["width"], question["previews"]
    found = (
        pdf_looking.pages(data, width, numbers) if kind == PDF else pictures_looking.pages(data, kind, width, numbers)
    )
    return {"pages": [[page.number, page.width, page.height] for page in found]}, [page.png for page in found]


def _texts(question: dict[str, Any], data: bytes) -> Answer:
    if question["media_type"] == PDF:
        return {"texts": pdf_looking.texts(data)}, []
    found = pictures_looking.find_terms(data, question["media_type"], ())
    return {"texts": ["" for _ in found.unsearchable]}, []


def _find_terms(question: dict[str, Any], data: bytes) -> Answer:
    kind, terms = question["media_type"], question["terms"]
    found = pdf_looking.find_terms(data, terms) if kind == PDF else pictures_looking.find_terms(data, kind, terms)
    return asdict(found), []


def _redact(question: dict[str, Any], data: bytes) -> Answer:
    kind, plan = question["media_type"], Plan.from_json(question["plan"])
    done = pdf_redacting.redact(data, plan) if kind == PDF else pictures_redacting.redact(data, kind, plan)
    return {"report": done.report.to_json()}, [done.data]


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has nothing to write
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one question."""
    _bound()
    question, _, data = sys.stdin.buffer.read().partition(b"\n")
    told, parts = answer(json.loads(question), data)
    told["parts"] = list(map(len, parts))
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
