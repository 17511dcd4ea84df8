"""Who looks at what is in memory from here, and no longer in the record: it ends with the process."""

from __future__ import annotations

from alembic import op

revision = "r0013"
down_revision = "r0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the leases of articles and hosts."""
    for table in ("article", "host"):
        for column in ("lease_until", "lease_token"):
            op.drop_column(table, column)
