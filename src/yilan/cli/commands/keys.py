import argparse
import json
from datetime import UTC, datetime
from typing import Any

from yilan.cli.progress import ProgressLine

NAME = "keys"
HELP = "the keys that seal personal data: what each opens, a new one for all, dropping what nothing needs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what to do with the keys."""
    parser.add_argument(
        "verb",
        choices=("status", "rotate", "drop"),
        help="status: what each key opens; rotate: a new key, and all sealed with it, or go on with that; "
        "drop: keys that nothing uses, a day after they were replaced",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Do it; exit code 1 when something sealed cannot be opened, or its key is missing."""
    from yilan.cli.prepare import require_migrated
    from yilan.cli.starting import start_django

    start_django()
    require_migrated()
    return {"status": status, "rotate": rotate, "drop": drop}[options.verb](options)


def status(options: argparse.Namespace) -> int:
    """Say what each key opens."""
    from yilan.core.sealing import keyring
    from yilan.core.sealing.rotating import droppable, uses

    used = uses()
    ring = keyring.standing()
    useless = droppable(ring, used, datetime.now(UTC)) if ring else []
    newest = ring.newest.kid if ring else ""
    rotating = bool(ring and ring.rotating)
    missing = sum(use.total for use in used if use.key is None)
    if options.json:
        keys = [_plain(use, newest=use.kid == newest, droppable=use.key in useless) for use in used]
        print(json.dumps({"keys": keys, "rotating": rotating, "missing": missing}))
        return 1 if missing else 0
    for use in used:
        made = f"made {use.key.made:%Y-%m-%d %H:%M} UTC" if use.key else "NOT IN THE KEYRING"
        note = "seals" if use.kid == newest else "can be dropped" if use.key in useless else ""
        print(f"{use.kid:<10}{made:<28}{use.total:>10,}  {note}".rstrip())
        for name, count in sorted(use.counts.items()):
            print(f"{'':<10}{name:<28}{count:>10,}")
    if ring is None:
        print(f"There is no keyring at {keyring.path()}; the first thing that is sealed makes one.")
    if rotating:
        print("A rotation was broken off; yilan keys rotate goes on with it.")
    return 1 if missing else 0


def rotate(options: argparse.Namespace) -> int:
    """Seal everything with a new key."""
    from yilan.core.sealing import rotating

    with ProgressLine(quiet=options.json) as progress:
        done = rotating.rotate(progress=lambda name, count: progress(f"Sealing {name} anew: {count:,}"))
    if options.json:
        print(json.dumps({"key": done.kid, "resumed": done.resumed, "sealed": done.sealed, "broken": done.broken}))
    else:
        went = "went on with" if done.resumed else "made"
        print(f"{went} key {done.kid}; sealed {done.sealed:,} anew. The keys before it still open backups: keep those.")
        if done.broken:
            print(f"{done.broken:,} could not be opened and were left as they are; the log names their places.")
    return 1 if done.broken else 0


def drop(options: argparse.Namespace) -> int:
    """Take keys out of the keyring."""
    from yilan.core.sealing.rotating import drop_unused

    names = [key.kid for key in drop_unused()]
    if options.json:
        print(json.dumps({"dropped": names}))
    else:
        none = "No key can go: each is used, or was replaced less than a day ago."
        print(f"dropped {', '.join(names)}" if names else none)
    return 0


def _plain(use: Any, *, newest: bool, droppable: bool) -> dict[str, Any]:
    return {
        "id": use.kid,
        "made": use.key.made.isoformat() if use.key else None,
        "newest": newest,
        "droppable": droppable,
        "total": use.total,
        "holders": use.counts,
    }
