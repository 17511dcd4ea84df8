"""What is shown as evidence is hashed: stories whole, readings made anew, and when nobody looked."""

from __future__ import annotations

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"
branch_labels = None
depends_on = None

_VERSION = sa.table(
    "version",
    sa.column("article_id", sa.BigInteger()),
    sa.column("number", sa.Integer()),
    sa.column("story_blob", sa.BigInteger()),
    sa.column("story_sha256", sa.String()),
    sa.column("reread_sha256", sa.String()),
)
_BLOB = sa.table("blob", sa.column("id", sa.BigInteger()), sa.column("sha256", sa.String()))
_REREADING = sa.table(
    "rereading",
    sa.column("article_id", sa.BigInteger()),
    sa.column("number", sa.Integer()),
    sa.column("story", sa.LargeBinary()),
)


def upgrade() -> None:
    """Add columns, filled by what is there; days that are hashed keep their form, and nothing hashed changes."""
    op.add_column("version", sa.Column("story_sha256", sa.String(length=64), nullable=True))
    op.add_column("version", sa.Column("reread_sha256", sa.String(length=64), nullable=True))
    op.add_column("day_root", sa.Column("form", sa.Integer(), nullable=False, server_default="1"))
    stored = sa.select(_BLOB.c.sha256).where(_BLOB.c.id == _VERSION.c.story_blob).scalar_subquery()
    op.execute(sa.update(_VERSION).values(story_sha256=stored))
    connection = op.get_bind()
    for article, number, story in connection.execute(sa.select(_REREADING)).all():
        after = sa.and_(_VERSION.c.article_id == article, _VERSION.c.number == number + 1)
        op.execute(sa.update(_VERSION).where(after).values(reread_sha256=sha256(story).hexdigest()))
