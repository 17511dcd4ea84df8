"""The right to look at an article and to ask a host: who has one is in memory, what it is a right to is here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import (
    Connection,
    bindparam,
    insert,
    select,
    update,
)

from tracker.edges.store.chains import read_link
from tracker.edges.store.encoding import decoded
from tracker.edges.store.leases import Leases
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import (
    AnyRow,
    article_of,
    host_of,
    host_values,
    missing,
)
from tracker.edges.store.schema import article, article_tag, host, reading, version
from tracker.edges.store.schema_beside import held
from tracker.edges.store.steps import step
from tracker.edges.store.tombstones import taken_out
from tracker.errors import NotFoundError
from tracker.model import Article, Host, HostClaim, Story

_KEPT_OF_HOST = "ready_at tokens tokens_at refusals blocked_until blocked_why robots_status robots_until crawl_delay"
_UPDATE_HOST = Prepared(
    update(host)
    .where(host.c.name == bindparam("new_name"))
    .values({column: bindparam(f"new_{column}") for column in _KEPT_OF_HOST.split()}),
    prefix="new_",
)
_SET_ASIDE = Prepared(
    update(article)
    .where(article.c.id == bindparam("article_id"))
    .values(next_look=bindparam("again"), why=bindparam("reason"))
)

ARTICLES = select(article, host.c.name.label("host_name")).join(host, host.c.id == article.c.host_id)
READ_ARTICLE = Prepared(ARTICLES.where(article.c.id == bindparam("article_id")))
READ_TAGS = Prepared(
    select(article_tag.c.tag).where(article_tag.c.article_id == bindparam("article_id")).order_by(article_tag.c.tag)
)
READ_HOST = Prepared(select(host).where(host.c.name == bindparam("host_name")))
READ_MEMORY = Prepared(select(reading).where(reading.c.article_id == bindparam("article_id")))
READ_HELD = Prepared(select(held).where(held.c.article_id == bindparam("article_id")))
READ_STORY_BLOB = Prepared(
    select(version.c.story_blob).where(
        version.c.article_id == bindparam("article_id"), version.c.number == bindparam("number")
    )
)
_ADD_HOST = Prepared(insert(host).returning(host.c.id))


def take_host(
    connection: Connection, leases: Leases, name: str, *, turn: int, now: datetime, until: datetime
) -> HostClaim | None:
    """Take the right to ask a host that is known; None while somebody else has it, or it is not to be asked.

    Args:
        turn: of the leases, from before the connection began to read.
    """
    row = READ_HOST.first(connection, {"host_name": name})
    known = None if row is None else host_of(row)
    if known is None or not is_askable(known, now):
        return None
    token = leases.take(name, turn=turn, now=now, until=until)
    return None if token is None else HostClaim(host=known, token=token)


def is_askable(known: Host, now: datetime) -> bool:
    """Tell whether a host may be asked now as far as it goes: its pause and any block are over."""
    return known.ready_at <= now and (known.blocked_until is None or known.blocked_until <= now)


def settle_hosts(connection: Connection, leases: Leases, known: Iterable[tuple[Host, str]]) -> None:
    """Write how we stand with hosts, each with the token that holds it; a stale token changes nothing."""
    rows = [host_values(one) for one, token in known if leases.holds_host(one.name, token)]
    with step("host"):
        _UPDATE_HOST.run_many(connection, rows)


def set_aside(connection: Connection, article_id: int, *, again: datetime, why: str) -> None:
    """Put off an article that cannot be read, so that it delays nothing but itself."""
    with step("set_aside"):
        _SET_ASIDE.run(connection, {"article_id": article_id, "again": again, "reason": why})


def article_row(connection: Connection, article_id: int) -> AnyRow:
    """Give an article's row with `host_name`.

    Raises:
        NotFoundError: no such article.
    """
    row = READ_ARTICLE.first(connection, {"article_id": article_id})
    if row is None:
        raise missing(article_id)
    return row


def read_article(connection: Connection, row: AnyRow) -> Article:
    """Give the article of its row, with its tags."""
    return article_of(row, READ_TAGS.scalars(connection, {"article_id": row.id}))


def read_story(connection: Connection, article_id: int, number: int) -> Story:
    """Give a version's story.

    Raises:
        NotFoundError: no such version, or, as RedactedError, its words were redacted.
        StoreDamagedError: it does not read back.
    """
    known = READ_STORY_BLOB.first(connection, {"article_id": article_id, "number": number})
    if known is None:
        raise NotFoundError(f"article {article_id} has no version {number}; see: tracker log {article_id}")
    if known.story_blob is None:
        raise taken_out(connection, article_id, number)
    return decoded(Story, read_link(connection, known.story_blob).raw)


def host_id(connection: Connection, known: Host) -> int:
    """Give the id of a host's row, which is added where it is new."""
    row = READ_HOST.first(connection, {"host_name": known.name})
    if row is not None:
        return int(row.id)
    with step("host"):
        return int(_ADD_HOST.scalar(connection, host_values(known)))
