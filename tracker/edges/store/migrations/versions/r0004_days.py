"""Days as hashes: which day's root covers a row, the chain of the days, and what became of their timestamps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0002"
branch_labels = None
depends_on = None

MICROSECONDS_A_DAY = 86_400_000_000


def upgrade() -> None:
    """Add columns, and the day of each row by its time; nothing that is hashed changes."""
    op.add_column("version", sa.Column("capture_sha256", sa.String(length=64), nullable=True))
    for table, moment in (("version", "first_seen"), ("visit", "ended")):
        op.add_column(table, sa.Column("day", sa.Integer(), nullable=True))
        rows = sa.table(table, sa.column("day", sa.Integer()), sa.column(moment, sa.BigInteger()))
        op.execute(sa.update(rows).values(day=rows.c[moment] // MICROSECONDS_A_DAY))
        op.create_index(f"ix_{table}_day", table, ["day"], unique=False)
    _day_root()


def _day_root() -> None:
    # Nothing has written the table so far.
    op.drop_table("day_root")
    op.create_table(
        "day_root",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("chain_hash", sa.String(length=64), nullable=False),
        sa.Column("written", sa.BigInteger(), nullable=False),
        sa.Column("timestamp_token", sa.LargeBinary(), nullable=True),
        sa.Column("timestamp_at", sa.BigInteger(), nullable=True),
        sa.Column("timestamp_tries", sa.Integer(), nullable=False),
        sa.Column("timestamp_next", sa.BigInteger(), nullable=True),
        sa.Column("timestamp_told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_day_root"),
    )
