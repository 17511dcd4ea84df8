"""What is due, and the right to look at it: leases with a token, one request at a time a host."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    bindparam,
    insert,
    select,
    update,
)

from tracker.edges.store.chains import read_link
from tracker.edges.store.due import ASKABLE, find_due
from tracker.edges.store.due import free as free_of
from tracker.edges.store.encoding import decoded
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
from tracker.model import Article, Claim, Host, HostClaim, Story

_ONE = Prepared(
    select(article.c.id, article.c.host_id, free_of(article.c.lease_until).label("free"))
    .add_columns(ASKABLE.label("host_askable"))
    .join(host, host.c.id == article.c.host_id)
    .where(article.c.id == bindparam("article_id"))
)
_LEASE_ARTICLE = Prepared(
    update(article)
    .where(article.c.id == bindparam("article_id"))
    .values(lease_until=bindparam("until"), lease_token=bindparam("token"))
)
_LEASE_HOST = Prepared(
    update(host)
    .where(host.c.id == bindparam("host_key"))
    .values(lease_until=bindparam("until"), lease_token=bindparam("token"))
)
_FREE_ARTICLE = Prepared(
    update(article)
    .where(article.c.id == bindparam("article_id"), article.c.lease_token == bindparam("token"))
    .values(lease_until=None, lease_token=None)
)
_ASKABLE_HOST = Prepared(select(host).where(host.c.id == bindparam("host_key"), ASKABLE))
_KEPT_OF_HOST = "ready_at tokens tokens_at refusals blocked_until blocked_why robots_status robots_until crawl_delay"
_UPDATE_HOST = Prepared(
    update(host)
    .where(host.c.name == bindparam("new_name"), host.c.lease_token == bindparam("token"))
    .values({column: bindparam(f"new_{column}") for column in _KEPT_OF_HOST.split()})
    .values(lease_until=None, lease_token=None),
    prefix="new_",
)
_FREE_HOST = Prepared(
    update(host).where(host.c.lease_token == bindparam("token")).values(lease_until=None, lease_token=None)
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


@dataclass(frozen=True, slots=True)
class Grant:
    """One article leased, and the token that proves it."""

    article_id: int
    token: str


def grant_due(connection: Connection, *, now: datetime, limit: int, lease: timedelta) -> tuple[Grant, ...]:
    """Lease up to `limit` articles that are due, at most one a host, hottest first."""
    rows = find_due(connection, now=now, most=limit)
    return _leased(connection, rows, until=now + lease)


def grant_one(connection: Connection, article_id: int, *, now: datetime, lease: timedelta) -> Grant | None:
    """Lease one article whatever its plan; None while it or its host is leased, or its host is not ready.

    Raises:
        NotFoundError: no such article.
    """
    row = _ONE.first(connection, {"article_id": article_id, "now": now})
    if row is None:
        raise missing(article_id)
    if not (row.free and row.host_askable):
        return None
    return _leased(connection, [row], until=now + lease)[0]


def grant_host(connection: Connection, known: Host, *, now: datetime, lease: timedelta) -> HostClaim | None:
    """Lease a host, which is added as `known` where it is new; None while it is leased or not ready."""
    key, token = host_id(connection, known), secrets.token_hex(16)
    row = _ASKABLE_HOST.first(connection, {"host_key": key, "now": now})
    if row is None:
        return None
    with step("lease"):
        _LEASE_HOST.run(connection, {"host_key": key, "token": token, "until": now + lease})
    return HostClaim(host=host_of(row), token=token)


def free_host(connection: Connection, claim: HostClaim) -> None:
    """Give a host back unasked; a stale claim changes nothing."""
    with step("release"):
        _FREE_HOST.run(connection, {"token": claim.token})


def settle_host(connection: Connection, known: Host, *, token: str) -> None:
    """Write how we stand with a host and end its lease; a stale token changes nothing."""
    settle_hosts(connection, [(known, token)])


def settle_hosts(connection: Connection, known: Iterable[tuple[Host, str]]) -> None:
    """Write how we stand with hosts, each with the token that holds it, as `settle_host` does with one."""
    rows = [host_values(one) | {"token": token} for one, token in known]
    with step("host"):
        _UPDATE_HOST.run_many(connection, rows)


def _leased(connection: Connection, rows: Sequence[AnyRow], *, until: datetime) -> tuple[Grant, ...]:
    # One draw for all is a quarter of the price.
    drawn = secrets.token_hex(16 * len(rows))
    grants = tuple(Grant(row.id, drawn[32 * place : 32 * place + 32]) for place, row in enumerate(rows))
    articles = [{"article_id": one.article_id, "token": one.token, "until": until} for one in grants]
    hosts = [
        {"host_key": row.host_id, "token": one.token, "until": until} for row, one in zip(rows, grants, strict=True)
    ]
    with step("lease"):
        _LEASE_ARTICLE.run_many(connection, articles)
        _LEASE_HOST.run_many(connection, hosts)
    return grants


def free(connection: Connection, claim: Claim) -> None:
    """Give a claim back unused; a stale one changes nothing."""
    with step("release"):
        _freed(connection, claim.article.id, claim.token)


def _freed(connection: Connection, article_id: int, token: str) -> None:
    _FREE_ARTICLE.run(connection, {"token": token, "article_id": article_id})
    _FREE_HOST.run(connection, {"token": token})


def set_aside(connection: Connection, grant: Grant, *, again: datetime, why: str) -> None:
    """Give a grant back whose article cannot be read, so that it delays nothing but itself."""
    with step("set_aside"):
        _freed(connection, grant.article_id, grant.token)
        _SET_ASIDE.run(connection, {"article_id": grant.article_id, "again": again, "reason": why})


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
