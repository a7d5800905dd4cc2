"""Import files that wait below the home folder between their check and their import."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

TOKEN_LENGTH = 32
KINDS = (".jsonl", ".csv", ".xlsx")


def folder_of(token: str) -> Path:
    """Return the folder of an upload; `ValueError` for anything that is no token."""
    if len(token) != TOKEN_LENGTH or not token.isalnum():
        raise ValueError(token)
    return Path(settings.HOME) / "imports" / token


def keep_upload(name: str, chunks: Any) -> str:
    """Store an uploaded file and return its token. Only the last part of `name` is used."""
    token = uuid4().hex
    folder = folder_of(token)
    folder.mkdir(parents=True)
    with (folder / Path(name).name).open("wb") as target:
        for chunk in chunks:
            target.write(chunk)
    return token


def file_of(token: str) -> Path | None:
    """Return the stored file; None when there is none."""
    found = (path for path in folder_of(token).glob("*") if path.suffix.lower() in KINDS)
    return next(found, None)


def note(token: str, **values: Any) -> None:
    """Add to what is known of an upload: who brought it, and how far the import is."""
    known = told(token) | values
    target = folder_of(token) / "state.json"
    aside = target.with_suffix(".new")
    aside.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    aside.replace(target)


def told(token: str) -> dict[str, Any]:
    """Return what is known of an upload."""
    target = folder_of(token) / "state.json"
    if not target.exists():
        return {}
    known: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return known


def sweep(before: datetime) -> int:
    """Remove every upload that nothing has touched since; returns how many went."""
    root = Path(settings.HOME) / "imports"
    old = [folder for folder in root.glob("*") if folder.is_dir() and _touched(folder) < before.timestamp()]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _touched(folder: Path) -> float:
    return max((path.stat().st_mtime for path in (folder, *folder.iterdir())), default=0.0)


def forget(token: str) -> None:
    """Remove an upload."""
    shutil.rmtree(folder_of(token), ignore_errors=True)
