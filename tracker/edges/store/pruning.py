"""Raw pages dropped by age: texts, hashes and chain stay, and the chain says what went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, select, update

from tracker.edges.store import claims
from tracker.edges.store.rebasing import drop_blobs
from tracker.edges.store.schema import article, blob, version
from tracker.edges.store.steps import step
from tracker.edges.store.tombstones import bury
from tracker.model import ArticleState, Kept

AT_ONCE = 100
"""So many pages of an article go in one transaction: the writer is never held for long."""


def _is_old() -> ColumnElement[bool]:
    kept = case(
        (article.c.state == ArticleState.RETIRED.value, bindparam("keep_retired")), else_=bindparam("keep_watched")
    )
    return (version.c.first_seen < bindparam("before")) & (version.c.number <= article.c.versions - kept)


_PRUNABLE = (
    select(version.c.article_id, func.count().label("pages"), func.sum(func.length(blob.c.data)).label("bytes"))
    .join(article, article.c.id == version.c.article_id)
    .join(blob, blob.c.id == version.c.body_blob)
    .where(_is_old())
    .group_by(version.c.article_id)
    .order_by(version.c.article_id)
)
_NEXT = (
    select(version.c.id, version.c.number, version.c.body_blob)
    .join(article, article.c.id == version.c.article_id)
    .where(_is_old(), version.c.article_id == bindparam("of_article"), version.c.body_blob.is_not(None))
    .order_by(version.c.number)
    .limit(AT_ONCE)
)
_FORGET_BODY = update(version).where(version.c.id == bindparam("version_id")).values(body_blob=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Which raw pages go: those of versions first seen `before` a moment, but for the newest `keep` of an article.

    Attributes:
        keep: None keeps one of each article that is watched: a page that is laid out anew is compared with it.
        reason: in words, for the tombstone.
    """

    before: datetime
    reason: str
    keep: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Raw pages of one article, and the bytes they take packed."""

    article_id: int
    pages: int
    freed: int


def prunable(connection: Connection, age: Age, articles: Collection[int]) -> list[Pages]:
    """Give how many pages are old, by article; of some articles, or of all where none is named."""
    rows = connection.execute(_PRUNABLE, _bounds(age)).all()
    found = [Pages(article_id=row.article_id, pages=row.pages, freed=int(row.bytes)) for row in rows]
    return [pages for pages in found if not articles or pages.article_id in articles]


def prune_some(connection: Connection, article_id: int, age: Age, *, now: datetime) -> Pages:
    """Drop up to `AT_ONCE` of an article's old pages, oldest first; none are left once it gives 0.

    Raises:
        NotFoundError: no such article.
        StoreDamagedError: a page that stays does not read back; nothing was dropped.
    """
    row = claims.article_row(connection, article_id)
    found = connection.execute(_NEXT, _bounds(age) | {"of_article": article_id}).all()
    if not found:
        return Pages(article_id=article_id, pages=0, freed=0)
    numbers = [one.number for one in found]
    bury(connection, row, numbers, what=Kept.PRUNED, reason=age.reason, now=now, complete=True)
    with step("forget_body"):
        connection.execute(_FORGET_BODY, [{"version_id": one.id} for one in found])
    freed = drop_blobs(connection, article_id, {one.body_blob for one in found})
    return Pages(article_id=article_id, pages=len(found), freed=freed)


def _bounds(age: Age) -> dict[str, object]:
    watched = 1 if age.keep is None else max(age.keep, 1)
    return {"before": age.before, "keep_watched": watched, "keep_retired": age.keep or 0}
