"""Which pages have newer copies in the record's journal (`-wal`): the headers of its frames, read as they come.

Source: https://www.sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# Of the journal: the size of a page, two salts. Of a frame: the number of its page, the same salts.
_HEADER = struct.Struct(">8xI4xII8x")
_FRAME = struct.Struct(">I4xII8x")


class Journal:
    """Reads on where it stopped; begins anew where SQLite did, which is told by other salts."""

    def __init__(self, record: Path) -> None:
        self._path = record.with_name(f"{record.name}-wal")
        self._descriptor: int | None = None
        self._salts: list[int] | None = None
        self.frames = 0

    def fresh_pages(self) -> Iterator[int]:
        """Yield the numbers of the pages in frames that were not read yet; `frames` counts all of this journal's.

        Raises:
            OSError: it cannot be read.
        """
        descriptor = self._opened()
        header = b"" if descriptor is None else os.pread(descriptor, _HEADER.size, 0)
        if descriptor is None or len(header) != _HEADER.size:
            self._salts, self.frames = None, 0
            return
        size, *salts = _HEADER.unpack(header)
        if salts != self._salts:
            self._salts, self.frames = salts, 0
        yield from self._frames(descriptor, size + _FRAME.size, salts)

    def _frames(self, descriptor: int, step: int, salts: list[int]) -> Iterator[int]:
        # Each commit brings some twenty: what is looked up once here is half of the time.
        read, unpack, length, first = os.pread, _FRAME.unpack, _FRAME.size, _HEADER.size
        while len(data := read(descriptor, length, first + self.frames * step)) == length:
            page, *found = unpack(data)
            # What stands behind the newest frame is of an earlier round, and has its salts.
            if found != salts:
                return
            self.frames += 1
            yield page

    def close(self) -> None:
        """Let go of the file. SQLite keeps no locks on this one."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _opened(self) -> int | None:
        if self._descriptor is None:
            with suppress(FileNotFoundError):
                self._descriptor = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        return self._descriptor
