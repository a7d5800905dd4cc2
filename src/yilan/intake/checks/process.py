"""The process that looks into one file: `python -m yilan.intake.checks.process PATH KIND OUT` prints JSON.

`{"refused": code}`, or `{"kind": …, "changes": […], "cleaned": true}`; a cleaned copy is written to OUT.
"""

from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from yilan.core.bounded import work
from yilan.intake.checks.outcome import Bad
from yilan.intake.checks.sniffing import HEAD, sniffed
from yilan.intake.kinds import Kind, taken

SECONDS = 30  # of the processor
MEMORY = 2 << 30  # bytes of address space
WRITES = 64 << 20  # bytes of the cleaned copy
IMAGES = {"jpeg", "png", "webp", "heic"}
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def main(path: str, code: str, out: str) -> dict[str, object]:
    """Look into a file that should be of a kind."""
    try:
        kind = _kind_by_content(Path(path), taken().kinds[code])
        checker = import_module(f"yilan.intake.checks.{kind.family}")
        return asdict(checker.clean(Path(path), Path(out), kind))
    except Bad as bad:
        return {"refused": bad.code}
    except MemoryError:
        return {"refused": "slow"}
    except Exception:  # noqa: BLE001 - whatever a broken file raises in a library
        return {"refused": "broken"}


def _kind_by_content(path: Path, named: Kind) -> Kind:
    with path.open("rb") as file:
        seen = sniffed(file.read(HEAD))
    match named.family:
        case "image" if seen in IMAGES:  # messengers name any picture .jpg; it is drawn anew under its right name
            return taken().kinds[seen]
        case "pdf" if seen == "pdf":
            return named
        case "package" if seen == "zip":
            return named
        case "package" if seen == "ole":
            raise Bad("locked" if ENCRYPTED_OFFICE in path.read_bytes() else "mismatch")
        case "text" if not seen:
            return named
    raise Bad(seen if seen in {"web", "program"} else "mismatch")


if __name__ == "__main__":
    work(main, seconds=SECONDS, memory=MEMORY, writes=WRITES)
