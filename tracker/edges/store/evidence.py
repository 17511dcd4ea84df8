"""What makes a version evidence: its bytes packed and proven, its hashes, its link in the chain of versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from tracker import __version__
from tracker.edges.blobs import Link, Packed, pack, sha256
from tracker.edges.store.chains import add_blobs, read_link
from tracker.edges.store.columns import storable
from tracker.edges.store.encoding import canonical, canonical_without, text_fields
from tracker.edges.store.loose_stories import packed_story
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.recent import RecentLinks
from tracker.edges.store.schema import article, version
from tracker.edges.store.steps import step
from tracker.model import Capture, Change, Report, Story

GENESIS = "0" * 64

_BLOBS = ("body_blob", "story_blob", "capture_blob")
# The newest link of the chain, which may be a tombstone, is the article's.
_LATEST = Prepared(
    select(version.c.number, article.c.chain_hash, version.c.text_sha256, *(version.c[name] for name in _BLOBS))
    .join(article, article.c.id == version.c.article_id)
    .where(version.c.article_id == bindparam("article_id"))
    .order_by(version.c.number.desc())
    .limit(1)
)
_CHAIN = Prepared(select(article.c.chain_hash).where(article.c.id == bindparam("article_id")))
_ADD = Prepared(insert(version))
_SENT = canonical_without(Capture, "body")
_CHAINED = [
    (name, canonical(name) + b":")
    for name in sorted(("url", "number", "first_seen", "last_seen_old", "status_line", "headers_sha256"))
]
"""The columns that a version's link in the chain covers, each as its canonical JSON names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """The newest version of an article, as far as the next one builds on it; number 0 before the first."""

    number: int = 0
    chain_hash: str = GENESIS
    text_sha256: str = ""
    blobs: tuple[int | None, ...] = (None, None, None)

    @property
    def redacted(self) -> bool:
        """Whether there is such a version, without its words."""
        return self.number > 0 and self.blobs[1] is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A version ready to be written: all that costs CPU is done before the writer is asked.

    Attributes:
        after: the version it was packed against; it can only be written while that one is the newest.
        blobs: body, story and capture: packed, or the id of an equal blob that is there already.
        reread: the version before as this one's reader reads its page, packed; None where it was not read anew.
        links: the same three as the next version builds on them; their ids are known once they are written.
    """

    after: Latest
    capture: Capture
    story: Story
    change: Change
    walker: int | None
    body_sha256: str
    text_sha256: str
    headers_sha256: str
    capture_sha256: str
    story_sha256: str
    reread: bytes | None
    blobs: tuple[Packed | int, ...]
    links: tuple[Link, ...]


def read_latest(connection: Connection, article_id: int) -> Latest:
    """Give what the next version of an article builds on."""
    row = _LATEST.first(connection, {"article_id": article_id})
    if row is None:
        return Latest(chain_hash=_CHAIN.scalar(connection, {"article_id": article_id}) or GENESIS)
    blobs = (row.body_blob, row.story_blob, row.capture_blob)
    return Latest(number=row.number, chain_hash=row.chain_hash, text_sha256=row.text_sha256, blobs=blobs)


def gather(report: Report, *, after: Latest, connection: Connection | None) -> Evidence | None:
    """Pack and hash what a report's change is made of; None where it reports none.

    Args:
        report: its capture must hold a body, and it must hold a story, where it reports a change.
        after: the newest version there is.
        connection: where to read that version's blobs; None before the first version.
    """
    if report.change is None:
        return None
    if report.story is None or report.capture is None or report.capture.body is None:
        raise ValueError("a report with a change holds the story and the bytes it was read from")
    capture = report.capture
    raws = (report.capture.body, canonical(report.story), _SENT(capture))
    bases = [_link(connection, base) for base in after.blobs]
    blobs = tuple(_packed(raw, base) for raw, base in zip(raws, bases, strict=True))
    links = tuple(_next_link(*each) for each in zip(raws, blobs, bases, strict=True))
    body, told, sent = (link.sha256 for link in links)
    return Evidence(
        after=after,
        capture=capture,
        story=report.story,
        change=report.change,
        walker=report.memory.walker if report.memory else None,
        body_sha256=body,
        text_sha256=sha256(text_fields(report.story)),
        headers_sha256=sha256(canonical(capture.headers)),
        capture_sha256=sent,
        story_sha256=told,
        reread=None if report.reread is None or not after.number else packed_story(report.reread),
        blobs=blobs,
        links=links,
    )


def _link(connection: Connection | None, blob_id: int | None) -> Link | None:
    return None if connection is None or blob_id is None else read_link(connection, blob_id)


def _packed(raw: bytes, previous: Link | None) -> Packed | int:
    return previous.id if previous is not None and previous.raw == raw else pack(raw, previous=previous)


def _next_link(raw: bytes, packed: Packed | int, previous: Link | None) -> Link:
    """Give what the version after this one builds on; the id is given once it is written."""
    if isinstance(packed, Packed):
        whole = previous is None or packed.base is None
        keyframe = len(packed.data) if previous is None or whole else previous.keyframe_bytes
        return Link(id=0, depth=packed.depth, raw=raw, keyframe_bytes=keyframe, sha256=packed.sha256)
    if previous is None:
        raise ValueError(f"blob {packed} stands for bytes that were not read")
    return previous


def remember(recent: RecentLinks, row: Mapping[str, Any], evidence: Evidence) -> None:
    """Keep at hand what the next version builds on; `row` is that of `version`, committed with this evidence."""
    for name, link, base in zip(_BLOBS, evidence.links, evidence.after.blobs, strict=True):
        recent.put(replace(link, id=row[name]), replaces=base)


def add_version(
    connection: Connection, article_id: int, evidence: Evidence, *, after: datetime | None, day: int, previous: str
) -> dict[str, Any]:
    """Write a version with its blobs; gives the row as written. `after` is when the text before it was read last.

    Args:
        day: the one whose root covers it.
        previous: the chain's newest hash as it stands now; a tombstone may have joined since the evidence was gathered.

    Text goes in as it will be read back, `storable`: so that the hash can be made again, and the row need not be read.
    """
    blobs = add_blobs(connection, evidence.blobs)
    values = _row(article_id, evidence, after) | dict(zip(_BLOBS, blobs, strict=True)) | {"day": day}
    values["chain_hash"] = chain_hash(previous, values)
    with step("version"):
        _ADD.run(connection, values)
    return values


def _row(article_id: int, evidence: Evidence, last_seen_old: datetime | None) -> dict[str, object]:
    story = evidence.story
    return {
        "article_id": article_id,
        "number": evidence.after.number + 1,
        "first_seen": evidence.capture.ended,
        "last_seen_old": last_seen_old,
        "headline": storable(story.headline),
        "published": story.published,
        "modified": story.modified,
        "url": storable(evidence.capture.url),
        "status_line": storable(evidence.capture.status_line),
        "change": _told(evidence.change),
        "program": __version__,
        "walker": evidence.walker,
        "body_sha256": evidence.body_sha256,
        "text_sha256": evidence.text_sha256,
        "headers_sha256": evidence.headers_sha256,
        "capture_sha256": evidence.capture_sha256,
        "story_sha256": evidence.story_sha256,
        "reread_sha256": None if evidence.reread is None else sha256(evidence.reread),
    }


@lru_cache(maxsize=1024)
def _told(change: Change) -> str:
    # What changes is told in the same few words again and again.
    return storable(canonical(change).decode("utf-8", "surrogatepass"))


def chain_hash(previous: str, row: dict[str, object]) -> str:
    """Give the hash that binds a version to all before it.

    It covers the hash before it (64 zeros before the first), the hashes of body and text, and the canonical JSON of
    url, number, times, status line and headers' hash: parted by line feeds, hashed with SHA-256, in hex.
    """
    terms = b"{%b}" % b",".join([key + canonical(row[name]) for name, key in _CHAINED])
    return sha256(b"\n".join([previous.encode(), _hex(row, "body_sha256"), _hex(row, "text_sha256"), terms]))


def _hex(row: dict[str, object], name: str) -> bytes:
    return str(row[name]).encode()
