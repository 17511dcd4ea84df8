"""Which pages have newer copies in the record's journal (`-wal`): the headers of its frames, read as they come.

Source: https://www.sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from pathlib import Path

# Of the journal: the size of a page, two salts. Of a frame: the number of its page, whether it ends a commit (then
# how many pages there are, else 0), the same salts.
_HEADER = struct.Struct(">8xI4xII8x")
_FRAME = struct.Struct(">IIII8x")


class Journal:
    """Reads on where it stopped; begins anew where SQLite did, which is told by other salts.

    Behind the last commit there may be frames with the same salts: of a transaction that was rolled back, or whose
    process was killed. SQLite writes over them, so nothing behind a commit counts as read. In a journal that another
    process left even an end of a commit may be one that SQLite passes over, after a power cut: such a one is read from
    its start each time, until SQLite begins the next.
    """

    def __init__(self, record: Path) -> None:
        self._path = record.with_name(f"{record.name}-wal")
        self._descriptor: int | None = None
        self._salts: list[int] = []
        self._is_ours = False
        self._read = 0
        self.frames = 0

    def fresh_pages(self) -> set[int]:
        """Give the numbers of the pages in frames that were not read for sure yet; `frames` counts all there are.

        Raises:
            OSError: it cannot be read.
        """
        descriptor = self._opened()
        header = b"" if descriptor is None else os.pread(descriptor, _HEADER.size, 0)
        if descriptor is None or len(header) != _HEADER.size:
            self._salts, self._is_ours, self._read, self.frames = [], True, 0, 0
            return set()
        size, *salts = _HEADER.unpack(header)
        if salts != self._salts:
            self._is_ours = self._is_ours or bool(self._salts)
            self._salts, self._read = salts, 0
        return self._pages(descriptor, size + _FRAME.size, salts)

    def _pages(self, descriptor: int, step: int, salts: list[int]) -> set[int]:
        # Each commit brings some twenty: what is looked up once here is half of the time.
        read, unpack, length, first = os.pread, _FRAME.unpack, _FRAME.size, _HEADER.size
        pages: set[int] = set()
        at = self._read
        while len(data := read(descriptor, length, first + at * step)) == length:
            page, ends_commit, *found = unpack(data)
            # What stands behind the newest frame is of an earlier round, and has its salts.
            if found != salts:
                break
            at += 1
            pages.add(page)
            if ends_commit and self._is_ours:
                self._read = at
        self.frames = at
        return pages

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
