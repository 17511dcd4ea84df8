"""The record in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from tracker.edges.store import queries
from tracker.model import ArticleState, DeliveryState, Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The record in numbers.

    Attributes:
        articles: by state; `deliveries` too; states that do not occur are missing.
        versions: of all articles; `due` how many articles wait to be looked at now.
        size: of the record on disk, in bytes.
        rungs: how many looks ended on each rung.
        heartbeat: when a daemon last noted that it is alive; None where none ever did.
    """

    articles: Mapping[ArticleState, int] = field(default_factory=dict)
    versions: int = 0
    due: int = 0
    deliveries: Mapping[DeliveryState, int] = field(default_factory=dict)
    size: int = 0
    rungs: Mapping[Rung, int] = field(default_factory=dict)
    heartbeat: datetime | None = None


def summed(connection: Connection, now: datetime, *, size: int) -> Summary:
    """Count what is kept, due and owed; `size` is that of the record on disk."""
    states = queries.state_counts(connection)
    return Summary(
        articles={ArticleState(state): count for state, count, _ in states},
        versions=sum(kept for _, _, kept in states),
        due=queries.due_count(connection, now),
        deliveries={DeliveryState(state): count for state, count in queries.delivery_counts(connection)},
        size=size,
        rungs={Rung(rung): looks for rung, looks in queries.rung_counts(connection)},
        heartbeat=queries.heartbeat(connection),
    )
