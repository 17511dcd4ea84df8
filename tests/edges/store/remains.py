"""Every word that a data folder still holds, in whatever form it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tracker.edges.blobs import unpack

LARGEST = 2**26
FORMS = ("utf-8", "utf-16-le", "utf-16-be")


def holding(data: Path, phrase: str) -> list[str]:
    """Name the files of a folder, and the cells of its databases, that hold a phrase, packed or plain."""
    return sorted({*_plain(data, phrase), *_cells(data, phrase)})


def _plain(data: Path, phrase: str) -> Iterator[str]:
    for file in data.rglob("*"):
        if file.is_file() and _holds(file.read_bytes(), phrase):
            yield file.name


def _cells(data: Path, phrase: str) -> Iterator[str]:
    for file in data.rglob("*.db"):
        with closing(sqlite3.connect(file)) as connection:
            known: dict[int, bytes] = {}
            for table, column, key, value in _values(connection):
                if any(_holds(form, phrase) for form in _forms(connection, known, table, key, value)):
                    yield f"{file.name}: {table}.{column}"


def _values(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int, object]]:
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        found = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in found.description]
        key = names.index("id") if "id" in names else 0
        for row in found.fetchall():
            yield from ((table, name, row[key], value) for name, value in zip(names, row, strict=True))


def _forms(
    connection: sqlite3.Connection, known: dict[int, bytes], table: str, key: int, value: object
) -> Iterator[bytes]:
    if isinstance(value, str):
        yield value.encode("utf-8", "surrogatepass")
    if isinstance(value, bytes):
        yield value
        yield _raw(connection, known, key) if table == "blob" else _unpacked(value, b"")


def _raw(connection: sqlite3.Connection, known: dict[int, bytes], key: int) -> bytes:
    if key not in known:
        data, base = connection.execute("SELECT data, base FROM blob WHERE id = ?", (key,)).fetchone()
        known[key] = unpack(data, base=_raw(connection, known, base) if base else b"", size=LARGEST)
    return known[key]


def _unpacked(value: bytes, base: bytes) -> bytes:
    return unpack(value, base=base, size=LARGEST) if value.startswith(b"\x28\xb5\x2f\xfd") else b""


def _holds(data: bytes, phrase: str) -> bool:
    folded = data.lower()
    return any(phrase.lower().encode(form) in folded for form in FORMS)
