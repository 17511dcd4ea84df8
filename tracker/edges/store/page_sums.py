"""A sum of every page of the record's file, kept beside it, so that a byte that changed anywhere is told.

What is evidence has hashes. Plans, alerts, the index of words and the database's own pages have none. So each page has
a CRC-32 in `archive.db-sums`, taken when the writer has brought it from the journal into the file. A sum of zero stands
for none: it is taken back before a newer copy of its page can come into the file, so that a kill at any moment leaves
pages without a sum, and never a wrong one.

It finds what a disk, a cable or another program did. It proves nothing against a person, who can make sums as well.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
import zlib
from array import array
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import ClassVar

from tracker.edges.fault_points import fault_point
from tracker.edges.store.journal import Journal

_HEADER = struct.Struct("<8sI")
_MAGIC = b"trksum1\n"
_SUM = struct.Struct("<I")
_PAGE_SIZE = struct.Struct(">H")
_PAGE_SIZE_AT = 16
_PAGES_AT_ONCE = 64
# As many as SQLite itself would let gather.
LARGEST_JOURNAL = 1000


def sums_path(record: Path) -> Path:
    """Give the place of the sums of a record's file."""
    return record.with_name(f"{record.name}-sums")


def sum_of(page: bytes) -> int:
    """Give the sum of a page's bytes, which is never zero."""
    return zlib.crc32(page) or 1


class PageFile:
    """The pages of a record's file as they stand on disk; those of the journal are newer.

    Whoever closes a file drops all locks that SQLite has on it in this process, so while a writer has one open every
    other reader leaves its own to be closed by that writer. Source: https://www.sqlite.org/howtocorrupt.html, 2.2
    """

    _left_open: ClassVar[dict[tuple[int, int], list[int]]] = {}
    _guard = threading.Lock()

    def __init__(self, record: Path, *, for_writer: bool) -> None:
        self._for_writer = for_writer
        self.descriptor = os.open(record, os.O_RDONLY | os.O_CLOEXEC)
        found = os.fstat(self.descriptor)
        self._key = (found.st_dev, found.st_ino)
        if for_writer:
            with self._guard:
                self._left_open.setdefault(self._key, [])
        data = os.pread(self.descriptor, _PAGE_SIZE.size, _PAGE_SIZE_AT)
        told = _PAGE_SIZE.unpack(data)[0] if len(data) == _PAGE_SIZE.size else 0
        self.page_size = 65536 if told == 1 else max(told, 512)

    @property
    def count(self) -> int:
        """How many whole pages there are."""
        return os.fstat(self.descriptor).st_size // self.page_size

    def sums(self, run: range) -> array[int]:
        """Give the sums of pages in a row, which count from 1; those behind the end of the file have none."""
        size = self.page_size
        data = os.pread(self.descriptor, size * len(run), (run.start - 1) * size)
        return array("I", [sum_of(data[begin : begin + size]) for begin in range(0, len(data) - size + 1, size)])

    def all_sums(self) -> Iterator[int]:
        """Yield the sums of all pages in their order."""
        for first in range(1, self.count + 1, _PAGES_AT_ONCE):
            yield from self.sums(range(first, first + _PAGES_AT_ONCE))

    def close(self) -> None:
        """Let go of the file, as soon as no writer of this process has it open."""
        with self._guard:
            if not self._for_writer and self._key in self._left_open:
                self._left_open[self._key].append(self.descriptor)
                return
            left = self._left_open.pop(self._key, []) if self._for_writer else []
        for descriptor in (*left, self.descriptor):
            os.close(descriptor)


