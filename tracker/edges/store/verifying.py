"""Every blob re-read, every hash made again, every chain walked: does the record still say what it was given?

What was pruned or redacted is a fact and no fault, as long as a tombstone in the chain says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from tracker.edges.blobs import sha256
from tracker.edges.store.chains import read_link
from tracker.edges.store.encoding import canonical, decoded, text_fields
from tracker.edges.store.evidence import GENESIS, chain_hash
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, blob, version
from tracker.edges.store.shown import Shown, faults, what_differs
from tracker.edges.store.tombstones import read_tombstones, tombstone_hash
from tracker.errors import StoreDamagedError
from tracker.model import Capture, Kept, Story, Tombstone

_READ = ("id", "url", "versions", "chain_hash", "headline", "headline_folded", "indexed", "last_good")
_HEADS = select(*(article.c[name] for name in _READ)).order_by(article.c.id)
_HEAD = _HEADS.where(article.c.id == bindparam("article_id"))
_BOUND = ("number", "after", "reason", "written", "previous")
_VERSIONS = select(version).where(version.c.article_id == bindparam("article_id")).order_by(version.c.number)

_NAMES = ("body_blob", "story_blob", "capture_blob")
_BLOBS = (
    select(blob.c.id, blob.c.base, blob.c.size)
    .join(version, blob.c.id.in_([version.c[name] for name in _NAMES]))
    .where(version.c.article_id == bindparam("article_id"))
)
_LOOPED = select(func.min(blob.c.id)).where(blob.c.base >= blob.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLink:
    """The first version of an article at which its record does not hold; number 0 for the article itself.

    `beside`: its versions hold; what is shown of them elsewhere does not.
    """

    article_id: int
    number: int
    what: str
    beside: bool = False


def verify(connection: Connection, article_id: int | None) -> Iterator[BrokenLink]:
    """Yield the first broken link of each article, or of one; nothing where all holds."""
    heads = connection.execute(
        _HEADS if article_id is None else _HEAD, {"article_id": article_id} if article_id else {}
    )
    for head in heads.all():
        broken = _first_broken(connection, head)
        if broken is not None:
            yield broken


def looped_blob(connection: Connection) -> int | None:
    """Give a blob that is said to be built on itself or on a later one, which would be walked for ever; else None."""
    found = connection.execute(_LOOPED).scalar()
    return None if found is None else int(found)


def _first_broken(connection: Connection, head: AnyRow) -> BrokenLink | None:
    stones = read_tombstones(connection, head.id)
    broken, previous = _over_tombstones(head.id, stones, 0, GENESIS)
    blobs = {row.id: row for row in connection.execute(_BLOBS, {"article_id": head.id})}
    count, seen = 0, Shown()
    for count, row in enumerate(connection.execute(_VERSIONS, {"article_id": head.id}), start=1):
        if broken is not None:
            return broken
        what = _wrong_blobs(row, blobs) or _what_is_wrong(
            connection, row, stones, seen, blobs, number=count, previous=previous
        )
        if what:
            return BrokenLink(article_id=head.id, number=count, what=what)
        broken, previous = _over_tombstones(head.id, stones, count, row.chain_hash)
    return broken or _wrong_end(head, stones, count, previous) or _wrong_beside(connection, head, seen)


def _wrong_beside(connection: Connection, head: AnyRow, seen: Shown) -> BrokenLink | None:
    found = list(faults(connection, head, seen))
    return BrokenLink(article_id=head.id, number=0, what="; ".join(found), beside=True) if found else None


def _wrong_end(head: AnyRow, stones: list[Tombstone], count: int, previous: str) -> BrokenLink | None:
    if count != head.versions:
        what = f"{head.versions} versions were kept, {count} are left"
    elif any(stone.after > count for stone in stones):
        what = "a tombstone stands behind a version that is not there"
    elif (count or stones) and previous != head.chain_hash:
        what = "the chain does not end in the hash it should"
    else:
        return None
    return BrokenLink(article_id=head.id, number=count, what=what)


def _over_tombstones(
    article_id: int, stones: list[Tombstone], after: int, previous: str
) -> tuple[BrokenLink | None, str]:
    """Walk the tombstones behind a version; gives the chain's hash behind them."""
    for stone in stones:
        if stone.after != after:
            continue
        made = tombstone_hash({name: getattr(stone, name) for name in _BOUND} | {"what": stone.what.value})
        if stone.previous != previous or made != stone.chain_hash:
            what = f"the hash of a tombstone behind version {after} is not the one it was written with"
            return BrokenLink(article_id=article_id, number=after, what=what), previous
        previous = stone.chain_hash
    return None, previous


