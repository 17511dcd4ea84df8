"""Pages of the record that are not as they were written: whose they are, and what is refused because of them."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from tracker.edges.store.opening import scratch_connection, translated
from tracker.edges.store.page_sums import PageFile, PageSums, sums_path, wrong_pages
from tracker.errors import StoreDamagedError

# A file of this size is read and summed in a twentieth of a second; of a larger one `tracker verify` tells.
LOOKED_AT_WHEN_OPENED = 64 * 1024 * 1024
MOST_NAMED = 8

# What is damaged in these shows when it is read: its article is set aside, and all others go on.
_PROVEN_WHEN_READ = frozenset({"table blob"})
_OWNER = "SELECT tbl_name FROM sqlite_master WHERE rootpage = ?"
_LARGEST_ROOT_AT, _UNUSED_BYTES_AT = 52, 20
_POINTER = struct.Struct(">BI")
_ROOT, _FREE = 1, 2
_MOST_STEPS = 10_000
_LOCK_BYTE = 1 << 30


def opened_sums(record: Path) -> PageSums:
    """Give the sums of a record that is about to be written, brought up to date.

    Raises:
        StoreDamagedError: a page is not as it was written, and no hash covers what stands in it.
    """
    with translated(record):
        sums = PageSums(record)
        try:
            # What another writer left in the journal may come into the file when this one closes it.
            sums.note()
            _expect_sound(record, sums.wrong(most_bytes=LOOKED_AT_WHEN_OPENED))
            sums.sum_the_rest()
        except BaseException:
            sums.close()
            raise
    return sums


def _expect_sound(record: Path, wrong: Sequence[int]) -> None:
    found = owners(record, wrong)
    unproven = [number for number in wrong if found[number] not in _PROVEN_WHEN_READ]
    if unproven:
        raise StoreDamagedError(
            f"the record {record} is damaged ({'; '.join(_told(found, unproven))}): nothing was written on top of it; "
            "restore a backup, or export what can be read, see: tracker verify; "
            f"if another program rightly wrote to it, remove {sums_path(record).name}"
        )


def page_faults(record: Path) -> list[str]:
    """Give what is to be said of a record's pages that are not as they were written; nothing where all are."""
    try:
        wrong = wrong_pages(record)
        return _told(owners(record, wrong), wrong)
    except OSError as error:
        return [f"the sums of its pages cannot be read ({error.strerror})"]


def _told(found: Mapping[int, str], wrong: Sequence[int]) -> list[str]:
    lines = []
    for owner in sorted({found[number] for number in wrong}):
        numbers = [number for number in wrong if found[number] == owner]
        named = ", ".join(map(str, numbers[:MOST_NAMED])) + (", ..." if len(numbers) > MOST_NAMED else "")
        pages = f"page {named} of the file" if len(numbers) == 1 else f"pages {named} of the file"
        lines.append(f"{pages}, of its {owner}, {'is' if len(numbers) == 1 else 'are'} not as written")
    return lines


def owners(record: Path, numbers: Sequence[int]) -> dict[int, str]:
    """Give whose some pages are, such as `table visit`; indexes count with their tables."""
    if not numbers:
        return {}
    with closing(PageFile(record, for_writer=False)) as pages:
        roots = {number: _root(pages, number) for number in numbers}
    try:
        with closing(scratch_connection(record)) as connection:
            return {number: _owner(connection, root) for number, root in roots.items()}
    except sqlite3.Error:
        # What tells whose they are is damaged too.
        return dict.fromkeys(numbers, "tables")


def _owner(connection: sqlite3.Connection, root: int | None) -> str:
    if root == 0:
        return "free room"
    if root is None:
        return "map of pages"
    row = connection.execute(_OWNER, [root]).fetchone() if root > 1 else None
    return f"table {row[0]}" if row else "list of tables"


def _root(pages: PageFile, number: int) -> int | None:
    """Climb from a page to the root of its tree; 0 for a page that is free, None where the way up is lost.

    Source: https://www.sqlite.org/fileformat2.html#pointer_map_or_ptrmap_pages
    """
    if not _number(pages, _LARGEST_ROOT_AT):
        return 1 if number == 1 else None
    usable = pages.page_size - os.pread(pages.descriptor, 1, _UNUSED_BYTES_AT)[0]
    for _ in range(_MOST_STEPS):
        if number == 1:
            return 1
        kind, parent = _pointer(pages, number, usable // _POINTER.size)
        if kind in (_ROOT, _FREE):
            return number if kind == _ROOT else 0
        if kind not in (3, 4, 5) or not 0 < parent <= pages.count:
            return None
        number = parent
    return None


def _pointer(pages: PageFile, number: int, each: int) -> tuple[int, int]:
    """Give what kind of page one is and which it hangs on, as the map of pages says."""
    map_page = (number - 2) // (each + 1) * (each + 1) + 2
    if map_page == _LOCK_BYTE // pages.page_size + 1:
        map_page += 1
    if number <= map_page:
        return 0, 0
    place = (map_page - 1) * pages.page_size + _POINTER.size * (number - map_page - 1)
    data = os.pread(pages.descriptor, _POINTER.size, place)
    return _POINTER.unpack(data) if len(data) == _POINTER.size else (0, 0)


def _number(pages: PageFile, place: int) -> int:
    return int.from_bytes(os.pread(pages.descriptor, 4, place), "big")
