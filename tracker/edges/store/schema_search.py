"""The tables that make the text of versions searchable: each passage of an article once, and an index of its words.

The index is SQLite's FTS5 over the text of `passage`: a database that has none keeps the passages without it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy import event as happening

from tracker.edges.store.columns import Identity, Moment, Words
from tracker.edges.store.schema_beside import metadata

__all__ = ["WORDS", "create_words", "is_of_index", "metadata", "passage"]

WORDS = "passage_words"

passage = Table(
    "passage",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False),
    # Eight bytes of BLAKE2b of the text: the same passage of an article is one row, however often it came back.
    Column("digest", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    # The versions it stood in: from `first` to `last` (None: still), `gaps` left out, such as `4-5 8-8`.
    Column("first", Integer, nullable=False),
    Column("last", Integer),
    Column("gaps", Words),
    Column("first_seen", Moment, nullable=False),
    # As the index is to cut it into words: see `search_words.separated`.
    Column("text", Words, nullable=False),
    UniqueConstraint("article_id", "digest"),
    Index(None, "article_id", "last"),
)

# Marks belong to their words (Hindi, vocalised Arabic), accents of the Latin script do not count; what would rank by
# length is left out, since the newest stands first. Source: https://sqlite.org/fts5.html
TOKENS = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
CREATE_WORDS = (
    f"CREATE VIRTUAL TABLE {WORDS} USING fts5(text, content='passage', content_rowid='id', columnsize=0, "
    f'tokenize="{TOKENS}")'
)
_KNOWS_INDEX = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"


def can_index(connection: Connection) -> bool:
    """Whether the database can hold an index of words."""
    return connection.dialect.name == "sqlite" and connection.exec_driver_sql(_KNOWS_INDEX).first() is not None


def is_of_index(table: str) -> bool:
    """Whether a table is the index itself, or one in which FTS5 keeps it: no migration compares those."""
    return table.startswith(WORDS)


def create_words(connection: Connection) -> None:
    """Make the index of words, where the database can hold one."""
    if can_index(connection):
        connection.exec_driver_sql(CREATE_WORDS)


@happening.listens_for(metadata, "after_create")
def _create_words(target: MetaData, connection: Connection, **rest: object) -> None:
    del target, rest
    create_words(connection)
