"""Which lines of an article are worth looking for on the pages of others: sentences in its flow are not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0011"
down_revision = "r0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column; lines that were seen before, of one day at most, are looked for as they were."""
    op.add_column("sighting", sa.Column("passing", sa.Boolean(), nullable=False, server_default=sa.true()))
