"""Text that must be forgotten, taken out of what is searched: the passages, and every trace of their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, bindparam, delete, select, text

from tracker.edges.store.passages import indexes
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, version
from tracker.edges.store.schema_search import passage
from tracker.edges.store.steps import step

_PASSAGES = select(passage).where(passage.c.article_id == bindparam("of_article"))
_NEWEST = select(article.c.indexed).where(article.c.id == bindparam("of_article"))
_WORDLESS = select(version.c.number).where(
    version.c.article_id == bindparam("of_article"), version.c.story_blob.is_(None)
)
_FORGET = delete(passage).where(passage.c.id == bindparam("of_passage"))
# The index keeps no text of its own, and is told which words a passage had.
_FORGET_WORDS = text("INSERT INTO passage_words(passage_words, rowid, text) VALUES ('delete', :id, :text)")
# What is deleted is only marked as such until its segment is merged: all are, so that no word stays.
_MERGE = text("INSERT INTO passage_words(passage_words) VALUES ('optimize')")


def forget_text(connection: Connection, article_id: int, numbers: Collection[int] | None) -> int:
    """Forget every passage that stood in no other versions than these; gives how many were forgotten.

    None of their words stays in the index. The pages they were on are free, and hold them still until the database is
    vacuumed or overwrites what it frees (`PRAGMA secure_delete`). Which versions are indexed stays known: what is
    forgotten does not come back by being indexed anew.

    Args:
        numbers: of the versions; None: all there are.
    """
    newest = connection.execute(_NEWEST, {"of_article": article_id}).scalar() or 0
    # What stood in versions that were redacted before, one by one, is to go with the last of them.
    gone = {*(numbers or ()), *connection.execute(_WORDLESS, {"of_article": article_id}).scalars()}
    rows = connection.execute(_PASSAGES, {"of_article": article_id}).all()
    lost = [row for row in rows if numbers is None or set(versions_of(row, newest=newest)) <= gone]
    if not lost:
        return 0
    with step("forget"):
        if indexes(connection):
            connection.execute(_FORGET_WORDS, [{"id": row.id, "text": row.text} for row in lost])
            connection.execute(_MERGE)
        connection.execute(_FORGET, [{"of_passage": row.id} for row in lost])
    return len(lost)


def versions_of(row: AnyRow, *, newest: int) -> Iterator[int]:
    """Give the numbers of all versions that a passage stood in."""
    gone = {number for first, last in gaps_of(row) for number in range(first, last + 1)}
    return (number for number in range(row.first, (row.last or newest) + 1) if number not in gone)


def gaps_of(row: AnyRow) -> tuple[tuple[int, int], ...]:
    """Give the runs of versions between a passage's first and last in which it did not stand."""
    runs = (run.split("-") for run in (row.gaps or "").split())
    return tuple((int(first), int(last)) for first, last in runs)
