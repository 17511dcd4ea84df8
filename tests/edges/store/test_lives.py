"""An article's texts in order: those that were redacted or do not read back are named, the others are all there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, at, changed, opening, story
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.errors import NotFoundError

TEXTS = ("The bridge is closed.", "The bridge is open to cyclists.", "The bridge is open.", "All clear.")


def fill(store: Store) -> None:
    store.open_watch(opening())
    for number, text in enumerate(TEXTS[1:], start=1):
        store.record(changed(look(store, 2 * number), at(2 * number), text))


def test_every_version_is_given_with_its_text_oldest_first(store: Store, record: Record) -> None:
    fill(store)

    told = list(record.life(1))

    assert [one.version for one in told] == record.versions(1)
    assert [one.story.blocks[0].text for one in told if one.story] == list(TEXTS)
    assert [(one.reread, one.why) for one in told] == [(None, "")] * 4
    assert [one.version.number for one in record.life(1, 2)] == [1, 2]


def test_a_redacted_version_has_no_text_and_says_why(store: Store, record: Record) -> None:
    fill(store)
    store.redact(1, (2,), reason="court order", now=NOON)

    told = list(record.life(1))

    assert [one.story is None for one in told] == [False, True, False, False]
    assert "redacted" in told[1].why
    assert "court order" in told[1].why


def test_a_version_that_was_read_anew_carries_both_readings(store: Store, record: Record) -> None:
    store.open_watch(opening())
    anew = story("The bridge is closed to all.")
    store.record(replace(changed(look(store, 2), at(2), TEXTS[1]), reread=anew))

    first, second = record.life(1)

    assert first.reread == anew == record.story_before(1, 1)
    assert second.reread is None


def test_a_text_that_does_not_read_back_is_named_and_ends_nothing(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        fill(store)
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute(
            "UPDATE blob SET sha256 = ? WHERE id = (SELECT story_blob FROM version WHERE number = 1)", ["0" * 64]
        )

    told = list(Record.open(data).life(1))

    assert len(told) == 4
    assert told[0].story is None
    assert "hash" in told[0].why


def test_an_article_that_is_not_there_is_told(store: Store, record: Record, tmp_path: Path) -> None:
    fill(store)
    with pytest.raises(NotFoundError):
        list(record.life(7))
    with pytest.raises(NotFoundError):
        list(Record.open(tmp_path / "nowhere").life(1))


def test_the_times_of_changes_leave_out_first_versions_and_what_is_older(store: Store, record: Record) -> None:
    fill(store)
    store.open_watch(opening("https://other.example/fire", name="other.example"))

    assert dict(record.change_times([1, 2], NOON)) == {1: [at(2), at(4), at(6)]}
    assert dict(record.change_times([1], at(4))) == {1: [at(4), at(6)]}
    assert dict(record.change_times([2, 7], NOON)) == {}
    assert dict(record.change_times([], NOON)) == {}
    assert dict(record.change_times(list(range(1, 1001)), at(7))) == {}
