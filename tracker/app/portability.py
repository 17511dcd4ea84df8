"""The record as a whole: copied, put back, and exported in the formats of the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tracker.app.naming import chosen_articles
from tracker.app.upgrading import current_record
from tracker.edges.export import Format, Tally, expect_free, export, script, script_beside, write_lines
from tracker.edges.lock import LOCK_NAME, StoreLock
from tracker.edges.store.backing_up import WholeCopy, back_up, expect_copy, restore
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.model import KeptLink, Settings
from tracker.model.durations import parsed_duration

_ENDINGS = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".warc.gz": Format.WARC,
    ".wacz": Format.WACZ,
}


def copy_record(settings: Settings, target: Path) -> WholeCopy:
    """Copy the whole record into one new file, also beside a running daemon.

    Raises:
        NotFoundError: there is no record yet.
        OutputError: the file is there already, or cannot be written.
        StoreError: the record does not hold, or cannot be read.
    """
    current_record(settings).expect_current()
    return back_up(Path(settings.data), target)


def put_back(settings: Settings, source: Path) -> WholeCopy:
    """Put a copy back into a data folder that holds no record.

    Raises:
        StoreBusyError: a daemon, or another verb, holds the folder.
        StoreError, NotFoundError: there is a record already, or the file is no sound copy.
    """
    # Looked at before anything is made: what is no backup leaves no folder behind.
    expect_copy(source)
    folder = Path(settings.data)
    made = not folder.exists()
    with StoreLock(folder):
        try:
            return restore(folder, source)
        except TrackerError:
            if made:
                _take_away(folder)
            raise


def _take_away(folder: Path) -> None:
    """Leave no folder behind that was made for a record, and has nothing but its lock."""
    with suppress(OSError):
        if [file.name for file in folder.iterdir()] == [LOCK_NAME]:
            (folder / LOCK_NAME).unlink()
            folder.rmdir()


def links(settings: Settings, articles: Sequence[str], since: datetime | None, *, site: str = "") -> Iterator[KeptLink]:
    """Give all that is kept of some articles, or of all where none is named; the removed ones too.

    Args:
        site: a host: only its articles, and those of its subdomains; empty: of all sites.

    Raises:
        NotFoundError: an article is not known, or none of them is of this site.
        UsageError: a name could be any of several.
    """
    record = current_record(settings)
    named = [article.id for article in chosen_articles(record, articles, site)] if articles or site else None
    return record.kept(named, since)


def export_to(found: Iterator[KeptLink], target: Path, *, form: Format, now: datetime, with_body: bool) -> Tally:
    """Write an export and the script that checks it, each whole or not at all.

    Raises:
        NotFoundError: nothing is kept of what was asked for.
        OutputError: a file is there already, or cannot be written.
    """
    expect_free(target)
    return export(_some(found), target, form=form, now=now, with_body=with_body)


def export_lines(found: Iterator[KeptLink], file: BinaryIO, *, with_body: bool) -> Tally:
    """Write JSON lines to an open file; NotFoundError where nothing is kept of what was asked for."""
    return write_lines(_some(found), file, with_body=with_body)


def _some(found: Iterator[KeptLink]) -> Iterator[KeptLink]:
    first = next(found, None)
    if first is None:
        raise NotFoundError("no version is kept of what was asked for: tracker list shows what there is")
    yield first
    yield from found


def format_of(target: Path) -> Format:
    """Tell the format of an export by its name's ending.

    Raises:
        UsageError: it tells none.
    """
    for ending, form in _ENDINGS.items():
        if target.name.lower().endswith(ending):
            return form
    raise UsageError(f"{target} tells no format: let it end in .jsonl, .warc.gz or .wacz, or give --format")


def moment_of(words: str, now: datetime) -> datetime:
    """Give the moment that is meant by `7d` (so long ago), `2026-11-20` or `2026-11-20T18:00Z`; UTC without a zone.

    Raises:
        UsageError: none is meant.
    """
    try:
        return now - parsed_duration(words)
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(words)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{words!r} is no time: give one such as 7d, 2026-11-20 or 2026-11-20T18:00Z") from error


__all__ = [
    "Format",
    "Tally",
    "WholeCopy",
    "copy_record",
    "export_lines",
    "export_to",
    "format_of",
    "links",
    "moment_of",
    "put_back",
    "script",
    "script_beside",
]
