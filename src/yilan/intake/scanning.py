"""An optional virus scanner: clamd, asked with INSTREAM. Whatever goes wrong with it, the file is refused."""

import logging
import socket
import struct
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from yilan.intake.refusing import Refused

logger = logging.getLogger(__name__)
SECONDS = 30
PIECE = 1 << 16
LONGEST_ANSWER = 4096


class Scanner(Protocol):
    """Looks for what harms."""

    def scan(self, path: Path, name: str) -> None:
        """Raise `Refused` when a file is infected, or when that could not be found out."""


class NoScanner:
    """Stands where a site has no scanner; the structure checks are made all the same."""

    def scan(self, path: Path, name: str) -> None:
        """Let every file through."""


class Clamd:
    """A clamd at a socket."""

    def __init__(self, address: str | tuple[str, int]) -> None:
        self.address = address

    def scan(self, path: Path, name: str) -> None:
        """Send a file piece by piece and read the verdict."""
        try:
            verdict = self._ask(path)
        except OSError as error:
            logger.error("the virus scanner at %s does not answer: %s", self.address, error)  # noqa: TRY400 - no trace
            raise Refused("unscanned", name=name) from error
        if verdict == "stream: OK":
            return
        if verdict.startswith("stream: ") and verdict.endswith(" FOUND"):
            logger.warning("an upload was refused by the virus scanner: %s", verdict)
            raise Refused("infected", name=name)
        logger.error("the virus scanner at %s could not scan: %s", self.address, verdict)
        raise Refused("unscanned", name=name)

    def _ask(self, path: Path) -> str:
        family = socket.AF_UNIX if isinstance(self.address, str) else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as line, path.open("rb") as file:
            line.settimeout(SECONDS)
            line.connect(self.address)
            line.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
                more = line.recv(LONGEST_ANSWER)
                if not more:
                    break
                answer += more
        return answer.rstrip(b"\0").decode(errors="replace").strip()


def scanner() -> Scanner:
    """Return the scanner that `YILAN_CLAMD` names: `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`."""
    told: str = settings.YILAN_CLAMD
    if not told:
        return NoScanner()
    parts = urlsplit(told)
    if parts.scheme == "unix" and parts.path:
        return Clamd(parts.path)
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return Clamd((parts.hostname, parts.port))
    raise ImproperlyConfigured(f"YILAN_CLAMD must be unix:/path or tcp://host:port, not {told}")
