"""All that a look needs to know of the article it was given, in one question: each more costs as much again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, select

from tracker.edges.store.chains import read_link
from tracker.edges.store.claims import ARTICLES, READ_HELD, READ_TAGS, is_askable
from tracker.edges.store.encoding import decoded
from tracker.edges.store.furniture import wanted_lines
from tracker.edges.store.leases import Leases
from tracker.edges.store.loose_stories import unpacked_story
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow, article_of, heat_of, held_of, host_of, missing, validators_of
from tracker.edges.store.schema import address, article, article_tag, host, reading, version
from tracker.edges.store.schema_beside import held, sighting
from tracker.edges.store.sight import last_move
from tracker.model import Claim, Host, Memory, Story


class _HostRow(NamedTuple):
    """The columns of a host that tell how we stand with it."""

    name: str
    ready_at: datetime
    tokens: float
    tokens_at: datetime
    refusals: int
    blocked_until: datetime | None
    blocked_why: str
    robots_status: int | None
    robots_until: datetime | None
    crawl_delay: float | None


_READ = Prepared(
    ARTICLES.add_columns(
        reading.c.memory.label("known_memory"),
        held.c.article_id.is_not(None).label("is_held"),
        version.c.story_blob.label("latest_blob"),
        # What few articles have is asked for where there is any.
        exists().where(article_tag.c.article_id == article.c.id).label("is_tagged"),
        exists().where(sighting.c.host_id == article.c.host_id).label("has_sightings"),
        select(func.count()).where(address.c.article_id == article.c.id).scalar_subquery().label("addresses"),
        *(host.c[name].label(f"host_of_{name}") for name in _HostRow._fields),
    )
    .outerjoin(reading, reading.c.article_id == article.c.id)
    .outerjoin(held, held.c.article_id == article.c.id)
    .outerjoin(version, (version.c.article_id == article.c.id) & (version.c.number == article.c.versions))
    .where(article.c.id == bindparam("article_id"))
)
_host_values = attrgetter(*(f"host_of_{name}" for name in _HostRow._fields))
_NOTHING_WANTED = frozenset[str]()


def take_article(
    connection: Connection, leases: Leases, article_id: int, *, now: datetime, until: datetime, due: bool = False
) -> Claim | None:
    """Take the right to look at an article, with all that a look needs to know.

    Args:
        connection: one that has not begun to read.
        due: take it only where its time has come.

    Returns:
        None while somebody else looks at it or asks its host, while the host is not to be asked, or where one was
        given back meanwhile.

    Raises:
        NotFoundError: no such article.
        StoreDamagedError: the newest version does not read back; nothing is taken then.
    """
    turn = leases.turn
    row = _READ.first(connection, {"article_id": article_id})
    if row is None:
        raise missing(article_id)
    known = host_of(_HostRow._make(_host_values(row)))
    if not is_askable(known, now) or (due and (row.next_look is None or row.next_look > now)):
        return None
    token = leases.take(known.name, turn=turn, now=now, until=until, article_id=article_id)
    if token is None:
        return None
    try:
        return _claim(connection, row, known, token, now=now)
    except BaseException:
        leases.free(token)
        raise


def _claim(connection: Connection, row: AnyRow, known: Host, token: str, *, now: datetime) -> Claim:
    key = {"article_id": row.id}
    waiting = READ_HELD.first(connection, key) if row.is_held else None
    moved_at, moved_from = last_move(connection, row) if row.addresses > 1 else (None, "")
    return Claim(
        article=article_of(row, READ_TAGS.scalars(connection, key) if row.is_tagged else ()),
        token=token,
        host=known,
        heat=heat_of(row),
        read_latest=_latest(connection, row),
        body_sha256=row.body_sha256,
        validators=validators_of(row),
        memory=_memory(row),
        held=held_of(waiting) if waiting else None,
        baseline=unpacked_story(row.baseline) if row.baseline else None,
        strikes=row.strikes,
        wanted=wanted_lines(connection, row, now=now) if row.has_sightings else _NOTHING_WANTED,
        moved_at=moved_at,
        moved_from=moved_from,
    )


def _memory(row: AnyRow) -> Memory | None:
    if not row.known_memory:
        return None
    memory = decoded(Memory, row.known_memory)
    return memory if memory.quick == row.quick else replace(memory, quick=row.quick)


def _latest(connection: Connection, row: AnyRow) -> Callable[[], Story | None]:
    """Give what makes the newest story of its bytes, which are proven here and now."""
    if not row.latest_blob:
        return _no_story
    raw = read_link(connection, row.latest_blob).raw
    return cache(lambda: decoded(Story, raw))


def _no_story() -> None:
    """Give the newest story of an article that has none."""
