"""What holds words of an article beside its versions, and how each is cleared when they are redacted.

`STEPS` is the list. Whoever gives the record another table that holds words of a page adds its step here; what holds
them in files has its step in `tracker/app/clearing.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import BindParameter, Connection, bindparam, delete, or_, select, update

from tracker.edges.store import watches
from tracker.edges.store.columns import folded
from tracker.edges.store.forgetting import forget_text
from tracker.edges.store.outbox import withdraw
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import address, alert, article, reading, thread, version
from tracker.edges.store.schema_beside import event, held, rereading, struck
from tracker.edges.store.schema_sources import candidate
from tracker.model import ArticleState, EventKind

WITHDRAWN = "redacted"
"""What stands in place of the words of a notice, and is told of an alert that was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What was taken out: versions of an article whose rows hold no blob any more.

    Attributes:
        row: the article's, as it stood before.
        everything: all versions are, and the watch ends.
        newest: the newest version is among them.
    """

    row: AnyRow
    numbers: frozenset[int]
    everything: bool
    newest: bool


Step: TypeAlias = Callable[[Connection, Cleared], None]

_OF_ARTICLE: BindParameter[int] = bindparam("of_article")
_NUMBERS: BindParameter[list[int]] = bindparam("numbers", expanding=True)
_HEADLINES = (
    update(version).where(version.c.article_id == _OF_ARTICLE, version.c.number.in_(_NUMBERS)).values(headline="")
)
_LATEST_HEADLINE = (
    select(version.c.headline)
    .where(version.c.article_id == bindparam("article_id"), version.c.story_blob.is_not(None))
    .order_by(version.c.number.desc())
    .limit(1)
)
_TITLE = (
    update(article)
    .where(article.c.id == _OF_ARTICLE)
    .values(headline=bindparam("words"), headline_folded=bindparam("in_lower_case"))
)
# Nothing that was seen may vouch for words that are not kept any more.
_STATE = (
    update(article)
    .where(article.c.id == _OF_ARTICLE)
    .values(
        marker=None,
        baseline=None,
        body_sha256=None,
        etag=None,
        last_modified=None,
    )
)
_END_WATCH = (
    update(article)
    .where(article.c.id == _OF_ARTICLE)
    .values(state=ArticleState.RETIRED.value, next_look=None, why="redacted by you")
)
_REREADINGS = delete(rereading).where(rereading.c.article_id == _OF_ARTICLE, rereading.c.number.in_(_NUMBERS))
_HELD = delete(held).where(held.c.article_id == _OF_ARTICLE)
_STRUCK = delete(struck).where(struck.c.article_id == _OF_ARTICLE)
_TEASER = update(reading).where(reading.c.article_id == _OF_ARTICLE).values(teaser="")
_READING = delete(reading).where(reading.c.article_id == _OF_ARTICLE)
_NOTICES = (
    update(event)
    .where(event.c.article_id == _OF_ARTICLE, event.c.kind == EventKind.NOTICE.value)
    .values(reason=WITHDRAWN)
)
_SUBJECTS = update(thread).where(thread.c.article_id == _OF_ARTICLE).values(subject=bindparam("words"))
_DETAILS = (
    update(alert)
    .where(alert.c.article_id == _OF_ARTICLE, alert.c.version.in_(_NUMBERS), alert.c.detail != "")
    .values(detail=WITHDRAWN)
)
_CANDIDATES = (
    update(candidate)
    .where(
        or_(
            candidate.c.url == bindparam("of_url"),
            candidate.c.url.in_(select(address.c.url).where(address.c.article_id == _OF_ARTICLE)),
        )
    )
    .values(headline="")
)


def headlines(connection: Connection, cleared: Cleared) -> None:
    """Clear the headlines of versions; the article, its threads and its log go by the newest that is left."""
    key = {"of_article": cleared.row.id}
    connection.execute(_HEADLINES, key | _numbers(cleared))
    left = str(connection.execute(_LATEST_HEADLINE, {"article_id": cleared.row.id}).scalar() or "")
    if cleared.newest:
        connection.execute(_TITLE, key | {"words": left, "in_lower_case": folded(left)})
    connection.execute(_SUBJECTS, key | {"words": left or cleared.row.url})
    connection.execute(_CANDIDATES, key | {"of_url": cleared.row.url})


def looks(connection: Connection, cleared: Cleared) -> None:
    """Clear what is remembered for the next look: where the text stands, what is held, what killed its reader."""
    key = {"of_article": cleared.row.id}
    if cleared.newest:
        connection.execute(_STATE, key)
        connection.execute(_READING, key)
    else:
        # The page is read anew at the next look and compared with the newest version, which stays.
        watches.forget_reading(connection, cleared.row.id)
        connection.execute(_TEASER, key)
    for statement in (_HELD, _STRUCK):
        connection.execute(statement, key)
    if cleared.everything:
        connection.execute(_END_WATCH, key)


def stories(connection: Connection, cleared: Cleared) -> None:
    """Clear the versions as later readers read them, and the words of notices that came and went."""
    connection.execute(_REREADINGS, {"of_article": cleared.row.id} | _numbers(cleared))
    connection.execute(_NOTICES, {"of_article": cleared.row.id})


def owed(connection: Connection, cleared: Cleared) -> None:
    """Withdraw the alerts of versions that were not sent yet, and clear the words that told of them."""
    withdraw(connection, cleared.row.id, cleared.numbers, why=WITHDRAWN)
    connection.execute(_DETAILS, {"of_article": cleared.row.id} | _numbers(cleared))


def searched(connection: Connection, cleared: Cleared) -> None:
    """Forget the passages that stood in no other version."""
    forget_text(connection, cleared.row.id, None if cleared.everything else cleared.numbers)


STEPS: tuple[Step, ...] = (headlines, looks, stories, owed, searched)
"""Each in the transaction that takes the versions' words out of the record."""


def _numbers(cleared: Cleared) -> dict[str, object]:
    return {"numbers": sorted(cleared.numbers)}
