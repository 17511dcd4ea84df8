"""What holds words of an article in files, beside the record, and how each is cleared when they are redacted.

`FILES` is the list. Whoever writes words of a page into another file of the data folder adds a step here; what holds
them in the record has its step in `tracker/edges/store/clearing.py`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from tracker.app.wiring import House
from tracker.edges.email import mail_folder
from tracker.edges.email.maildir import erase
from tracker.edges.store.backing_up import is_copy
from tracker.edges.store.opening import record_files
from tracker.model import Delivery, DeliveryState, Tombstone

Step: TypeAlias = Callable[[House, Tombstone], int]

_BACKUPS = ("*.backup.db", "*.backup", "*.unfinished")
_EXPORTS = (".jsonl", ".warc", ".wacz")
# Nobody looks into these: what they hold, a copy of the record perhaps, only their owner knows.
_PACKED = (".gz", ".bz2", ".xz", ".zst", ".lz4", ".zip", ".7z", ".tar", ".tgz")
# The folders of the mirror, of the mail and of the feeds.
_CLEARED = ("text", "mail", "feeds")
_CHUNK = 2**20
_Key: TypeAlias = tuple[int, int]
# Files of records that were looked into: they stay open as long as this process does.
_LEFT_OPEN: dict[_Key, int] = {}


def mails(house: House, stone: Tombstone) -> int:
    """Erase the mails of our own folder that tell of a redacted version, or of the step away from it."""
    folder = mail_folder(house.settings.mail, Path(house.settings.data))
    return erase(folder, [one.message_id for one in told_of(house, stone)])


def mirrored(house: House, stone: Tombstone) -> int:
    """Remove the text files of redacted versions; the one after them is written anew, for it tells what changed."""
    numbers = None if stone.number == 0 else (stone.number, stone.number + 1)
    house.mirror.forget(stone.article_id, numbers)
    house.mirror.renew(stone.article_id)
    return 0


def fed(house: House, stone: Tombstone) -> int:
    """Write the feeds of a redacted article without what they told of it."""
    house.feeds.forget(stone.article_id)
    return 0


FILES: tuple[Step, ...] = (mails, mirrored, fed)
"""Each gives how many mails it erased; it may be asked again for the same tombstone after a crash."""


def told_of(house: House, stone: Tombstone) -> Iterator[Delivery]:
    """Give the deliveries whose mail holds words of a redacted version: of its own news, and of those after it.

    One that was merged into another's mail, a digest perhaps, stands for that mail.
    """
    carriers: dict[int, Delivery] = {}
    for one in house.record.deliveries(stone.article_id):
        if one.version is not None and (stone.covers(one.version) or stone.covers(one.version - 1)):
            carrier = one if one.merged_into is None else house.record.delivery(one.merged_into)
            carriers[carrier.id] = carrier
    yield from carriers.values()


def sent(house: House, stone: Tombstone) -> int:
    """Tell how many such mails went out before."""
    return sum(one.state is DeliveryState.SENT for one in told_of(house, stone))


def backups(data: Path) -> list[Path]:
    """Give the copies of the record in the data folder, under whatever name: they hold what they held."""
    named = {path for pattern in _BACKUPS for path in data.glob(pattern)}
    live = _live(data)
    return sorted(path for path in _loose_files(data) if _key(path) not in live and (path in named or is_copy(path)))


def exports(data: Path) -> list[Path]:
    """Give the exports and packed files that lie in the data folder, by their names."""
    return sorted(path for path in _loose_files(data) if path.name.lower().endswith((*_EXPORTS, *_PACKED)))


def _loose_files(data: Path) -> Iterator[Path]:
    """Yield the files of the data folder; those of mirror and mail are cleared by themselves."""
    for path in data.iterdir():
        if path.is_file():
            yield path
        elif path.is_dir() and path.name not in _CLEARED:
            yield from (file for file in path.rglob("*") if file.is_file())


def files_with(data: Path, phrase: str) -> list[Path]:
    """Give the files of the data folder that hold a phrase as it stands, letter case of ASCII ignored."""
    wanted = phrase.encode("utf-8", "surrogatepass").lower()
    live = _live(data)
    return sorted(path for path in data.rglob("*") if path.is_file() and wanted and _holds(path, wanted, live))


def _live(data: Path) -> frozenset[_Key]:
    """Tell the files that SQLite keeps locks on, by whatever name: closing one would drop those of this process."""
    return frozenset(_key(path) for path in record_files(data) if path.exists())


def _key(path: Path) -> _Key:
    try:
        found = path.stat()
    except FileNotFoundError:
        # What another program was just writing, and removed.
        return 0, 0
    return found.st_dev, found.st_ino


def _holds(path: Path, wanted: bytes, live: frozenset[_Key]) -> bool:
    key, kept, at = _key(path), b"", 0
    if key not in live and not path.exists():
        return False
    descriptor = _LEFT_OPEN.get(key)
    if descriptor is None:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        while chunk := os.pread(descriptor, _CHUNK, at):
            at += len(chunk)
            kept += chunk.lower()
            if wanted in kept:
                return True
            kept = kept[-len(wanted) :]
    finally:
        if key in live:
            _LEFT_OPEN[key] = descriptor
        else:
            os.close(descriptor)
    return False
