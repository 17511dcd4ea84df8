"""When to look: what each host's robots.txt says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0009"
down_revision = "r0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is known of robots.txt to each host."""
    op.add_column("host", sa.Column("robots_status", sa.Integer(), nullable=True))
    op.add_column("host", sa.Column("robots_until", sa.BigInteger(), nullable=True))
    op.add_column("host", sa.Column("crawl_delay", sa.Float(), nullable=True))
