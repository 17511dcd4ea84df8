"""The text of versions searched by its words: the newest passages first, with the times between which they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping, TextClause, bindparam, select, text

from tracker.edges.store.columns import Moment
from tracker.edges.store.forgetting import gaps_of
from tracker.edges.store.passages import indexes
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, host, version
from tracker.edges.store.schema_search import passage
from tracker.edges.store.search_words import CLOSES, OPENS, SEPARATOR, expression
from tracker.errors import StoreError
from tracker.model import Passage, Question, SearchResult

_MARKS = re.compile(f"[{OPENS}{CLOSES}]")
# The index first, then each passage it names by its key: never the other way round.
_MATCHING = (
    "FROM passage_words CROSS JOIN passage ON passage.id = passage_words.rowid "
    "JOIN article ON article.id = passage.article_id JOIN host ON host.id = article.host_id "
    "WHERE passage_words MATCH :words"
)
_NEWEST_FIRST = " ORDER BY passage.first_seen DESC, passage.id LIMIT :limit"
_MARKED = text(
    "SELECT highlight(passage_words, 0, :opens, :closes) FROM passage_words "
    "WHERE passage_words MATCH :words AND rowid = :id"
)
_PASSAGE = (
    select(passage, article.c.url, article.c.headline, host.c.name.label("host"))
    .join(article, article.c.id == passage.c.article_id)
    .join(host, host.c.id == article.c.host_id)
    .where(passage.c.id == bindparam("of_passage"))
)
_BETWEEN = select(version.c.last_seen_old, version.c.first_seen).where(
    version.c.article_id == bindparam("of_article"), version.c.number == bindparam("of_number")
)
_WITHIN = {
    "since": "passage.first_seen >= :since",
    "article_id": "passage.article_id = :article_id",
    # The site itself, at any port, and what stands below it.
    "site": (
        "(host.name = :site OR host.name LIKE :port ESCAPE '!' OR host.name LIKE :below ESCAPE '!' "
        "OR host.name LIKE :below_at_port ESCAPE '!')"
    ),
    "gone": "passage.last IS NOT NULL",
}


def search(connection: Connection, asked: Question) -> SearchResult:
    """Give the passages that a question is answered by.

    Raises:
        UsageError: there is no word in it, or too many.
        StoreError: the database of this record has no index of words.
    """
    words = expression(asked.words)
    if not indexes(connection):
        raise StoreError(
            "this record has no index of words: its database has no FTS5; use a Python whose SQLite has it, then search"
        )
    within = _within(asked)
    values = _values(asked) | {"words": words}
    where = " AND ".join(["", *(_WITHIN[name] for name in within)])
    keys = connection.execute(_query("SELECT passage.id " + _MATCHING + where + _NEWEST_FIRST), values).scalars().all()
    count = len(keys)
    if count == asked.limit:
        count = connection.execute(_query("SELECT count(*) " + _MATCHING + where), values).scalar_one()
    return SearchResult(passages=tuple(_found(connection, key, words) for key in keys), count=count)


def _query(written: str) -> TextClause:
    return text(written).bindparams(*([bindparam("since", type_=Moment())] if ":since" in written else []))


def _within(asked: Question) -> tuple[str, ...]:
    return tuple(name for name in _WITHIN if getattr(asked, name) not in (None, "", False))


def _values(asked: Question) -> dict[str, object]:
    site = re.sub(r"([!%_])", r"!\1", asked.site)
    sites = {"site": asked.site, "port": f"{site}:%", "below": f"%.{site}", "below_at_port": f"%.{site}:%"}
    limit = asked.limit if asked.limit > 0 else -1
    return sites | {"since": asked.since, "article_id": asked.article_id, "limit": limit}


def _found(connection: Connection, key: int, words: str) -> Passage:
    row = connection.execute(_PASSAGE, {"of_passage": key}).one()
    marked = connection.execute(_MARKED, {"opens": OPENS, "closes": CLOSES, "words": words, "id": key}).scalar_one()
    told, matches = unmarked(marked)
    came = _between(connection, row, row.first)
    left = _between(connection, row, row.last + 1) if row.last else None
    return Passage(
        article_id=row.article_id,
        url=row.url,
        host=row.host,
        headline=row.headline,
        kind=row.kind,
        text=told,
        matches=matches,
        first=row.first,
        last=row.last,
        gaps=gaps_of(row),
        came_after=came["last_seen_old"] if came else None,
        came_by=row.first_seen,
        left_after=left["last_seen_old"] if left else None,
        left_by=left["first_seen"] if left else None,
    )


def _between(connection: Connection, row: AnyRow, number: int) -> RowMapping | None:
    """Give between which two looks a version came; None where its row is gone."""
    return connection.execute(_BETWEEN, {"of_article": row.article_id, "of_number": number}).mappings().first()


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Part a text from the marks around its matches; gives it as it stood on the page, and where they are in it."""
    parts = _MARKS.split(marked.replace(SEPARATOR, ""))
    return "".join(parts), tuple(_spans(parts))


def _spans(parts: list[str]) -> Iterator[tuple[int, int]]:
    # Every second part stands between an opening and a closing mark.
    at = 0
    for number, part in enumerate(parts):
        if number % 2:
            yield at, at + len(part)
        at += len(part)
