"""Plain texts: letters in one of three encodings, and no controls."""

import re
from pathlib import Path

from yilan.intake.checks.outcome import Bad, Outcome
from yilan.intake.kinds import Kind

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean(path: Path, _out: Path, kind: Kind) -> Outcome:
    """Refuse what is no text; a text is kept as it was sent."""
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROLS.search(text):
            break
        return Outcome(kind.code)
    raise Bad("mismatch")
