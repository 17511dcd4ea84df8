"""What was taken out of the record, and when nobody looked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"
branch_labels = None
depends_on = None


def _identity() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let a version be without its text, and chain the tombstones that say why; nothing that is kept changes."""
    with op.batch_alter_table("version") as version:
        version.alter_column("story_blob", existing_type=_identity(), nullable=True)
        version.alter_column("capture_blob", existing_type=_identity(), nullable=True)
    op.add_column("visit", sa.Column("unwatched", sa.Float(), nullable=False, server_default="0"))
    # Nothing has written one yet.
    op.drop_table("tombstone")
    op.create_table(
        "tombstone",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written", sa.BigInteger(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_tombstone_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tombstone"),
    )
    op.create_index("ix_tombstone_article_id_number", "tombstone", ["article_id", "number"], unique=False)
