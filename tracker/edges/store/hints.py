"""Dates that moved: looks brought forward by them, and whether they told the truth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from tracker.edges.store import watches
from tracker.edges.store.schema import article, host, version
from tracker.edges.store.schema_sources import candidate, hint_trust
from tracker.edges.store.steps import step
from tracker.model.hints import HintCount, HintKind, Vote, Votes
from tracker.model.source import SourceReport

_OPEN = (
    update(candidate)
    .where(candidate.c.article_id == bindparam("of_article"), candidate.c.hint_at.is_(None))
    .values(hint_at=bindparam("at"), hint_kind=bindparam("kind"))
)
_CLOSE = update(candidate).where(candidate.c.id == bindparam("of_candidate")).values(hint_at=None, hint_kind=None)
_CHANGED = exists(
    select(version.c.id).where(
        version.c.article_id == candidate.c.article_id,
        version.c.first_seen >= candidate.c.hint_at,
        version.c.number > 1,
    )
)
_VOTES = (
    select(candidate.c.id, candidate.c.hint_kind, _CHANGED.label("changed"))
    .join(article, article.c.id == candidate.c.article_id)
    .join(host, host.c.id == candidate.c.host_id)
    .where(host.c.name == bindparam("of_host"), article.c.last_good > candidate.c.hint_at)
)
_TRUST = (
    select(hint_trust.c.kind, hint_trust.c.kept, hint_trust.c.broken)
    .join(host, host.c.id == hint_trust.c.host_id)
    .where(host.c.name == bindparam("of_host"))
)
_ALL_TRUST = select(host.c.name, hint_trust.c.kind, hint_trust.c.kept, hint_trust.c.broken).join(
    host, host.c.id == hint_trust.c.host_id
)
_FORGET = delete(hint_trust).where(
    hint_trust.c.host_id == bindparam("of_host"), hint_trust.c.kind == bindparam("of_kind")
)
_COUNT = insert(hint_trust)


def votes(connection: Connection, host_name: str) -> Votes:
    """Give what is counted of a host's dates, and which of them can be counted now."""
    key = {"of_host": host_name}
    trust = tuple(
        HintCount(host=host_name, kind=HintKind(row.kind), kept=row.kept, broken=row.broken)
        for row in connection.execute(_TRUST, key)
    )
    opened = tuple(
        Vote(candidate=row.id, kind=HintKind(row.hint_kind), told_truth=bool(row.changed))
        for row in connection.execute(_VOTES, key)
    )
    return Votes(trust=trust, open=opened)


def all_trust(connection: Connection) -> tuple[HintCount, ...]:
    """Give what is counted of all hosts' dates."""
    return tuple(
        HintCount(host=row.name, kind=HintKind(row.kind), kept=row.kept, broken=row.broken)
        for row in connection.execute(_ALL_TRUST)
    )


def settle_votes(connection: Connection, host_id: int, report: SourceReport) -> None:
    """Write what is counted of a host's dates from now on."""
    with step("hints"):
        for candidate_id in report.voted:
            connection.execute(_CLOSE, {"of_candidate": candidate_id})
        for one in report.counts:
            connection.execute(_FORGET, {"of_host": host_id, "of_kind": one.kind.value})
            counted = {"kept": one.kept, "broken": one.broken, "updated": report.at}
            connection.execute(_COUNT, {"host_id": host_id, "kind": one.kind.value} | counted)


def hasten(
    connection: Connection, articles: Sequence[int], kind: HintKind, now: datetime, *, brought_forward: bool
) -> None:
    """Look at articles at once whose date moved, where such dates have a vote; note the vote either way."""
    with step("hints"):
        for article_id in articles:
            reason = f"a {kind.value} says that it changed"
            if brought_forward:
                watches.hasten(connection, article_id, now=now, why=reason)
            connection.execute(_OPEN, {"of_article": article_id, "at": now, "kind": kind.value})
