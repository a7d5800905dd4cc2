"""The room's door: every file is worked on in a process of its own, within bounds of time and memory.

Whatever a file does to its reader, whoever asks gets an answer or an error from `errors`.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

from yilan.redaction.errors import failure
from yilan.redaction.kinds import KINDS
from yilan.redaction.limits import LARGEST, PREVIEW_WIDTHS, SECONDS
from yilan.redaction.plans import Box, Plan, check_terms
from yilan.redaction.results import Found, PageImage, Redacted, Report

PACKAGES = Path(__file__).parents[2]


def pages(
    data: bytes, media_type: str, *, width: int = 1_000, previews: Collection[int] | None = None
) -> list[PageImage]:
    """Return every page with its size as it is seen, in points (pictures: pixels).

    Pages of `previews` (numbers from 1; all, when None) bring a PNG of `width` pixels. CannotRedact for a file that
    cannot be redacted at all.
    """
    if width not in PREVIEW_WIDTHS:
        raise ValueError(width)
    numbers = None if previews is None else sorted(previews)
    answer, parts = _ask("pages", data, media_type, width=width, previews=numbers)
    return [PageImage(int(page[0]), page[1], page[2], png) for page, png in zip(answer["pages"], parts, strict=True)]


def texts(data: bytes, media_type: str) -> list[str]:
    """Return the text of each page of a PDF, what nobody sees included; for pictures, empty ones."""
    answer, _ = _ask("texts", data, media_type)
    return list(answer["texts"])


def read(data: bytes, media_type: str) -> tuple[list[str], tuple[int, ...]]:
    """Return the text of each page as `texts` does, and the pages on which nothing can be searched."""
    answer, _ = _ask("read", data, media_type)
    return list(answer["texts"]), tuple(answer["unsearchable"])


def find_terms(data: bytes, media_type: str, terms: Iterable[str]) -> Found:
    """Return every place of every term, over ends of lines too, and the pages on which nothing can be searched."""
    terms = list(dict.fromkeys(terms))
    check_terms(terms)
    answer, _ = _ask("find_terms", data, media_type, terms=terms)
    return Found(tuple(Box(**box) for box in answer["boxes"]), tuple(answer["unsearchable"]))


def propose(data: bytes, media_type: str, find: Callable[[str], Iterable[tuple[int, int]]]) -> Found:
    """Return the places of whatever `find` finds in the text of a page, as start and end, wherever it stands.

    Meant for screening, which this room must not know:
    `find=lambda text: [(hit.start, hit.end) for hit in scan_text(text)]`.
    """
    found: dict[str, None] = {}
    for text in texts(data, media_type):
        shown = text.replace("&", "＆")  # screening reads entities of HTML: places would move
        for whole in (shown, "".join(shown.splitlines())):  # numbers are broken over lines, too
            found |= dict.fromkeys(whole[start:end].strip() for start, end in find(whole))
    return find_terms(data, media_type, found)


def redact(data: bytes, media_type: str, plan: Plan) -> Redacted:
    """Return the file without what the plan names, checked.

    BadPlan: a box or term is not such that it can be carried out. NotSearched: nobody has looked at pictures that may
    hold the terms. StillReadable: the result did not pass the check; it is not handed out. CannotRedact: all else.
    """
    answer, (result,) = _ask("redact", data, media_type, plan=plan.to_json())
    return Redacted(result, media_type, Report.from_json(answer["report"]))


def _ask(verb: str, data: bytes, media_type: str, **facts: Any) -> tuple[dict[str, Any], list[bytes]]:
    if media_type not in KINDS:
        raise failure("kind")
    if len(data) > LARGEST:
        raise failure("large", page=1)
    question = json.dumps({"verb": verb, "media_type": media_type, **facts}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "yilan.redaction.process"],
            input=question + b"\n" + data,
            capture_output=True,
            env={"PYTHONPATH": str(PACKAGES), "PATH": "/usr/bin:/bin"},  # no secrets
            timeout=SECONDS,
            check=False,
        )
        head, _, body = done.stdout.partition(b"\n")
        answer = json.loads(head)
    except (subprocess.TimeoutExpired, ValueError) as error:  # it was ended: by its limits, or by a fault of a library
        raise failure("hard") from error
    if "code" in answer:
        raise failure(answer["code"], **answer["facts"])
    parts = []
    for size in answer["parts"]:
        parts.append(body[:size])
        body = body[size:]
    return answer, parts
