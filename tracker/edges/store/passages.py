"""The passages of an article: each paragraph, headline, standfirst, byline, caption and note once, with its versions.

Written in a version's own transaction, so that the index never says what is not kept. What an older tracker kept is
indexed later, version by version in their order, by whoever may write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

from sqlalchemy import Connection, bindparam, func, select, text, update

from tracker.edges.store.claims import article_row, read_story
from tracker.edges.store.columns import Moment, Words
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, version
from tracker.edges.store.schema_search import WORDS, can_index, passage
from tracker.edges.store.search_words import separated
from tracker.edges.store.steps import step
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.model import Story

_STANDING = Prepared(
    select(passage.c.id, passage.c.digest).where(
        passage.c.article_id == bindparam("of_article"), passage.c.last.is_(None)
    )
)
_END = Prepared(update(passage).where(passage.c.id == bindparam("of_passage")).values(last=bindparam("new_last")))
# What stood in an earlier version is taken up again, and the versions between are noted as a gap.
_ADD = Prepared(
    text(
        "INSERT INTO passage (article_id, digest, kind, first, first_seen, text) "
        "VALUES (:article_id, :digest, :kind, :first, :first_seen, :text) "
        "ON CONFLICT (article_id, digest) DO UPDATE SET last = NULL, "
        "gaps = coalesce(passage.gaps || ' ', '') || (passage.last + 1) || '-' || (excluded.first - 1)"
    ).bindparams(bindparam("first_seen", type_=Moment()), bindparam("text", type_=Words()))
)
_ADD_WORDS = Prepared(
    text(
        "INSERT INTO passage_words (rowid, text) "
        "SELECT id, text FROM passage WHERE article_id = :article_id AND last IS NULL AND first = :first"
    )
)

_BEHIND = (
    select(article.c.id, article.c.versions, article.c.indexed)
    .where(article.c.versions > article.c.indexed)
    .order_by(article.c.id.desc())
)
_COUNT_BEHIND = select(func.coalesce(func.sum(article.c.versions - article.c.indexed), 0))
_FIRST_SEEN = select(version.c.first_seen).where(
    version.c.article_id == bindparam("of_article"), version.c.number == bindparam("of_number")
)
_NOTE = update(article).where(article.c.id == bindparam("of_article")).values(indexed=bindparam("new_indexed"))

_INDEXED = "passages_are_indexed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unindexed:
    """A version whose passages are not known yet; `story` None: its text does not read back, or is gone."""

    article_id: int
    number: int
    first_seen: datetime
    story: Story | None


def indexes(connection: Connection) -> bool:
    """Whether the record has an index of words, which it lacks where its database has no FTS5."""
    known = connection.info.get(_INDEXED)
    if known is None:
        known = connection.info[_INDEXED] = can_index(connection) and connection.dialect.has_table(connection, WORDS)
    return bool(known)


def index_version(connection: Connection, row: AnyRow, number: int, story: Story | None, seen: datetime) -> int:
    """Write down which passages came and went with a version, in the transaction of the version.

    Nothing is written where the version before it is not indexed yet: those are taken in their order, later.

    Args:
        row: of the article: its id, and up to which version it is indexed.
        story: None stands for one that cannot be read: nothing stood in it.

    Returns:
        Up to which version the article is indexed now.
    """
    known = int(row.indexed)
    if known != number - 1 or not indexes(connection):
        return known
    with step("passages"):
        told = told_of(story) if story else {}
        standing = _ended(connection, row.id, number, told) if known else set()
        # In most versions nearly all stands as it stood.
        if not told.keys() <= standing:
            fresh = {digest: one for digest, one in told.items() if digest not in standing}
            _add(connection, row.id, number, fresh, seen)
    return number


def passages_of(story: Story) -> Iterator[tuple[str, str]]:
    """Give what is searched of a story in reading order: kind and text. Lines of the site's are left out."""
    yield from [(kind, words) for kind, words in _head(story) if words]
    yield from [(block.kind._value_, block.text) for block in story.blocks if not block.site]
    yield from [("entry", entry.headline) for entry in story.entries if entry.headline]


def _head(story: Story) -> tuple[tuple[str, str], ...]:
    return ("headline", story.headline), ("dek", story.dek), ("byline", story.byline)


def told_of(story: Story) -> dict[int, tuple[str, str]]:
    """Give the passages of a story, kind and text, by the digests that they are known by."""
    return {digest_of(words): (kind, words) for kind, words in passages_of(story)}


@lru_cache(maxsize=4096)
def digest_of(words: str) -> int:
    """Give the number by which a passage is known again among those of its article."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _ended(connection: Connection, article_id: int, number: int, told: Iterable[int]) -> set[int]:
    """End what stood until now and is not told any more; gives the digests of all that stood."""
    keys, digests = _STANDING.columns(connection, {"of_article": article_id}) or ((), ())
    standing = dict(zip(digests, keys, strict=True))
    gone = standing.keys() - told
    _END.run_many(connection, [{"of_passage": standing[digest], "new_last": number - 1} for digest in sorted(gone)])
    return set(standing)


def _add(
    connection: Connection, article_id: int, number: int, fresh: Mapping[int, tuple[str, str]], seen: datetime
) -> None:
    shared = {"article_id": article_id, "first": number, "first_seen": seen}
    rows = [
        shared | {"digest": digest, "kind": kind, "text": separated(words)} for digest, (kind, words) in fresh.items()
    ]
    _ADD.run_many(connection, rows)
    _ADD_WORDS.run(connection, shared)


def unindexed_count(connection: Connection) -> int:
    """Give how many versions are not indexed yet."""
    return int(connection.execute(_COUNT_BEHIND).scalar_one()) if indexes(connection) else 0


def read_unindexed(connection: Connection, *, limit: int) -> list[Unindexed]:
    """Give up to `limit` versions that are not indexed yet, of the youngest articles first, each article's in order."""
    found: list[Unindexed] = []
    if not indexes(connection):
        return found
    for row in connection.execute(_BEHIND.limit(limit)).all():
        last = min(row.versions, row.indexed + limit - len(found))
        found += [_read(connection, row, number) for number in range(row.indexed + 1, last + 1)]
    return found


def _read(connection: Connection, row: AnyRow, number: int) -> Unindexed:
    seen = connection.execute(_FIRST_SEEN, {"of_article": row.id, "of_number": number}).scalar_one()
    try:
        story = read_story(connection, row.id, number)
    except (NotFoundError, StoreDamagedError):
        story = None
    return Unindexed(article_id=row.id, number=number, first_seen=seen, story=story)


def index_older(connection: Connection, versions: Collection[Unindexed]) -> None:
    """Index versions that were read by `read_unindexed`; one that somebody indexed meanwhile is passed over."""
    for one in versions:
        row = article_row(connection, one.article_id)
        indexed = index_version(connection, row, one.number, one.story, one.first_seen)
        if indexed != row.indexed:
            with step("indexed"):
                connection.execute(_NOTE, {"of_article": one.article_id, "new_indexed": indexed})
