"""The record as it began."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None
branch_labels = None
depends_on = None


def _identity() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables."""
    _host()
    _article()
    _address()
    _article_tag()
    _reading()
    _held()
    _blob()
    _version()
    _visit()
    _event()
    _day_root()
    _tombstone()
    _meta()
    _alert()
    _thread()
    _delivery()
    _site_line()
    _source()
    _candidate()
    _hint_trust()


def _host() -> None:
    op.create_table(
        "host",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("tokens_at", sa.BigInteger(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.BigInteger(), nullable=True),
        sa.Column("blocked_why", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("robots", sa.LargeBinary(), nullable=True),
        sa.Column("robots_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_host"),
        sa.UniqueConstraint("name", name="uq_host_name"),
    )


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("headline_folded", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("plan_state", sa.String(length=32), nullable=False),
        sa.Column("marker", sa.Text(), nullable=True),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("page_state", sa.String(length=32), nullable=False),
        sa.Column("page_state_since", sa.BigInteger(), nullable=False),
        sa.Column("page_state_reason", sa.Text(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=True),
        sa.Column("body_sha256", sa.String(length=64), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("last_look", sa.BigInteger(), nullable=True),
        sa.Column("last_good", sa.BigInteger(), nullable=True),
        sa.Column("next_look", sa.BigInteger(), nullable=True),
        sa.Column("interval", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("heat", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_article_host_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
    )
    op.create_index("ix_article_host_id_next_look", "article", ["host_id", "next_look"], unique=False)
    op.create_index("ix_article_next_look", "article", ["next_look"], unique=False)


def _address() -> None:
    op.create_table(
        "address",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_address_article_id"),
        sa.PrimaryKeyConstraint("url", name="pk_address"),
    )
    op.create_index("ix_address_article_id", "address", ["article_id"], unique=False)


def _article_tag() -> None:
    op.create_table(
        "article_tag",
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_tag_article_id"),
        sa.PrimaryKeyConstraint("article_id", "tag", name="pk_article_tag"),
    )
    op.create_index("ix_article_tag_tag", "article_tag", ["tag"], unique=False)


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("walker", sa.Integer(), nullable=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.Column("teaser", sa.Text(), nullable=False),
        sa.Column("learned", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_reading_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_reading"),
    )


def _held() -> None:
    op.create_table(
        "held",
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("story", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_held_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_held"),
    )


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("codec", sa.String(length=16), nullable=False),
        sa.Column("base", _identity(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["base"], ["blob.id"], name="fk_blob_base"),
        sa.PrimaryKeyConstraint("id", name="pk_blob"),
    )
    op.create_index("ix_blob_base", "blob", ["base"], unique=False)


def _version() -> None:
    op.create_table(
        "version",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_old", sa.BigInteger(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=True),
        sa.Column("modified", sa.BigInteger(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("status_line", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("program", sa.String(length=32), nullable=False),
        sa.Column("walker", sa.Integer(), nullable=True),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("headers_sha256", sa.String(length=64), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=False),
        sa.Column("body_blob", _identity(), nullable=True),
        sa.Column("story_blob", _identity(), nullable=False),
        sa.Column("capture_blob", _identity(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_version_article_id"),
        sa.ForeignKeyConstraint(["body_blob"], ["blob.id"], name="fk_version_body_blob"),
        sa.ForeignKeyConstraint(["capture_blob"], ["blob.id"], name="fk_version_capture_blob"),
        sa.ForeignKeyConstraint(["story_blob"], ["blob.id"], name="fk_version_story_blob"),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
        sa.UniqueConstraint("article_id", "number", name="uq_version_article_id_number"),
    )
    op.create_index("ix_version_first_seen", "version", ["first_seen"], unique=False)


def _visit() -> None:
    op.create_table(
        "visit",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("widest_gap", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_visit_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )
    op.create_index("ix_visit_article_id_id", "visit", ["article_id", "id"], unique=False)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_event_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_article_id_id", "event", ["article_id", "id"], unique=False)


def _day_root() -> None:
    op.create_table(
        "day_root",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("written", sa.BigInteger(), nullable=False),
        sa.Column("timestamp_token", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("day", name="pk_day_root"),
    )


def _tombstone() -> None:
    op.create_table(
        "tombstone",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written", sa.BigInteger(), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_tombstone_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tombstone"),
    )
    op.create_index("ix_tombstone_article_id_number", "tombstone", ["article_id", "number"], unique=False)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )


def _alert() -> None:
    op.create_table(
        "alert",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_alert_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("article_id", "version", "kind", name="uq_alert_article_id_version_kind"),
    )


def _thread() -> None:
    op.create_table(
        "thread",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("latest_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_thread_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_thread"),
    )
    op.create_index("ix_thread_article_id_recipient_id", "thread", ["article_id", "recipient", "id"], unique=False)


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("alert_id", _identity(), nullable=False),
        sa.Column("thread_id", _identity(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.BigInteger(), nullable=True),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("in_reply_to", sa.Text(), nullable=True),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_delivery_alert_id"),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name="fk_delivery_thread_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("alert_id", "recipient", name="uq_delivery_alert_id_recipient"),
        sa.UniqueConstraint("message_id", name="uq_delivery_message_id"),
    )
    op.create_index("ix_delivery_next_try", "delivery", ["next_try"], unique=False)
    op.create_index("ix_delivery_thread_id_id", "delivery", ["thread_id", "id"], unique=False)


def _site_line() -> None:
    op.create_table(
        "site_line",
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("line_sha256", sa.String(length=64), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_site_line_host_id"),
        sa.PrimaryKeyConstraint("host_id", "line_sha256", name="pk_site_line"),
    )


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("last_look", sa.BigInteger(), nullable=True),
        sa.Column("next_look", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_source_host_id"),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("url", name="uq_source_url"),
    )
    op.create_index("ix_source_next_look", "source", ["next_look"], unique=False)


def _candidate() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("source_id", _identity(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("hinted", sa.BigInteger(), nullable=True),
        sa.Column("next_look", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_candidate_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_candidate"),
        sa.UniqueConstraint("url", name="uq_candidate_url"),
    )
    op.create_index("ix_candidate_next_look", "candidate", ["next_look"], unique=False)


def _hint_trust() -> None:
    op.create_table(
        "hint_trust",
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_hint_trust_host_id"),
        sa.PrimaryKeyConstraint("host_id", "kind", name="pk_hint_trust"),
    )
