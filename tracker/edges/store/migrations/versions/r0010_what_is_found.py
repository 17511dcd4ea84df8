"""Sources and candidates as discovery writes them. Nothing wrote these tables before: they are made anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0010"
down_revision = "r0009"
branch_labels = None
depends_on = None


def _identity() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of sources and candidates anew."""
    op.drop_table("candidate")
    op.drop_table("source")
    _source()
    _candidate()


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("watch", sa.Text(), nullable=False),
        sa.Column("parent", _identity(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("last_look", sa.BigInteger(), nullable=True),
        sa.Column("next_look", sa.BigInteger(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("heat", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("marked", sa.Integer(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("undated", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_source_host_id"),
        sa.ForeignKeyConstraint(["parent"], ["source.id"], name="fk_source_parent"),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("url", name="uq_source_url"),
    )
    op.create_index("ix_source_next_look", "source", ["next_look"], unique=False)
    op.create_index("ix_source_parent", "source", ["parent"], unique=False)


def _candidate() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("source_id", _identity(), nullable=False),
        sa.Column("host_id", _identity(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("marker", sa.Text(), nullable=True),
        sa.Column("first_import", sa.Boolean(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("listed", sa.BigInteger(), nullable=False),
        sa.Column("hinted", sa.BigInteger(), nullable=True),
        sa.Column("next_look", sa.BigInteger(), nullable=True),
        sa.Column("article_id", _identity(), nullable=True),
        sa.Column("hint_at", sa.BigInteger(), nullable=True),
        sa.Column("hint_kind", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_candidate_source_id"),
        sa.ForeignKeyConstraint(["host_id"], ["host.id"], name="fk_candidate_host_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_candidate_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_candidate"),
        sa.UniqueConstraint("url", name="uq_candidate_url"),
    )
    for columns in (["next_look"], ["source_id", "state"], ["article_id"], ["host_id", "hint_at"]):
        op.create_index(f"ix_candidate_{'_'.join(columns)}", "candidate", columns, unique=False)