class SumFile:
    """The sums on disk, a number a page; zero where there is none."""

    def __init__(self, path: Path, page_size: int, *, write: bool) -> None:
        self.path = path
        flags = os.O_RDWR | os.O_CREAT if write else os.O_RDONLY
        self._descriptor = os.open(path, flags | os.O_CLOEXEC, 0o600)
        header = _HEADER.pack(_MAGIC, page_size)
        self.of_these_pages = os.pread(self._descriptor, _HEADER.size, 0) == header
        if write and not self.of_these_pages:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, header, 0)

    def read(self) -> array[int]:
        """Give all sums, that of page 1 first."""
        size = os.fstat(self._descriptor).st_size - _HEADER.size
        data = os.pread(self._descriptor, max(size, 0), _HEADER.size)
        sums = array("I")
        sums.frombytes(data[: len(data) // _SUM.size * _SUM.size])
        return sums

    def one(self, number: int) -> int:
        """Give the sum of a page; zero where there is none."""
        data = os.pread(self._descriptor, _SUM.size, _HEADER.size + (number - 1) * _SUM.size)
        return int(_SUM.unpack(data)[0]) if len(data) == _SUM.size else 0

    def put(self, first: int, sums: array[int]) -> None:
        """Write the sums of pages in a row."""
        os.pwrite(self._descriptor, sums, _HEADER.size + (first - 1) * _SUM.size)

    def cut(self, count: int) -> None:
        """Forget all but so many."""
        if os.fstat(self._descriptor).st_size > _HEADER.size + count * _SUM.size:
            os.ftruncate(self._descriptor, _HEADER.size + count * _SUM.size)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


def wrong_pages(record: Path) -> list[int]:
    """Give the numbers of the pages that are not as they were written, also beside a writer; none where no sums are.

    Raises:
        OSError: a file cannot be read.
    """
    if not sums_path(record).exists():
        return []
    with closing(PageFile(record, for_writer=False)) as pages:
        return _wrong(pages, sums_path(record))


def _wrong(pages: PageFile, path: Path) -> list[int]:
    with closing(SumFile(path, pages.page_size, write=False)) as sums:
        if not sums.of_these_pages:
            return []
        pairs = enumerate(zip(sums.read(), pages.all_sums(), strict=False), start=1)
        doubted = [number for number, (kept, found) in pairs if kept not in (0, found)]
        return [number for number in doubted if _is_wrong(number, sums, pages)]


def _is_wrong(number: int, sums: SumFile, pages: PageFile) -> bool:
    """Look once more: a writer takes a sum back before it writes the page, and gives the new one after it."""
    before = sums.one(number)
    found = pages.sums(range(number, number + 1))
    return before != 0 and before == sums.one(number) and [before] != list(found)


def _runs(numbers: Collection[int]) -> Iterator[range]:
    """Yield numbers that stand in a row together, up to so many at once."""
    ordered = iter(sorted(numbers))
    first = last = next(ordered, 0)
    for number in ordered:
        if number != last + 1 or number - first == _PAGES_AT_ONCE:
            yield range(first, last + 1)
            first = number
        last = number
    if first:
        yield range(first, last + 1)


class PageSums:
    """Keeps the sums of a record's pages, for the one that writes it; used by one thread at a time.

    Where the sums cannot be written they are given up, and taken anew by the next writer.
    """

    def __init__(self, record: Path) -> None:
        self._pages = PageFile(record, for_writer=True)
        self._journal = Journal(record)
        self._waiting: set[int] = set()
        self._sums: SumFile | None = None
        try:
            self._sums = SumFile(sums_path(record), self._pages.page_size, write=True)
        except OSError:
            sums_path(record).unlink(missing_ok=True)

    def wrong(self, *, most_bytes: int) -> list[int]:
        """Give the numbers of pages that are not as they were written; none where the file is larger than that."""
        if self._sums is None or self._pages.count * self._pages.page_size > most_bytes:
            return []
        return _wrong(self._pages, self._sums.path)

    def note(self) -> bool:
        """Take back the sums of pages that came into the journal; tells whether it is long enough to be emptied."""
        try:
            fresh = self._journal.fresh_pages() - self._waiting
        except OSError:
            self._give_up()
            return True
        if fresh:
            self._write(fresh, lambda run: array("I", bytes(_SUM.size * len(run))))
            self._waiting |= fresh
        return self._journal.frames >= LARGEST_JOURNAL

    def empty_journal(self, connection: sqlite3.Connection, *, cut: bool = False) -> bool:
        """Bring what the journal holds into the file, outside of a transaction, and sum those pages.

        Args:
            cut: whether to wait for readers and to cut the journal to nothing.

        Returns:
            False where a reader still holds an older state: some of it stays in the journal.
        """
        self.note()
        fault_point("store.checkpoint.before")
        busy, logged, moved = connection.execute(
            f"PRAGMA wal_checkpoint({'TRUNCATE' if cut else 'PASSIVE'})"
        ).fetchone()
        fault_point("store.checkpoint.after")
        if busy or logged != moved:
            return False
        self._write(self._waiting, self._pages.sums)
        self._waiting.clear()
        if self._sums is not None:
            self._sums.cut(self._pages.count)
        return True

    def sum_the_rest(self) -> None:
        """Sum all pages that have no sum and stand in no journal: those of a record that was never summed, all."""
        self.note()
        kept = self._sums.read() if self._sums is not None else array("I")
        count = self._pages.count
        behind = range(len(kept) + 1, count + 1)
        lacking = [number for number, value in enumerate(kept, start=1) if not value] if kept.count(0) else []
        if behind or lacking:
            self._write({*lacking, *behind} - self._waiting, self._pages.sums)

    def close(self) -> None:
        """Let go of the files; every connection of the writer is closed before."""
        self._journal.close()
        if self._sums is not None:
            self._sums.close()
        self._pages.close()

    def _write(self, numbers: Collection[int], sums_of: Callable[[range], array[int]]) -> None:
        if self._sums is None:
            return
        try:
            fault_point("store.sums.before")
            for run in _runs(numbers):
                self._sums.put(run.start, sums_of(run))
            fault_point("store.sums.after")
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        # No sums at all are better than one that is wrong: they would tell of damage where there is none.
        if self._sums is not None:
            self._sums.path.unlink(missing_ok=True)
            self._sums.close()
            self._sums = None
