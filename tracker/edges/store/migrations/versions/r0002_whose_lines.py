"""Whose a line is, how far a look climbed, and what happens beside versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"
branch_labels = None
depends_on = None


def _identity() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add columns and tables; nothing that is kept changes."""
    op.add_column("visit", sa.Column("rung", sa.String(length=32), nullable=True))
    op.add_column("event", sa.Column("kind", sa.String(length=32), nullable=False, server_default="page state"))
    op.add_column("article", sa.Column("strikes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("article", sa.Column("baseline", sa.LargeBinary(), nullable=True))
    op.add_column("site_line", sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
    _struck()
    _rereading()
    _dismissal()
    _sighting()
    _host_event()


def _struck() -> None:
    op.create_table(
        "struck",
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_struck_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_struck"),
    )


def _rereading() -> None:
    op.create_table(
        "rereading",
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("story", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_rereading_article_id"),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_rereading"),
    )


def _dismissal() -> None:
    op.create_table(
        "dismissal",
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_dismissal_article_id"),
        sa.PrimaryKeyConstraint("article_id", "number", name="pk_dismissal"),
    )


def _sighting() -> None:
    op.create_table(
        "sighting",
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("line_sha256", sa.String(length=64), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("exact_sha256", sa.String(length=64), nullable=False),
        sa.Column("matter", sa.Float(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=False),
        sa.Column("latest", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_sighting_host_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_sighting_article_id"),
        sa.PrimaryKeyConstraint("host_id", "line_sha256", "article_id", name="pk_sighting"),
    )
    op.create_index("ix_sighting_host_id_latest", "sighting", ["host_id", "latest"], unique=False)


def _host_event() -> None:
    op.create_table(
        "host_event",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_host_event_host_id"),
        sa.PrimaryKeyConstraint("id", name="pk_host_event"),
    )
    op.create_index("ix_host_event_host_id_kind", "host_event", ["host_id", "kind"], unique=False)
