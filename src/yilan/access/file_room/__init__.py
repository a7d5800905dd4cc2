"""The archive file of a case for the file room (归档): index, originals, history."""

from yilan.access.file_room.packing import packed

__all__ = ["packed"]
