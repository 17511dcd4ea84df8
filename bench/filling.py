"""A record made large in seconds: the rows of one real article, copied by the database itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tests.by_hand import by_hand
from tests.edges.store.examples import NOON, opening
from tracker.edges.store import Store

_COPY = """
    INSERT INTO {table} ({columns})
    WITH RECURSIVE n(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < {last})
    SELECT {values} FROM n, {table} WHERE {table}.id = 1
"""


def fill(folder: Path, articles: int, *, versions: int = 0) -> None:
    """Give the record many articles, twenty a host, each like the first; and so many versions in all, by turns."""
    with Store.open(folder, clock=lambda: NOON) as store:
        store.open_watch(opening())
    hosts = max(articles // 20, 2)
    with by_hand(folder / "archive.db") as connection:
        _copy(connection, "host", hosts, {"name": "'h' || n"})
        each = versions // articles
        changes = {"url": "'u' || n", "host_id": f"2 + n % {hosts - 1}", "versions": str(each)}
        _copy(connection, "article", articles, changes)
        if versions:
            connection.execute("UPDATE article SET versions = ? WHERE id = 1", [each])
            # Three blobs stand for the first version's; each later one has a story of its own.
            _copy(
                connection,
                "blob",
                versions + 2,
                {name: f"(SELECT {name} FROM blob WHERE id = 2)" for name in ("data", "size", "sha256")},
            )
            places = {"article_id": f"(n - 1) % {articles} + 1", "number": f"(n - 1) / {articles} + 1"}
            times = {"first_seen": "first_seen + n * 1000000", "story_blob": "n + 2"}
            _copy(connection, "version", versions, places | times)


def _copy(connection: sqlite3.Connection, table: str, last: int, changes: Mapping[str, str]) -> None:
    """Copy a table's first row until ids reach `last`; those that are there stay."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    known = connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    values = ", ".join({"id": "n", **changes}.get(name, f'{table}."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    statement = _COPY.format(table=table, columns=names, values=values, last=last)
    connection.execute(f"{statement} AND n > {known}")
