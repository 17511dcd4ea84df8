"""Tables that nothing writes yet: discovery.

They stand in the record from the start, so that the parts that will write them begin with a migrated record.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from tracker.edges.store.columns import Identity, Moment, Words
from tracker.edges.store.schema_search import metadata

__all__ = ["candidate", "hint_trust", "metadata", "source"]

source = Table(
    "source",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("host_id", ForeignKey("host.id"), nullable=False),
    Column("url", Words, nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("last_look", Moment),
    Column("next_look", Moment),
    Column("why", Words, nullable=False),
    Index(None, "next_look"),
)

candidate = Table(
    "candidate",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("source_id", ForeignKey("source.id"), nullable=False),
    Column("url", Words, nullable=False, unique=True),
    Column("headline", Words, nullable=False),
    Column("state", String(32), nullable=False),
    Column("reason", Words, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("hinted", Moment),
    Column("next_look", Moment),
    Index(None, "next_look"),
)

hint_trust = Table(
    "hint_trust",
    metadata,
    Column("host_id", ForeignKey("host.id"), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("kept", Integer, nullable=False),
    Column("broken", Integer, nullable=False),
    Column("updated", Moment, nullable=False),
)
