"""ZIP packages, byte by byte: what their directory says is compared with what is there, and every byte is counted."""

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from yilan.intake.checks.outcome import Bad
from yilan.intake.kinds import taken

LOCAL = struct.Struct("<4s5H3L2H")  # a local header before its name (APPNOTE 4.3.7)
END = 22  # bytes of the end record without its comment (4.3.16)
ENCRYPTED = 0x1
ELSEWHERE = 0xFFFFFFFF  # a size that stands in the extra field (4.4.8)
STREAMED = 0x8  # size and checksum stand behind the part
DESCRIPTOR = 24  # bytes of these, at most (4.3.9)
PIECE = 1 << 16


@dataclass
class Budget:
    """How many bytes a package may still unpack to, packages inside it included."""

    left: int


class Package:
    """A package that was found to be what it says; `Bad` when it is not."""

    def __init__(self, path: Path, budget: Budget | None = None) -> None:
        self.path = path
        self.budget = budget or Budget(taken().limits.package.unpacked)
        self.size = path.stat().st_size
        try:
            with ZipFile(path) as opened:
                self.entries = opened.infolist()
                self.directory = opened.start_dir
                comment = opened.comment
        except (BadZipFile, NotImplementedError, struct.error):
            raise Bad("broken") from None
        self._refuse_odd_frame(comment)
        self._refuse_odd_entries()
        self._refuse_overlaps()

    def names(self) -> set[str]:
        """Return the names of all parts."""
        return {entry.filename for entry in self.entries}

    def pieces(self, entry: ZipInfo) -> Iterator[bytes]:
        """Yield the bytes of a part and count them; `Bad` as soon as they are not what the directory says."""
        with self.path.open("rb") as file:
            file.seek(self._data_at(entry))
            left = entry.compress_size
            unpack = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == ZIP_DEFLATED else None
            total = crc = 0
            while left:
                raw = file.read(min(left, PIECE))
                if not raw:
                    raise Bad("broken")
                left -= len(raw)
                while raw:
                    piece = unpack.decompress(raw, PIECE) if unpack else raw
                    raw = unpack.unconsumed_tail if unpack else b""
                    total += len(piece)
                    crc = zlib.crc32(piece, crc)
                    self.budget.left -= len(piece)
                    if total > entry.file_size or self.budget.left < 0:
                        raise Bad("bomb")
                    yield piece
            whole = unpack is None or (unpack.eof and not unpack.unused_data)
            if total != entry.file_size or crc != entry.CRC or not whole:
                raise Bad("broken")

    def read(self, entry: ZipInfo, most: int) -> bytes:
        """Return a part that is not larger than `most` bytes."""
        if entry.file_size > most:
            raise Bad("bomb")
        return b"".join(self.pieces(entry))

    def _refuse_odd_frame(self, comment: bytes) -> None:
        with self.path.open("rb") as file:
            start = file.read(4)
            file.seek(max(0, self.size - END - len(comment) - 20))
            tail = file.read()
        if start != b"PK\x03\x04" or comment:  # something before it, or hidden at its end
            raise Bad("broken")
        if tail.count(b"PK\x05\x06") != 1 or tail[-END : -END + 4] != b"PK\x05\x06" or b"PK\x06\x07" in tail:
            raise Bad("broken")
        length, offset = struct.unpack("<2L", tail[-END + 12 : -END + 20])
        if offset != self.directory or offset + length + END != self.size:
            raise Bad("broken")

    def _refuse_odd_entries(self) -> None:
        limits = taken().limits.package
        if len(self.entries) > limits.entries or sum(entry.file_size for entry in self.entries) > self.budget.left:
            raise Bad("bomb")
        for entry in self.entries:
            if entry.flag_bits & ENCRYPTED:
                raise Bad("locked")
            if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or stat.S_ISLNK(entry.external_attr >> 16):
                raise Bad("broken")
            if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1):
                raise Bad("bomb")
            if _leads_out(entry.orig_filename):
                raise Bad("broken")
        if len({entry.filename.casefold() for entry in self.entries}) != len(self.entries):
            raise Bad("broken")

    def _refuse_overlaps(self) -> None:
        """Refuse parts that lie in each other, and bytes between parts that the directory does not know."""
        free = behind = 0
        for entry in sorted(self.entries, key=lambda one: one.header_offset):
            self._refuse_gap(free, behind, entry.header_offset)
            free = self._data_at(entry) + entry.compress_size
            behind = DESCRIPTOR if entry.flag_bits & STREAMED else 0
        self._refuse_gap(free, behind, self.directory)

    def _refuse_gap(self, free: int, behind: int, following: int) -> None:
        if following < free:
            raise Bad("bomb")
        if following - free > behind:
            raise Bad("broken")

    def _data_at(self, entry: ZipInfo) -> int:
        with self.path.open("rb") as file:
            file.seek(entry.header_offset)
            head = file.read(LOCAL.size)
            if len(head) != LOCAL.size:
                raise Bad("broken")
            mark, _version, flags, method, _time, _day, crc, packed, size, name, extra = LOCAL.unpack(head)
            if mark != b"PK\x03\x04" or flags & ENCRYPTED or method != entry.compress_type:
                raise Bad("broken")
            told_here = (crc, packed, size)
            known = (entry.CRC, entry.compress_size, entry.file_size)
            if not flags & STREAMED and ELSEWHERE not in told_here[1:] and told_here != known:
                raise Bad("broken")  # whoever reads without the directory would read something else
            told = file.read(name).decode("utf-8" if flags & 0x800 else "cp437", errors="replace")
        if told != entry.orig_filename:
            raise Bad("broken")
        return entry.header_offset + LOCAL.size + name + extra


def _leads_out(name: str) -> bool:
    return not name or name.startswith("/") or "\0" in name or "\\" in name or ":" in name or ".." in name.split("/")
