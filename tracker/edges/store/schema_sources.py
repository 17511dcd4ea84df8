"""Tables of discovery: the sources that are looked at, what they list, and whether their dates tell the truth."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

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
    # The address of the [[watch]] that it serves, and the source that named it; None for the watch's own.
    Column("watch", Words, nullable=False),
    Column("parent", ForeignKey("source.id")),
    Column("title", Words, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("last_look", Moment),
    Column("next_look", Moment),
    Column("why", Words, nullable=False),
    Column("heat", Words, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("marked", Integer, nullable=False),
    Column("tally", Words, nullable=False),
    Column("told", Words, nullable=False),
    Column("reads", Integer, nullable=False),
    # Digests of what it lists, and of the addresses without a date that it ever did, eight bytes each.
    Column("undated", LargeBinary),
    Index(None, "next_look"),
    Index(None, "parent"),
)

candidate = Table(
    "candidate",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("source_id", ForeignKey("source.id"), nullable=False),
    Column("host_id", ForeignKey("host.id"), nullable=False),
    Column("url", Words, nullable=False, unique=True),
    Column("headline", Words, nullable=False),
    Column("state", String(32), nullable=False),
    Column("reason", Words, nullable=False),
    Column("marker", Words),
    Column("first_import", Boolean, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("listed", Moment, nullable=False),
    Column("hinted", Moment),
    Column("next_look", Moment),
    Column("article_id", ForeignKey("article.id")),
    # A date that moved and of which it is not known yet whether it told the truth: when we saw it, and its kind.
    Column("hint_at", Moment),
    Column("hint_kind", String(32)),
    Index(None, "next_look"),
    Index(None, "source_id", "state"),
    Index(None, "article_id"),
    Index(None, "host_id", "hint_at"),
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
