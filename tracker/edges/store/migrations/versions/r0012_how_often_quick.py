"""How many looks relied on the quick test since a page was read, beside the article and no longer in its memory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0012"
down_revision = "r0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column; looks are counted from here, and within the hour every page is read in full all the same."""
    op.add_column("article", sa.Column("quick", sa.Integer(), nullable=False, server_default="0"))
