"""Which pages have newer copies in the record's journal (`-wal`): the headers of its frames, read as they come.

Source: https://www.sqlite.org/fileformat2.html#walformat
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")


class Journal:
    """Reads on where it stopped; begins anew where SQLite did, which is told by other salts."""

    def __init__(self, record: Path) -> None:
        self._path = record.with_name(f"{record.name}-wal")
        self._descriptor: int | None = None
        self._salts: tuple[int, int] | None = None
        self.frames = 0

    def fresh_pages(self) -> Iterator[int]:
        """Yield the numbers of the pages in frames that were not read yet; `frames` counts all of this journal's.

        Raises:
            OSError: it cannot be read.
        """
        header = self._read(_HEADER, 0)
        if header is None:
            self._salts, self.frames = None, 0
            return
        size, salts = header[2], (header[4], header[5])
        if salts != self._salts:
            self._salts, self.frames = salts, 0
        while True:
            frame = self._read(_FRAME, _HEADER.size + self.frames * (_FRAME.size + size))
            # What stands behind the newest frame is of an earlier round, and has its salts.
            if frame is None or (frame[2], frame[3]) != salts:
                return
            self.frames += 1
            yield frame[0]

    def close(self) -> None:
        """Let go of the file. SQLite keeps no locks on this one."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _read(self, form: struct.Struct, place: int) -> tuple[int, ...] | None:
        if self._descriptor is None:
            try:
                self._descriptor = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
            except FileNotFoundError:
                return None
        data = os.pread(self._descriptor, form.size, place)
        return form.unpack(data) if len(data) == form.size else None
