from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.edges.store.examples import at, changed, opening, unchanged
from tests.edges.store.test_writing import look
from tracker.edges.store import ProofRecord, Store
from tracker.model import DayRoot, Head, Outcome, Stamp

NIGHT = 12 * 60
"""Minutes from the noon of the examples to midnight."""


def sealed(store: Store, minutes: float) -> list[DayRoot]:
    store.close_days(at(minutes))
    found = []
    while (day := store.hash_day(at(minutes))) is not None:
        found.append(day)
    return found


def broken(data: Path) -> list[str]:
    record = ProofRecord.open(data)
    days = record.day_roots()
    proofs = [record.prove_day(day, previous=before) for before, day in zip([None, *days], days, strict=False)]
    return [proof.what for proof in proofs]


def test_a_run_ends_with_its_day_and_a_day_is_hashed_once_it_is_over(store: Store, data: Path) -> None:
    store.open_watch(opening())
    for minutes in (2, 4, NIGHT + 1, NIGHT + 3):
        store.record(unchanged(look(store, minutes), at(minutes), Outcome.SAME))
    assert sealed(store, NIGHT - 1) == []
    (day,) = sealed(store, NIGHT + 20)
    assert (day.day, day.versions, day.visits) == ("2026-03-14", 1, 2)
    assert [run.looks for run in ProofRecord.open(data).visits(1)] == [1, 2, 2]
    assert broken(data) == [""]


def test_what_comes_late_is_counted_to_the_next_day_and_the_closed_one_holds(store: Store, data: Path) -> None:
    store.open_watch(opening())
    store.record(unchanged(look(store, 2), at(2), Outcome.SAME))
    sealed(store, NIGHT + 20)
    store.record(unchanged(look(store, NIGHT + 30), at(NIGHT - 5), Outcome.SAME))
    (later,) = sealed(store, 3 * NIGHT + 20)
    assert (later.day, later.visits) == ("2026-03-15", 1)
    assert broken(data) == ["", ""]


def test_days_of_rest_have_no_hash_and_the_chain_goes_on(store: Store, data: Path) -> None:
    store.open_watch(opening())
    late = 10 * 2 * NIGHT
    store.record(changed(look(store, late), at(late), "The bridge is open."))
    first, second = sealed(store, late + 2 * NIGHT)
    assert (first.day, second.day) == ("2026-03-14", "2026-03-24")
    assert (first.previous, second.previous) == ("0" * 64, first.chain_hash)
    assert broken(data) == ["", ""]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE visit SET ended = ended - 1 WHERE id = 1", "was changed after the day was closed"),
        ("UPDATE version SET capture_sha256 = chain_hash", "was changed after the day was closed"),
        ("DELETE FROM visit WHERE id = 2", "1 versions and 1 visits are there now"),
        ("UPDATE day_root SET visits = 3", "3 visits were recorded on it"),
        ("UPDATE day_root SET root = previous", "was changed after"),
        ("UPDATE day_root SET chain_hash = root", "its own hash is not the one"),
        ("UPDATE day_root SET previous = root", "does not follow the day before it"),
    ],
)
def test_what_is_changed_in_a_closed_day_is_told(store: Store, data: Path, statement: str, words: str) -> None:
    store.open_watch(opening())
    store.record(unchanged(look(store, 2), at(2), Outcome.SAME))
    sealed(store, NIGHT + 20)
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute(statement)
    assert words in broken(data)[0]


def test_what_became_of_a_timestamp_is_kept(store: Store) -> None:
    store.open_watch(opening())
    (day,) = sealed(store, NIGHT + 20)
    store.stamp_later(day.day, again=at(NIGHT + 30), told="the server is down")
    waiting = store.newest_day()
    assert waiting is not None
    assert (waiting.tries, waiting.next_try, waiting.told) == (1, at(NIGHT + 30), "the server is down")
    store.stamped(day.day, Stamp(at=at(NIGHT + 31), answer=b"signed"))
    stamped = store.newest_day()
    assert stamped is not None
    assert stamped.stamp == Stamp(at=at(NIGHT + 31), answer=b"signed")


def test_a_head_that_was_published_holds_as_the_record_grows(store: Store, data: Path) -> None:
    store.open_watch(opening())
    record = ProofRecord.open(data)
    heads = [record.head(at(1))]
    for minutes in (2, 4):
        store.record(changed(look(store, minutes), at(minutes), f"Text {minutes}."))
        heads.append(record.head(at(minutes)))
    store.open_watch(opening("https://news.example/other"))
    sealed(store, NIGHT + 20)
    heads.append(record.head(at(NIGHT + 20)))
    assert [(head.articles, head.versions, head.day) for head in heads][2:] == [(1, 3, ""), (2, 4, "2026-03-14")]
    for head in heads:
        assert record.what_speaks_against(Head.parse(head.line), at(NIGHT + 30)) == ""


def test_a_head_does_not_hold_with_a_time_at_which_it_cannot_have_been_made(store: Store, data: Path) -> None:
    store.open_watch(opening())
    record = ProofRecord.open(data)
    head = record.head(at(1))
    assert record.what_speaks_against(head, at(2)) == ""
    assert "a time which is still to come" in record.what_speaks_against(replace(head, time=at(3)), at(2))
    assert "before the newest version" in record.what_speaks_against(replace(head, time=at(-9)), at(2))


def test_a_head_does_not_hold_for_a_record_that_was_changed(store: Store, data: Path) -> None:
    store.open_watch(opening())
    store.record(changed(look(store, 2), at(2), "The bridge is open."))
    record = ProofRecord.open(data)
    head = record.head(datetime(2026, 3, 15, tzinfo=UTC) + timedelta(seconds=1))
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE version SET chain_hash = text_sha256 WHERE number = 2")
    assert "hashes to another root" in record.what_speaks_against(head, at(9))
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("DELETE FROM version WHERE number = 2")
    assert "1 of 2 versions" in record.what_speaks_against(head, at(9))
