"""The tables of the record, as they stand at the newest migration.

`archive.db` is the only truth: what is due, what was seen, what is owed. Rows of `version` are only ever added, and
blobs go only where a `tombstone` says so. What is kept beside versions stands in `schema_beside`, those of
discovery in `schema_sources`.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from tracker.edges.store.columns import Identity, Label, Moment, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Alembic's own table: read by one plain query, so that an ordinary start does not import Alembic.
alembic_version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

meta = Table("meta", metadata, Column("key", Words, primary_key=True), Column("value", Words, nullable=False))

host = Table(
    "host",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("ready_at", Moment, nullable=False),
    Column("tokens", Float, nullable=False),
    Column("tokens_at", Moment, nullable=False),
    Column("refusals", Integer, nullable=False),
    Column("blocked_until", Moment),
    Column("blocked_why", Words, nullable=False),
    # The robots.txt that was read last, packed, and when; what it was answered with, and how long that holds.
    Column("robots", LargeBinary),
    Column("robots_at", Moment),
    Column("robots_status", Integer),
    Column("robots_until", Moment),
    Column("crawl_delay", Float),
)

article = Table(
    "article",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("host_id", ForeignKey("host.id"), nullable=False),
    Column("url", Words, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("headline", Words, nullable=False),
    Column("headline_folded", Words, nullable=False),
    Column("state", String(32), nullable=False),
    # The state its last plan gave it: what it returns to when it is resumed.
    Column("plan_state", String(32), nullable=False),
    Column("marker", Words),
    Column("added", Moment, nullable=False),
    Column("page_state", String(32), nullable=False),
    Column("page_state_since", Moment, nullable=False),
    Column("page_state_reason", Words, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("chain_hash", Label(64)),
    Column("body_sha256", String(64)),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("last_look", Moment),
    Column("last_good", Moment),
    Column("next_look", Moment),
    # Seconds between a look and the next: the hottest article is the one with the shortest.
    Column("interval", Float, nullable=False),
    Column("why", Words, nullable=False),
    Column("heat", Words, nullable=False),
    # Looks in a row that killed their reader.
    Column("strikes", Integer, nullable=False, server_default="0"),
    # Looks that relied on the quick test since the page was read: beside the rest of what is remembered of it, which is
    # kilobytes, each such look would write all of that again.
    Column("quick", Integer, nullable=False, server_default="0"),
    # The newest version's text as the page's present layout shows it, where that was laid out anew since.
    Column("baseline", LargeBinary),
    # Up to which version its passages can be searched: what an older tracker kept is indexed little by little.
    Column("indexed", Integer, nullable=False, server_default="0"),
    Index(None, "next_look"),
    Index(None, "host_id", "next_look"),
)

# Every address an article was ever known by: a moved one is not added twice.
address = Table(
    "address",
    metadata,
    Column("url", Words, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("since", Moment, nullable=False),
    Index(None, "article_id"),
)

article_tag = Table(
    "article_tag",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("tag", Words, primary_key=True),
    Index(None, "tag"),
)

blob = Table(
    "blob",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("codec", String(16), nullable=False),
    Column("base", ForeignKey("blob.id")),
    Column("depth", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index(None, "base"),
)

version = Table(
    "version",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen_old", Moment),
    Column("headline", Words, nullable=False),
    Column("published", Moment),
    Column("modified", Moment),
    Column("url", Words, nullable=False),
    Column("status_line", Words, nullable=False),
    Column("change", Words, nullable=False),
    Column("program", Label(32), nullable=False),
    Column("walker", Integer),
    Column("body_sha256", Label(64), nullable=False),
    Column("text_sha256", Label(64), nullable=False),
    Column("headers_sha256", Label(64), nullable=False),
    # Of the stored capture; None for versions of older trackers.
    Column("capture_sha256", Label(64)),
    # Of the stored story, whole; and of the version before as this one's reader read its page, where it did: the
    # packed bytes of `rereading`.
    Column("story_sha256", Label(64)),
    Column("reread_sha256", Label(64)),
    Column("chain_hash", Label(64), nullable=False),
    # The day whose root covers it, in days since 1970.
    Column("day", Integer),
    Column("body_blob", ForeignKey("blob.id")),
    Column("story_blob", ForeignKey("blob.id")),
    # Request, redirects, status line, headers as sent, peer address: the capture without its body.
    Column("capture_blob", ForeignKey("blob.id")),
    UniqueConstraint("article_id", "number"),
    Index(None, "first_seen"),
    Index(None, "day"),
)

visit = Table(
    "visit",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("began", Moment, nullable=False),
    Column("ended", Moment, nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("state", String(32), nullable=False),
    Column("reason", Words, nullable=False),
    Column("status", Integer),
    Column("size", Integer),
    Column("version", Integer),
    Column("looks", Integer, nullable=False),
    # Seconds of the longest pause inside a run: folding must not hide that nobody looked.
    Column("widest_gap", Float, nullable=False),
    Column("rung", String(32)),
    # Seconds before this look in which one was due and nobody looked; 0 where all went to plan.
    Column("unwatched", Float, nullable=False, server_default="0"),
    # The day whose root covers it, in days since 1970: a run ends with its day.
    Column("day", Integer),
    Index(None, "article_id", "id"),
    Index(None, "day"),
)

reading = Table(
    "reading",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("walker", Integer, nullable=False),
    Column("memory", Words, nullable=False),
    Column("teaser", Words, nullable=False),
    Column("learned", Moment, nullable=False),
)

# What there is to tell; without an article it tells of the tracker itself, or gathers the news of many.
alert = Table(
    "alert",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("article_id", ForeignKey("article.id")),
    Column("version", Integer),
    Column("kind", String(32), nullable=False),
    # Names what it tells, so that the same is never owed twice.
    Column("occasion", Words, nullable=False, unique=True),
    Column("detail", Words, nullable=False),
    Column("created", Moment, nullable=False),
    Index(None, "article_id", "version"),
)

thread = Table(
    "thread",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("article_id", ForeignKey("article.id")),
    Column("channel", String(32), nullable=False),
    Column("recipient", Words, nullable=False),
    Column("subject", Words, nullable=False),
    # Of the mails in it that were built: empty before the first.
    Column("root", Words, nullable=False),
    Column("latest", Words, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("latest_at", Moment, nullable=False),
    # For how long further news of the story are gathered, in seconds, and until when.
    Column("burst", Float, nullable=False),
    Column("burst_until", Moment),
    Index(None, "article_id", "recipient", "id"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("alert_id", ForeignKey("alert.id"), nullable=False),
    Column("thread_id", ForeignKey("thread.id"), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("recipient", Words, nullable=False),
    Column("state", String(32), nullable=False),
    Column("created", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    # None once it is settled, so that one small index finds what is due.
    Column("next_try", Moment),
    Column("sent", Moment),
    Column("message_id", Words, nullable=False, unique=True),
    Column("in_reply_to", Words),
    Column("references", Words, nullable=False),
    Column("lease_until", Moment),
    Column("lease_token", String(32)),
    Column("told", Words, nullable=False),
    # It is settled what its message tells: every try sends the same.
    Column("planned", Boolean, nullable=False),
    Column("held_for", String(32)),
    Column("merged_into", ForeignKey("delivery.id")),
    # The windows that open once it left: seconds by article.
    Column("bursts", Words, nullable=False),
    UniqueConstraint("alert_id", "channel", "recipient"),
    Index(None, "next_try"),
    Index(None, "thread_id", "id"),
    Index(None, "recipient", "sent"),
    Index(None, "merged_into"),
)

# A person's word that something shall not be told for a while: to one recipient or all, of one article or all.
mute = Table(
    "mute",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("recipient", Words, nullable=False),
    Column("article_id", ForeignKey("article.id")),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("reason", Words, nullable=False),
)
