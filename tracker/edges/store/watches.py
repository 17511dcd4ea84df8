"""Putting articles under watch, to rest, and back to work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, update

from tracker.edges.store import claims, furniture, outbox, writing
from tracker.edges.store.columns import folded
from tracker.edges.store.encoding import canonical, flat_words
from tracker.edges.store.evidence import GENESIS, Evidence
from tracker.edges.store.leases import Leases
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow, heat_of, memory_of
from tracker.edges.store.schema import article, article_tag, reading
from tracker.edges.store.schema_beside import dismissal
from tracker.edges.store.standing import standing_row
from tracker.edges.store.steps import step
from tracker.errors import AlreadyWatchedError, NotFoundError, StoreError
from tracker.model import ArticleState, Host, Memory, Opening

_ADD_ARTICLE = Prepared(insert(article).returning(article.c.id))
_ADD_TAG = Prepared(insert(article_tag))
_FORGET_TAGS = delete(article_tag).where(article_tag.c.article_id == bindparam("of_article"))
_SET_STATE = (
    update(article)
    .where(article.c.id == bindparam("of_article"))
    .values(state=bindparam("new_state"), next_look=bindparam("again"), why=bindparam("reason"))
)

_LIMIT = (
    update(article)
    .where(article.c.id == bindparam("of_article"))
    .values(heat=bindparam("new_heat"), next_look=bindparam("again"))
)

# What may be added again: a person removed it, or its watch came to its end.
_OVER = (ArticleState.RETIRED.value, ArticleState.ENDED.value)
_LOOKED_AT = tuple(
    state.value for state in ArticleState if state not in (ArticleState.PAUSED, ArticleState.RETIRED, ArticleState.GONE)
)

_FORGET_PLACE = (
    update(reading).where(reading.c.article_id == bindparam("of_article")).values(memory=bindparam("nothing"), walker=0)
)
# Nothing may vouch for the text any more: neither bytes that were seen, nor the server.
_READ_ANEW = (
    update(article)
    .where(article.c.id == bindparam("of_article"))
    .values(strikes=0, body_sha256=None, etag=None, last_modified=None)
)
_DISMISS = insert(dismissal)
_FORGET_DISMISSAL = delete(dismissal).where(
    dismissal.c.article_id == bindparam("of_article"), dismissal.c.number == bindparam("of_number")
)


def open_watch(connection: Connection, leases: Leases, opening: Opening, evidence: Evidence | None) -> int:
    """Put an address under watch together with its first report; gives the article's id.

    Raises:
        AlreadyWatchedError: the address is under watch.
    """
    known = writing.READ_ADDRESS.first(connection, {"url": opening.url})
    host_id = claims.host_id(connection, _first_host(opening))
    if known is None:
        article_id = _add_article(connection, opening, host_id)
    else:
        article_id = _reopened(connection, known.article_id, opening)
    row = standing_row(connection, article_id)
    if evidence is not None and (evidence.after.number, evidence.after.chain_hash) != (row.versions, _newest(row)):
        raise StoreError(f"article {article_id} changed while it was added: add it again")
    writing.write(connection, leases, row, opening.report, evidence)
    return article_id


def _newest(row: AnyRow) -> str:
    return row.chain_hash or GENESIS


def _first_host(opening: Opening) -> Host:
    """Give the host of a new article as it is added where nothing is known of it yet."""
    asked = opening.report.host
    return asked if asked.name == opening.host else writing.fresh_host(opening.host, opening.report.visit.ended)


def _add_article(connection: Connection, opening: Opening, host_id: int) -> int:
    with step("article"):
        article_id = int(_ADD_ARTICLE.scalar(connection, _first_values(opening, host_id)))
    writing.add_address(connection, opening.url, article_id, opening.report.visit.began)
    _add_tags(connection, article_id, opening.tags)
    return article_id


def _first_values(opening: Opening, host_id: int) -> dict[str, object]:
    report, headline = opening.report, opening.headline or opening.url
    return {
        "host_id": host_id,
        "url": opening.url,
        "kind": opening.kind.value,
        "headline": headline,
        "headline_folded": folded(headline),
        "state": report.plan.state.value,
        "plan_state": report.plan.state.value,
        "added": report.visit.began,
        "page_state": report.visit.state.value,
        "page_state_since": report.visit.began,
        "page_state_reason": report.visit.reason,
        "versions": 0,
        "interval": 0.0,
        "why": report.plan.why,
        "heat": flat_words(report.plan.heat),
    }


def _reopened(connection: Connection, article_id: int, opening: Opening) -> int:
    row = claims.article_row(connection, article_id)
    _refuse_watched(row, opening.url)
    _set_state(connection, row, opening.report.plan.state, again=opening.report.plan.at, why=opening.report.plan.why)
    _add_tags(connection, article_id, opening.tags)
    return article_id


def expect_unwatched(connection: Connection, url: str) -> None:
    """Refuse an address that is under watch; one that is not known, or was removed, may be added.

    Raises:
        AlreadyWatchedError: the address is under watch.
    """
    known = writing.READ_ADDRESS.first(connection, {"url": url})
    if known is not None:
        _refuse_watched(claims.article_row(connection, known.article_id), url)


def _refuse_watched(row: AnyRow, url: str) -> None:
    if row.state not in _OVER:
        raise AlreadyWatchedError(
            f"{url} is under watch already as {row.id}, “{row.headline}”; to look at it now: tracker poll {row.id}"
        )


def rest(connection: Connection, article_id: int, state: ArticleState, *, why: str) -> None:
    """Look no more at an article until a person says otherwise; its record stays.

    Raises:
        NotFoundError: no such article.
    """
    row = claims.article_row(connection, article_id)
    if row.state != ArticleState.RETIRED.value:
        _set_state(connection, row, state, again=None, why=why)


def wake(connection: Connection, article_id: int, *, now: datetime, why: str) -> None:
    """Look again at an article that rests or is gone, at once; any other stays as it is.

    Raises:
        NotFoundError: no such article.
    """
    row = claims.article_row(connection, article_id)
    if row.state in writing.BY_HAND or row.next_look is None:
        planned = ArticleState(row.plan_state)
        lively = ArticleState.SETTLED if planned in (ArticleState.GONE, ArticleState.ENDED) else planned
        _set_state(connection, row, lively, again=now, why=why)


def hasten(connection: Connection, article_id: int, *, now: datetime, why: str) -> bool:
    """Look at an article at once because a hint says that it changed; tells whether that moved its plan.

    One whose watch had ended is taken up again. What a person put to rest stays there.

    Raises:
        NotFoundError: no such article.
    """
    row = claims.article_row(connection, article_id)
    if row.state not in _LOOKED_AT or (row.next_look is not None and row.next_look <= now):
        return False
    state = ArticleState.SETTLED if row.state == ArticleState.ENDED.value else ArticleState(row.state)
    _set_state(connection, row, state, again=now, why=why)
    return True


def limit(connection: Connection, article_id: int, *, until: datetime, now: datetime) -> None:
    """Let a watch end at a moment, with a last look then; one that is over already stays as it is.

    Raises:
        NotFoundError: no such article.
    """
    row = claims.article_row(connection, article_id)
    heat = heat_of(row)
    if row.next_look is None or heat.until == until:
        return
    with step("limit"):
        limited = {"new_heat": flat_words(replace(heat, until=until)), "again": min(row.next_look, max(until, now))}
        connection.execute(_LIMIT, {"of_article": article_id} | limited)


def _set_state(connection: Connection, row: AnyRow, state: ArticleState, *, again: datetime | None, why: str) -> None:
    with step("state"):
        connection.execute(_SET_STATE, {"of_article": row.id, "new_state": state.value, "again": again, "reason": why})


def set_tags(connection: Connection, article_id: int, tags: Iterable[str]) -> None:
    """Give an article exactly these tags.

    Raises:
        NotFoundError: no such article.
    """
    claims.article_row(connection, article_id)
    with step("tags"):
        connection.execute(_FORGET_TAGS, {"of_article": article_id})
        _insert_tags(connection, article_id, set(tags))


def _add_tags(connection: Connection, article_id: int, tags: Iterable[str]) -> None:
    known = claims.READ_TAGS.scalars(connection, {"article_id": article_id})
    with step("tags"):
        _insert_tags(connection, article_id, set(tags) - set(known))


def _insert_tags(connection: Connection, article_id: int, tags: set[str]) -> None:
    for tag in sorted(tags):
        _ADD_TAG.run(connection, {"article_id": article_id, "tag": tag})


def forget_reading(connection: Connection, article_id: int) -> None:
    """Forget where an article's text was found, so that the next look reads its page; that it is a teaser is kept.

    Raises:
        NotFoundError: no such article.
    """
    claims.article_row(connection, article_id)
    row = claims.READ_MEMORY.first(connection, {"article_id": article_id})
    teaser = row is not None and memory_of(row).teaser
    memory = canonical(Memory(selector="", matches=0, walker=0, teaser=teaser)).decode()
    with step("memory"):
        connection.execute(_READ_ANEW, {"of_article": article_id})
        connection.execute(_FORGET_PLACE, {"of_article": article_id, "nothing": memory})


def dismiss(connection: Connection, article_id: int, number: int, *, lines: Iterable[str], now: datetime) -> int:
    """Take a person's word that a version was noise; gives how many alerts were withdrawn.

    Raises:
        NotFoundError: no such version.
    """
    row = claims.article_row(connection, article_id)
    if not 1 <= number <= row.versions:
        raise NotFoundError(f"article {article_id} has no version {number}; see: tracker log {article_id}")
    with step("dismissal"):
        key = {"of_article": article_id, "of_number": number}
        connection.execute(_FORGET_DISMISSAL, key)
        connection.execute(_DISMISS, {"article_id": article_id, "number": number, "at": now})
        furniture.learn_by_hand(connection, row.host_id, lines, at=now)
        return outbox.withdraw(connection, article_id, [number], why="dismissed by you: it was noise")
