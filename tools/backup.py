"""Copy everything that a site owns into a new folder, while the site runs.

    .venv/bin/python tools/backup.py /backups              # the site in ./var, or in $YILAN_HOME
    .venv/bin/python tools/backup.py /backups --home DIR --keys /other-disk

The database goes first: a file that it names is in place already, for files are stored before the row that names them
and published ones never change. SQLite is read through its backup API, which sees a consistent moment whatever is
being written; a plain copy of the file may catch half a transaction. PostgreSQL (`DATABASE_URL`) is read by pg_dump.
`SHA256SUMS` lets `sha256sum --check` prove the copy at any later time. docs/operations.md says how to restore.
"""

import argparse
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

FILES = ("demo.json",)  # says that the texts are invented; a restored demonstration has to say so too
FOLDERS = ("media", "files", "archive", "cases")  # static files are made anew, they belong to the code
KEYS = "keys"  # last: a file that a rotation seals anew while the copy runs has its key in the copy
NOT_YET = ".new-*"  # what is being written
SUMS = "SHA256SUMS"


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite file through the backup API and check the copy; `ValueError` when it is damaged."""
    with sqlite3.connect(f"file:{source}?mode=ro", uri=True) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    live.close()
    copy.close()
    if verdict != "ok":
        raise ValueError(f"{source} is damaged: {verdict}")


def copy_postgresql(url: str, target: Path) -> None:
    """Write a dump that `pg_restore` reads."""
    subprocess.run(["pg_dump", "--format=custom", f"--file={target}", f"--dbname={url}"], check=True)


def digests(folder: Path) -> str:
    """Return the lines of a checksum file for everything below a folder."""
    lines = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.relative_to(folder).as_posix()}\n")
    return "".join(lines)


def back_up(home: Path, shelf: Path, database_url: str = "", keys_shelf: Path | None = None) -> Path:
    """Copy the site in `home` into a new folder on `shelf` and return that folder.

    The keys go into a folder of the same name on `keys_shelf` when there is one: whoever has both opens what is sealed.
    Raises `FileNotFoundError` when there is no site. A copy that was broken off ends in `.part`.
    """
    site = home / "yilan.sqlite3"
    if not database_url.startswith("postgres") and not site.exists():
        raise FileNotFoundError(f"{site} does not exist; name the site with --home")
    target = shelf / datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    half = target.with_suffix(".part")
    half.mkdir(parents=True, mode=0o700)
    if database_url.startswith("postgres"):
        copy_postgresql(database_url, half / "yilan.dump")
    else:
        copy_sqlite(site, half / site.name)
    for name in FOLDERS:
        if (home / name).is_dir():
            shutil.copytree(home / name, half / name, ignore=shutil.ignore_patterns(NOT_YET))
    for name in FILES:
        if (home / name).is_file():
            shutil.copy2(home / name, half / name)
    if (home / KEYS).is_dir():
        apart = keys_shelf / target.name if keys_shelf else half
        apart.mkdir(parents=True, mode=0o700, exist_ok=True)
        shutil.copytree(home / KEYS, apart / KEYS, ignore=shutil.ignore_patterns(NOT_YET))
    (half / SUMS).write_text(digests(half), encoding="utf-8")
    return half.rename(target)


def main() -> int:
    """Read the command line; one clear line and exit code 1 on error."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shelf", type=Path, help="where backups lie; a folder with the time as its name is made there")
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("YILAN_HOME", "var")), help="the site's home")
    parser.add_argument("--keys", type=Path, metavar="SHELF", help="put the keys there instead, best on another disk")
    asked = parser.parse_args()
    try:
        keys_shelf = asked.keys and asked.keys.resolve()
        print(back_up(asked.home.resolve(), asked.shelf.resolve(), os.environ.get("DATABASE_URL", ""), keys_shelf))
    except (OSError, ValueError, sqlite3.Error, subprocess.CalledProcessError) as error:
        print(f"No backup was made: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
