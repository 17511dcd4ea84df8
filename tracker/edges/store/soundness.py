"""What is wrong with a record beside its hashes: with the file, its indexes, and rows that no hash will ever cover."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection, bindparam, func, or_, select, text

from tracker.edges.store import days
from tracker.edges.store.opening import scratch_connection
from tracker.edges.store.schema import version, visit
from tracker.edges.store.schema_beside import day_root
from tracker.edges.store.schema_search import TOKENS, WORDS
from tracker.model import DayRoot

_MOST = 20
_WITHOUT_DAY = {
    table.name: select(func.count()).select_from(table).where(table.c.day.is_(None)) for table in (version, visit)
}
# A day that is to be hashed lies behind the newest that is, and no further on than today or the first that is open.
_DAYS = {
    table.name: select(table.c.day, func.count())
    .where(or_(table.c.day <= bindparam("through"), table.c.day > bindparam("last")))
    .group_by(table.c.day)
    .order_by(table.c.day)
    for table in (version, visit)
}
_ROOTED = select(day_root.c.day)
_SCRATCH = (
    f"CREATE VIRTUAL TABLE temp.kept USING fts5vocab(main, {WORDS}, 'instance')",
    f"CREATE VIRTUAL TABLE temp.anew USING fts5(text, content='', columnsize=0, tokenize=\"{TOKENS}\")",
    "INSERT INTO temp.anew (rowid, text) SELECT id, text FROM main.passage ORDER BY id",
    "CREATE VIRTUAL TABLE temp.said USING fts5vocab(temp, anew, 'instance')",
)


def file_faults(connection: Connection, path: Path) -> list[str]:
    """Give what SQLite finds wrong with the file as a file, its indexes and the index of words included."""
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row[0]) for row in connection.execute(text(f"PRAGMA integrity_check({_MOST})"))]
    if found != ["ok"]:
        return [line for words in found for line in words.splitlines()]
    loose = connection.execute(text("PRAGMA foreign_key_check")).all()[:_MOST]
    pointing = [f"a row of {row[0]} points to one of {row[2]} that is not there" for row in loose]
    return [*pointing, *([] if pointing or not connection.dialect.has_table(connection, WORDS) else word_faults(path))]


def word_faults(path: Path) -> list[str]:
    """Give what is wrong with the index of words: it is made anew beside, and compared word by word."""
    try:
        with closing(scratch_connection(path)) as connection:
            connection.execute("BEGIN")
            for statement in _SCRATCH:
                connection.execute(statement)
            pairs = zip_longest(connection.execute("SELECT * FROM kept"), connection.execute("SELECT * FROM said"))
            wrong = next((made or kept for kept, made in pairs if kept != made), None)
    except sqlite3.DatabaseError as error:
        return [f"the index of words cannot be read ({error})"]
    return [] if wrong is None else [f"the index of words is not that of the passages: passage {wrong[1]} in it"]


def stray_rows(connection: Connection, newest: DayRoot | None, now: datetime) -> Iterator[str]:
    """Yield versions and visits that lie in no day that has a root, nor in one that will get one."""
    through = days.numbered(newest.day) if newest else -1
    last = max(days.day_number(now), days.closed_through(connection) + 1)
    rooted = {days.numbered(name) for name in connection.execute(_ROOTED).scalars()}
    for name, query in _DAYS.items():
        without = int(connection.execute(_WITHOUT_DAY[name]).scalar_one())
        if without:
            yield f"{_counted(without, name)} of no day: no day's hash covers that"
        for day, count in connection.execute(query, {"through": through, "last": last}):
            if day > last:
                yield f"{_counted(count, name)} of a day that is still to come ({_named(day)})"
            elif day not in rooted:
                yield f"{_counted(count, name)} of {_named(day)}, which was closed without a hash"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'s' * (count != 1)} {'is' if count == 1 else 'are'}"


def _named(day: int) -> str:
    try:
        return days.day_name(day)
    except (OverflowError, TypeError):
        return f"day {day}"
