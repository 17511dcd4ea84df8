"""What is shown of versions beside their hashes, compared with the stories and captures that are hashed.

Rows repeat words of a story so that lists and searches are quick; readings made anew stand beside the chain. Whoever
writes over one of them must not be believed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, func, select

from tracker.edges.blobs import sha256
from tracker.edges.store.columns import folded, storable
from tracker.edges.store.forgetting import versions_of
from tracker.edges.store.loose_stories import unpacked_story
from tracker.edges.store.passages import indexes, told_of
from tracker.edges.store.readable import unreadable
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import address, visit
from tracker.edges.store.schema_beside import rereading
from tracker.edges.store.schema_search import passage
from tracker.edges.store.search_words import separated
from tracker.errors import StoreDamagedError
from tracker.model import Capture, Story

_REREADINGS = (
    select(rereading.c.number, rereading.c.story)
    .where(rereading.c.article_id == bindparam("article_id"))
    .order_by(rereading.c.number)
)
_PASSAGES = select(passage).where(passage.c.article_id == bindparam("article_id")).order_by(passage.c.id)
_ADDRESSES = select(address.c.url).where(address.c.article_id == bindparam("article_id"))
_LAST_LOOK = select(func.max(visit.c.ended)).where(visit.c.article_id == bindparam("article_id"))


def what_differs(row: AnyRow, story: Story, capture: Capture) -> list[str]:
    """Give what a version's row says otherwise than its story and its capture."""
    kept = {
        "headline": storable(story.headline),
        "published": story.published,
        "modified": story.modified,
        "url": storable(capture.url),
        "status_line": storable(capture.status_line),
        "first_seen": capture.ended,
        # Captures of older trackers do not say who made them.
        "program": capture.program or row.program,
    }
    return [name.replace("_", " ") for name, value in kept.items() if getattr(row, name) != value]


@dataclass(slots=True, kw_only=True)
class Shown:
    """What the versions of one article say by their proven stories, gathered while its chain is walked.

    Attributes:
        rows: by number, of all versions; `proven` the numbers of those whose story is there.
        standing: by a passage's digest, the numbers of the proven versions that it stands in; `words` how it is kept.
        kinds: by version and digest.
    """

    rows: dict[int, AnyRow] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)
    standing: dict[int, set[int]] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)

    def take(self, row: AnyRow, story: Story | None) -> None:
        """Take in a version that holds; None where its words were redacted."""
        self.rows[row.number] = row
        if story is None:
            return
        self.proven.add(row.number)
        for digest, (kind, words) in told_of(story).items():
            standing = self.standing.setdefault(digest, set())
            if not standing:
                self.words[digest] = storable(separated(words))
            standing.add(row.number)
            self.kinds[row.number, digest] = kind


def faults(connection: Connection, head: AnyRow, shown: Shown) -> Iterator[str]:
    """Yield what is shown of an article and is not what its proven versions say."""
    yield from unreadable(connection, head.id, shown.rows)
    yield from _wrong_article(connection, head, shown)
    yield from _wrong_rereadings(connection, head, shown)
    if head.indexed and indexes(connection):
        yield from _wrong_passages(connection, head, shown)


def _wrong_article(connection: Connection, head: AnyRow, shown: Shown) -> Iterator[str]:
    if not head.versions:
        return
    headline = _headline(head, shown)
    if (head.headline, head.headline_folded) != (headline, folded(headline)):
        yield "the headline it is listed by is not that of its newest version"
    yield from _wrong_address(connection, head)
    last_look = connection.execute(_LAST_LOOK, {"article_id": head.id}).scalar()
    if head.last_good is not None and (last_look is None or head.last_good > last_look):
        yield "its newest version is said to have been seen after the last look"


def _wrong_address(connection: Connection, head: AnyRow) -> Iterator[str]:
    if head.url not in connection.execute(_ADDRESSES, {"article_id": head.id}).scalars().all():
        yield "the address it is listed under is none that it was ever known by"


def _headline(head: AnyRow, shown: Shown) -> str:
    newest = max(shown.proven, default=0)
    if not newest:
        return ""
    row = shown.rows[newest]
    return str(row.headline or (row.url if newest == head.versions else ""))


def _wrong_rereadings(connection: Connection, head: AnyRow, shown: Shown) -> Iterator[str]:
    bound = {number - 1: row.reread_sha256 for number, row in shown.rows.items() if row.reread_sha256 is not None}
    for number, packed in connection.execute(_REREADINGS, {"article_id": head.id}):
        told = bound.pop(number, None)
        if told is None:
            yield f"version {number} is said to have been read anew, and version {number + 1} knows nothing of it"
        elif not isinstance(packed, bytes) or sha256(packed) != told or not _reads(packed):
            yield f"version {number} as it was read anew is not what it was compared as"
    gone = sorted(number for number in bound if number in shown.proven)
    yield from (f"version {number} as it was read anew is gone" for number in gone)


def _reads(packed: bytes) -> bool:
    try:
        unpacked_story(packed)
    except StoreDamagedError:
        return False
    return True


def _wrong_passages(connection: Connection, head: AnyRow, shown: Shown) -> Iterator[str]:
    counted = {number for number in shown.proven if number <= head.indexed}
    missing = {digest for digest, numbers in shown.standing.items() if numbers & counted}
    for row in connection.execute(_PASSAGES, {"article_id": head.id}):
        missing.discard(row.digest)
        what = _wrong_passage(row, shown, counted, newest=head.indexed)
        if what:
            yield f"passage {row.id}, which searches find, {what}"
            return
    if missing:
        first = min(min(shown.standing[digest]) for digest in missing)
        yield f"a passage of version {first} is not among those that searches find"


def _wrong_passage(row: AnyRow, shown: Shown, counted: Collection[int], *, newest: int) -> str:
    stood = shown.standing.get(row.digest, set()) & set(counted)
    if set(versions_of(row, newest=newest)) & set(counted) != stood or not stood:
        return "is not said to stand in the versions that it stands in"
    if row.text != shown.words[row.digest]:
        return "has not the words of its versions"
    first = shown.rows.get(row.first)
    if first is None or row.first_seen != first.first_seen:
        return "is said to have been seen first at another time"
    return "" if shown.kinds.get((row.first, row.digest), row.kind) == row.kind else "is of another kind"
