"""Every blob re-read, every hash made again, every chain walked: does the record still say what it was given?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from tracker.edges.blobs import sha256
from tracker.edges.store.chains import read_link
from tracker.edges.store.encoding import canonical, decoded, text_fields
from tracker.edges.store.evidence import GENESIS, chain_hash
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, version
from tracker.errors import StoreDamagedError
from tracker.model import Capture, Story

_HEADS = select(article.c.id, article.c.versions, article.c.chain_hash).order_by(article.c.id)
_HEAD = _HEADS.where(article.c.id == bindparam("article_id"))
_VERSIONS = select(version).where(version.c.article_id == bindparam("article_id")).order_by(version.c.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """The first version of an article at which its record does not hold; number 0 for the article itself."""

    article_id: int
    number: int
    what: str


def verify(connection: Connection, article_id: int | None) -> Iterator[BrokenLink]:
    """Yield the first broken link of each article, or of one; nothing where all holds."""
    heads = connection.execute(
        _HEADS if article_id is None else _HEAD, {"article_id": article_id} if article_id else {}
    )
    for head in heads.all():
        broken = _first_broken(connection, head)
        if broken is not None:
            yield broken


def _first_broken(connection: Connection, head: AnyRow) -> BrokenLink | None:
    previous, count = GENESIS, 0
    for count, row in enumerate(connection.execute(_VERSIONS, {"article_id": head.id}), start=1):
        what = _what_is_wrong(connection, row, number=count, previous=previous)
        if what:
            return BrokenLink(article_id=head.id, number=count, what=what)
        previous = row.chain_hash
    if count != head.versions:
        return BrokenLink(
            article_id=head.id, number=count, what=f"{head.versions} versions were kept, {count} are left"
        )
    if count and previous != head.chain_hash:
        return BrokenLink(article_id=head.id, number=count, what="the chain does not end in the hash it should")
    return None


def _what_is_wrong(connection: Connection, row: AnyRow, *, number: int, previous: str) -> str:
    if row.number != number:
        return f"version {number} is missing"
    try:
        return _wrong_hash(connection, row, previous)
    except StoreDamagedError as error:
        return str(error)


def _wrong_hash(connection: Connection, row: AnyRow, previous: str) -> str:
    story = decoded(Story, read_link(connection, row.story_blob).raw)
    capture = decoded(Capture, read_link(connection, row.capture_blob).raw)
    checks = {
        "the bytes": row.body_blob is None or sha256(read_link(connection, row.body_blob).raw) == row.body_sha256,
        "the text": sha256(text_fields(story)) == row.text_sha256,
        "the headers": sha256(canonical(capture.headers)) == row.headers_sha256,
        "its circumstances": row.capture_sha256 in (None, sha256(read_link(connection, row.capture_blob).raw)),
        "the chain": chain_hash(previous, row._asdict()) == row.chain_hash,
    }
    broken = [name for name, holds in checks.items() if not holds]
    return f"the hash of {' and '.join(broken)} is not the one it was written with" if broken else ""
