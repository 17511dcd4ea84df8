from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import at, changed, opening
from tests.edges.store.test_writing import look
from tracker.edges.store import BrokenLink, Record, Store

DAMAGE = {
    "UPDATE version SET url = 'https://forged.example/' WHERE number = 2": (2, "the hash of the chain is not the one"),
    "UPDATE version SET first_seen = first_seen - 60000000 WHERE number = 2": (2, "the hash of the chain is not"),
    "UPDATE version SET text_sha256 = substr(body_sha256, 1) WHERE id = 1": (
        1,
        "the hash of the text and",
    ),
    "UPDATE version SET body_sha256 = text_sha256 WHERE number = 3": (3, "the hash of the bytes and the chain"),
    "UPDATE version SET headers_sha256 = text_sha256 WHERE number = 3": (3, "the hash of the headers and the chain"),
    "UPDATE version SET chain_hash = body_sha256 WHERE number = 3": (3, "the hash of the chain"),
    "DELETE FROM version WHERE number = 2": (2, "version 2 is missing"),
    "DELETE FROM version WHERE number = 3": (2, "3 versions were kept, 2 are left"),
    "UPDATE article SET chain_hash = headline WHERE id = 1": (
        3,
        "does not end in the hash",
    ),
    "UPDATE blob SET data = zeroblob(20) WHERE id = (SELECT body_blob FROM version WHERE number = 2)": (2, "unpacked"),
    "DELETE FROM blob WHERE id = (SELECT body_blob FROM version WHERE id = 1)": (
        1,
        "has lost a blob",
    ),
    "UPDATE version SET body_blob = story_blob WHERE id = 1": (
        1,
        "the hash of the bytes is not the one",
    ),
    "UPDATE blob SET base = id WHERE id = (SELECT body_blob FROM version WHERE number = 2)": (2, "came after it"),
    "UPDATE blob SET base = (SELECT max(id) FROM blob) WHERE id = (SELECT story_blob FROM version WHERE id = 1)": (
        1,
        "came after it",
    ),
    "UPDATE blob SET size = 1000000000000 WHERE id = (SELECT body_blob FROM version WHERE id = 1)": (
        1,
        "not as large as it is said to be",
    ),
    "UPDATE article SET url = 'https://forged.example/' WHERE id = 1": (0, "none that it was ever known by"),
}


@pytest.mark.parametrize("statement", DAMAGE)
def test_the_first_broken_link_is_named(store: Store, record: Record, data: Path, statement: str) -> None:
    store.open_watch(opening())
    for minute in (1, 2):
        store.record(changed(look(store, minute), at(minute), f"Text {minute}."))
    store.open_watch(opening("https://news.example/whole"))
    assert record.verify() == []
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute(statement)
    number, words = DAMAGE[statement]
    assert [(link.article_id, link.number) for link in record.verify()] == [(1, number)]
    assert words in record.verify(1)[0].what
    assert record.verify(2) == []


def test_a_broken_link_says_where(store: Store, record: Record, data: Path) -> None:
    store.open_watch(opening())
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE version SET status_line = 'HTTP/1.1 500 Oh'")
    assert record.verify() == [
        BrokenLink(article_id=1, number=1, what="the hash of the chain is not the one it was written with")
    ]
