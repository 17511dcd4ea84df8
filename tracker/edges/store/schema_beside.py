"""The tables of what is known beside versions: what happened, what is doubted, whose a line is."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, false, true

from tracker.edges.store.columns import Identity, Moment, Words
from tracker.edges.store.schema import metadata

__all__ = [
    "day_root",
    "dismissal",
    "event",
    "held",
    "host_event",
    "metadata",
    "rereading",
    "sighting",
    "site_line",
    "struck",
    "tombstone",
]

event = Table(
    "event",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    Column("state", String(32), nullable=False),
    Column("reason", Words, nullable=False),
    Column("began", Moment, nullable=False),
    Column("ended", Moment),
    Column("kind", String(32), nullable=False, server_default="page state"),
    Index(None, "article_id", "id"),
)

held = Table(
    "held",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("story", LargeBinary, nullable=False),
    Column("reason", Words, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)

# The last page that killed its reader, whole and packed.
struck = Table(
    "struck",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reason", Words, nullable=False),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# A version as the reader of the version after it reads its page: what that one is to be compared with.
rereading = Table(
    "rereading",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("story", LargeBinary, nullable=False),
)

# A person's word that a version was noise.
dismissal = Table(
    "dismissal",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
)

# A line that came or went on one article, some time between `began` and `ended`; `latest` is when it still differed.
sighting = Table(
    "sighting",
    metadata,
    Column("host_id", ForeignKey("host.id"), primary_key=True),
    Column("line_sha256", String(64), primary_key=True),
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("exact_sha256", String(64), nullable=False),
    Column("matter", Float, nullable=False),
    Column("passing", Boolean, nullable=False, server_default=true()),
    Column("began", Moment, nullable=False),
    Column("ended", Moment, nullable=False),
    Column("latest", Moment, nullable=False),
    Index(None, "host_id", "latest"),
)

# Lines that are a site's and no story's: learned from several of its articles, or by a person's word.
site_line = Table(
    "site_line",
    metadata,
    Column("host_id", ForeignKey("host.id"), primary_key=True),
    Column("line_sha256", String(64), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("by_hand", Boolean, nullable=False, server_default=false()),
)

host_event = Table(
    "host_event",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("host_id", ForeignKey("host.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("articles", Integer, nullable=False),
    Column("began", Moment, nullable=False),
    Column("ended", Moment, nullable=False),
    Index(None, "host_id", "kind"),
)

# What was taken out of an article's record: a link of its chain, after the version that was the newest then.
tombstone = Table(
    "tombstone",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    # The version concerned; 0 for all there were.
    Column("number", Integer, nullable=False),
    Column("what", String(32), nullable=False),
    Column("after", Integer, nullable=False),
    Column("reason", Words, nullable=False),
    Column("written", Moment, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("chain_hash", String(64), nullable=False),
    # Whether the words are gone from files and free pages too.
    Column("complete", Boolean, nullable=False),
    Index(None, "article_id", "number"),
)

# One day of versions and visits as a hash, chained to the day before; with what became of its timestamp.
day_root = Table(
    "day_root",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("versions", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("root", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("chain_hash", String(64), nullable=False),
    Column("written", Moment, nullable=False),
    # Which terms its leaves have.
    Column("form", Integer, nullable=False, server_default="1"),
    # The server's whole answer, as it came.
    Column("timestamp_token", LargeBinary),
    Column("timestamp_at", Moment),
    Column("timestamp_tries", Integer, nullable=False),
    Column("timestamp_next", Moment),
    Column("timestamp_told", Words, nullable=False),
)
