from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON
from tests.edges.store.test_page_sums import flip, made, page_size
from tracker.edges.store import ProofRecord, Record, Store
from tracker.edges.store.page_faults import owners, page_faults
from tracker.edges.store.page_sums import sums_path
from tracker.errors import StoreDamagedError


def place_of(path: Path, words: bytes) -> int:
    """Give where some bytes stand last in the file."""
    place = path.read_bytes().rfind(words)
    assert place > 0
    return place


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        (b"anne@example.org", "table thread"),
        (b"CREATE TABLE visit", "list of tables"),
        (b"HTTP/1.1 200 OK", "table version"),
    ],
)
def test_a_changed_byte_is_told_with_the_table_it_stands_in(data: Path, words: bytes, owner: str) -> None:
    path = made(data)
    place = place_of(path, words)
    flip(path, place)
    number = place // page_size(path) + 1
    assert page_faults(path) == [f"page {number} of the file, of its {owner}, is not as written"]
    assert f"page {number} of the file, of its {owner}, is not as written" in ProofRecord.open(data).file_faults()


def test_nobody_writes_on_top_of_a_page_that_no_hash_covers(data: Path) -> None:
    path = made(data)
    flip(path, place_of(path, b"anne@example.org"))
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError, match=r"its table thread, is not as written\): nothing was written"):
        Store.open(data, clock=lambda: NOON)
    assert path.read_bytes() == before
    assert [version.number for version in Record.open(data).versions(1)] == [1, 2, 3, 4, 5]


def test_whoever_changed_it_rightly_removes_the_sums_and_goes_on(data: Path) -> None:
    path = made(data)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE delivery SET recipient = 'carl@example.org'")
    with pytest.raises(StoreDamagedError, match=r"remove archive\.db-sums"):
        Store.open(data, clock=lambda: NOON)
    sums_path(path).unlink()
    Store.open(data, clock=lambda: NOON).close()
    assert page_faults(path) == []


def test_each_page_belongs_to_one_table_and_those_of_one_are_told_together(data: Path) -> None:
    path = made(data)
    each = page_size(path)
    found = owners(path, range(1, path.stat().st_size // each + 1))
    assert found[1] == "list of tables"
    assert {f"table {name}" for name in ("article", "version", "blob", "visit", "delivery")} <= set(found.values())
    first, second, *_ = (number for number, owner in found.items() if owner == "table delivery")
    for number in (first, second):
        flip(path, (number - 1) * each + 9)
    assert page_faults(path) == [f"pages {first}, {second} of the file, of its table delivery, are not as written"]


def test_a_list_of_tables_that_does_not_read_is_told_all_the_same(data: Path) -> None:
    path = made(data)
    flip(path, 101)
    (told,) = page_faults(path)
    assert told.startswith("page 1 of the file, of its ")
