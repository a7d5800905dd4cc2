"""SQLite in the home folder by default, PostgreSQL when `DATABASE_URL` is given."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# FULL: a release or a request that was acknowledged must survive loss of power.
# IMMEDIATE: deferred transactions fail with "database is locked" as soon as two writers meet.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000;"
)


def sqlite(path: Path | str) -> dict[str, Any]:
    """Return Django's settings for a SQLite file that many processes may share."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,  # opening the file and setting it up costs more than most queries
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def from_url(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?option=value` (host may be a socket folder, percent-encoded)."""
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        # Not `parts.hostname`: it lowers the case, and a socket folder may have capitals.
        host, colon, port = parts.netloc.rpartition("@")[2].rpartition(":")
        if not colon or "]" in port:
            host, port = parts.netloc.rpartition("@")[2], ""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(host.strip("[]")),
            "PORT": port,
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path.removeprefix("/")))  # sqlite:///relative, sqlite:////absolute
    raise ValueError(f"DATABASE_URL must begin with postgresql:// or sqlite:///, not {parts.scheme}://")
