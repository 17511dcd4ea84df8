"""An export of any format: written beside its name, with the script that checks it, and given its name when whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from tracker.edges.export.lines import Sheet, tombstone_line, version_line
from tracker.edges.export.script import BLANK, script
from tracker.edges.export.secrets import REDACTED
from tracker.edges.fault_points import fault_point
from tracker.edges.whole_file import expect_new, fsync, told, written_whole
from tracker.errors import OutputError
from tracker.model import Keeping, KeptGap, KeptLink, KeptTombstone, KeptVersion

if TYPE_CHECKING:
    from tracker.edges.export.page_lists import Answer


class Format(StrEnum):
    """How an export is written."""

    JSONL = "jsonl"
    WARC = "warc"
    WACZ = "wacz"


@dataclass(slots=True)
class Tally:
    """What went into an export: versions, of which so many articles, and in words what could not be given whole.

    Attributes:
        damaged: versions or articles that the record cannot give whole any more.
        sha256: of the file; empty where it went to standard output.
        manifest: the one hash that binds all that stands in the export; empty where nothing does.
    """

    versions: int = 0
    articles: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    damaged: int = 0
    size: int = 0
    sha256: str = ""
    manifest: str = ""

    def note(self, kept: KeptLink) -> None:
        """Count one link."""
        fault_point("export.link")
        if isinstance(kept, KeptGap):
            self.damaged += 1
            self.remarks.append(f"article {kept.article_id}: {kept.why}")
        elif isinstance(kept, KeptVersion):
            self.versions += 1
            self.articles.add(kept.article.id)
            if kept.keeping is not Keeping.WHOLE:
                self.damaged += kept.keeping is Keeping.DAMAGED
                self.remarks.append(f"article {kept.article.id}, version {kept.version.number}: {_said(kept)}")
            # The record itself keeps this word in the place of what proved a subscription.
            if kept.capture is not None and any(value == REDACTED for _, value in kept.capture.request_headers):
                self.warn_of_subscriber(kept.article.host)

    def warn_of_subscriber(self, host: str) -> None:
        """Say once of a host that its pages were made for whoever subscribes to it."""
        words = f"{host} was read as a subscriber: its pages may hold your name or number; look before you pass them on"
        if words not in self.remarks:
            self.remarks.append(words)


def _said(kept: KeptVersion) -> str:
    return f"{kept.keeping.value}: {kept.why}" if kept.why else kept.keeping.value


def script_beside(target: Path) -> Path:
    """Give the place of the script that an export comes with."""
    return target.with_name(f"{target.name}.verify.py")


def write_lines(links: Iterable[KeptLink], file: BinaryIO, *, with_body: bool) -> Tally:
    """Write JSON lines to an open file."""
    tally, sheet = Tally(), Sheet()
    for kept in links:
        tally.note(kept)
        if isinstance(kept, KeptVersion):
            file.write(sheet.next(version_line(kept, with_body=with_body)))
        elif isinstance(kept, KeptTombstone):
            file.write(sheet.next(tombstone_line(kept)))
    ending = sheet.end()
    file.write(ending)
    tally.manifest = sheet.manifest if ending else ""
    return tally


def expect_free(target: Path) -> None:
    """Make sure that an export, and the script beside it, replace nothing.

    Raises:
        OutputError: one would, or the folder is missing.
    """
    expect_new(target)
    beside = script_beside(target)
    with told(beside):
        ours = not beside.exists() or BLANK.partition(" = ")[0] in beside.read_text(encoding="utf-8", errors="replace")
    if not ours:
        raise OutputError(f"{beside} is there already and stays as it is: name another file")


def export(links: Iterable[KeptLink], target: Path, *, form: Format, now: datetime, with_body: bool = True) -> Tally:
    """Write an export and the script that checks it.

    Args:
        with_body: False leaves the bytes of pages out of JSON lines.

    Raises:
        OutputError: the file is there already, or cannot be written.
        StoreError: the record does not read.
    """
    expect_free(target)
    with written_whole(target, name="export") as unfinished:
        with told(target), unfinished.open("w+b") as file:
            if form is Format.JSONL:
                tally = write_lines(links, file, with_body=with_body)
            else:
                tally = (_write_warc if form is Format.WARC else _write_wacz)(links, file, target, now)
            file.seek(0)
            tally.sha256 = file_digest(file, "sha256").hexdigest()
            tally.size = file.tell()
        with told(target):
            _put_script(target, tally.sha256)
    return tally


def _put_script(target: Path, digest: str) -> None:
    # Before the export gets its name: one that stands under it is never without.
    fault_point("export.script.before")
    beside = script_beside(target)
    unfinished = beside.with_name(f".{beside.name}.unfinished")
    try:
        unfinished.write_text(script({target.name: digest}), encoding="utf-8")
        fsync(unfinished)
        unfinished.replace(beside)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    fault_point("export.script.after")


def _write_warc(links: Iterable[KeptLink], file: BinaryIO, target: Path, now: datetime) -> Tally:
    tally = Tally()
    for _ in _recorded(links, file, name=target.name, now=now, tally=tally):
        pass
    return tally


def _write_wacz(links: Iterable[KeptLink], file: BinaryIO, target: Path, now: datetime) -> Tally:
    from tracker.edges.export.page_lists import WARC_NAME, index, index_line, pages_head
    from tracker.edges.export.wacz import WaczFile

    tally, lines = Tally(), list[str]()
    with TemporaryFile(dir=target.parent) as warc, TemporaryFile(dir=target.parent) as pages:
        pages.write(pages_head())
        for kept, found in _recorded(links, warc, name=WARC_NAME, now=now, tally=tally):
            lines.append(index_line(found))
            if found.is_page:
                pages.write(_page(kept, found))
        archive = WaczFile(file)
        archive.add_file(f"archive/{WARC_NAME}", warc)
        archive.add("indexes/index.cdx", index(lines))
        archive.add_file("pages/pages.jsonl", pages)
        # Not at the top: the validator of the format looks for two-part paths.
        archive.add("tools/verify.py", script().encode())
        tally.manifest = archive.finish(title=f"Versions of {len(tally.articles)} news articles", now=now)
    return tally


def _page(kept: KeptVersion, found: Answer) -> bytes:
    from tracker.edges.export.page_lists import page_line

    headline, text = (kept.story.headline, kept.story.text) if kept.story else ("", "")
    article, number = kept.article.id, kept.version.number
    return page_line(found, article=article, number=number, headline=headline, address=kept.article.url, text=text)


def _recorded(
    links: Iterable[KeptLink], file: BinaryIO, *, name: str, now: datetime, tally: Tally
) -> Iterator[tuple[KeptVersion, Answer]]:
    from tracker.edges.export.warc import WarcFile

    warc = WarcFile(file, name=name, now=now, script=script().encode())
    for kept in links:
        tally.note(kept)
        if isinstance(kept, KeptVersion):
            yield from ((kept, found) for found in warc.add(kept))
        elif isinstance(kept, KeptTombstone):
            warc.add_tombstone(kept)
    tally.manifest = warc.finish()
