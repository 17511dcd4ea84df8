"""The passages of every article, and the index of their words: filled little by little, by whoever writes next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0005"
down_revision = "r0004"
branch_labels = None
depends_on = None


def _identity() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add a column, a table and, where the database has FTS5, the index; nothing that is kept changes."""
    _passage()
    op.add_column("article", sa.Column("indexed", sa.Integer(), nullable=False, server_default="0"))
    connection = op.get_bind()
    knows = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql(knows).first() is not None:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE passage_words USING fts5(text, content='passage', content_rowid='id', "
            "columnsize=0, tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* M* Co'\")"
        )


def _passage() -> None:
    op.create_table(
        "passage",
        sa.Column("id", _identity(), nullable=False),
        sa.Column("article_id", _identity(), nullable=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("gaps", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_passage_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_passage"),
        sa.UniqueConstraint("article_id", "digest", name="uq_passage_article_id_digest"),
    )
    op.create_index("ix_passage_article_id_last", "passage", ["article_id", "last"], unique=False)