def _wrong_blobs(row: AnyRow, blobs: Mapping[int, AnyRow]) -> str:
    """Say what is wrong with a version's blobs before they are read: a chain that leads back never ends."""
    found = [blobs[one] for name in _NAMES if (one := getattr(row, name)) in blobs]
    looped = [one.id for one in found if one.base is not None and one.base >= one.id]
    return f"blob {looped[0]} is said to be built on one that came after it" if looped else ""


def _wrong_size(row: AnyRow, raws: Mapping[str, bytes], blobs: Mapping[int, AnyRow]) -> str:
    wrong = [name for name, raw in raws.items() if blobs[getattr(row, name)].size != len(raw)]
    return f"blob {getattr(row, wrong[0])} is not as large as it is said to be" if wrong else ""


def _what_is_wrong(
    connection: Connection,
    row: AnyRow,
    stones: list[Tombstone],
    seen: Shown,
    blobs: Mapping[int, AnyRow],
    *,
    number: int,
    previous: str,
) -> str:
    if row.number != number:
        return f"version {number} is missing"
    what = {stone.what for stone in stones if stone.covers(number)}
    if Kept.REDACTED in what:
        seen.take(row, None)
        return _wrong_redaction(row, previous)
    try:
        raws = _raws(connection, row, pruned=Kept.PRUNED in what)
        return _wrong_hash(row, raws, seen, previous) or _wrong_size(row, raws, blobs)
    except StoreDamagedError as error:
        return str(error)


def _wrong_redaction(row: AnyRow, previous: str) -> str:
    if row.headline or any(blob is not None for blob in (row.body_blob, row.story_blob, row.capture_blob)):
        return "it was redacted, and its words are there"
    return _told([] if chain_hash(previous, row._asdict()) == row.chain_hash else ["the chain"])


def _raws(connection: Connection, row: AnyRow, *, pruned: bool) -> dict[str, bytes]:
    if row.story_blob is None or row.capture_blob is None or (row.body_blob is None and not pruned):
        raise StoreDamagedError("words of it are gone, and no tombstone says why")
    kept = [name for name in ("story_blob", "capture_blob", "body_blob") if getattr(row, name) is not None]
    return {name: read_link(connection, getattr(row, name)).raw for name in kept}


def _wrong_hash(row: AnyRow, raws: Mapping[str, bytes], seen: Shown, previous: str) -> str:
    stored, asked = raws["story_blob"], raws["capture_blob"]
    story, capture = decoded(Story, stored), decoded(Capture, asked)
    checks = {
        "the bytes": row.body_blob is None or sha256(raws["body_blob"]) == row.body_sha256,
        "the text": sha256(text_fields(story)) == row.text_sha256,
        "the headers": sha256(canonical(capture.headers)) == row.headers_sha256,
        "its circumstances": row.capture_sha256 in (None, sha256(asked)),
        "the story": sha256(stored) == row.story_sha256,
        "the chain": chain_hash(previous, row._asdict()) == row.chain_hash,
    }
    broken = [name for name, holds in checks.items() if not holds]
    differs = [] if broken else what_differs(row, story, capture)
    if differs:
        return f"its row gives another {' and '.join(differs)} than the story and the answer that are hashed"
    seen.take(row, story)
    return _told(broken)


def _told(broken: list[str]) -> str:
    return f"the hash of {' and '.join(broken)} is not the one it was written with" if broken else ""
