from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.examples import at, changed, opening, story, unchanged
from tests.edges.store.test_days import NIGHT, broken, sealed
from tests.edges.store.test_writing import look
from tracker.edges.blobs import pack
from tracker.edges.store import ProofRecord, Record, Store
from tracker.edges.store.encoding import canonical
from tracker.errors import StoreDamagedError
from tracker.model import Outcome

FORGED = pack(canonical(story("The bridge never closed.")), previous=None).data


def change(data: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute(statement, values)


@pytest.fixture
def three(store: Store, data: Path) -> Record:
    """Keep three versions, the second read anew by the reader of the third; the first day is hashed."""
    store.open_watch(opening())
    store.record(changed(look(store, 1), at(1), "Text 1."))
    report = changed(look(store, 2), at(2), "Text 2.")
    store.record(replace(report, reread=story("Text 1, read anew.")))
    store.record(unchanged(look(store, 4), at(4), Outcome.SAME))
    sealed(store, NIGHT + 20)
    record = Record.open(data)
    assert record.verify() == []
    return record


@pytest.mark.parametrize(
    ("statement", "number", "words"),
    [
        ("UPDATE version SET headline = 'MAYOR ARRESTED', published = 0 WHERE number = 3", 3, "headline and published"),
        ("UPDATE version SET modified = 0 WHERE number = 2", 2, "another modified"),
        ("UPDATE article SET headline = 'MAYOR ARRESTED'", 0, "headline it is listed by"),
        ("UPDATE article SET last_good = last_good + 3600000000", 0, "after the last look"),
        ("UPDATE passage SET text = 'The mayor was arrested.' WHERE text = 'Text 1.'", 0, "not the words"),
        ("UPDATE passage SET first = 1 WHERE text = 'Text 2.'", 0, "not said to stand in the versions"),
        ("UPDATE passage SET last = NULL WHERE text = 'Text 1.'", 0, "not said to stand in the versions"),
        ("UPDATE passage SET first_seen = 0 WHERE text = 'Text 1.'", 0, "seen first at another time"),
        ("DELETE FROM passage WHERE text = 'Text 1.'", 0, "a passage of version 2 is not among"),
        ("UPDATE version SET change = '{}' WHERE number = 2", 0, "what changed in version 2 does not read"),
        ("UPDATE article SET state = 'bogus'", 0, "its state or its notice does not read"),
        ("UPDATE article SET marker = 'junk'", 0, "its state or its notice does not read"),
        ("UPDATE article SET heat = 'junk'", 0, "how lively it is does not read"),
        ("UPDATE visit SET outcome = 'bogus' WHERE id = 2", 0, "the list of its looks does not read"),
        ("UPDATE event SET kind = 'bogus'", 0, "the list of what befell it does not read"),
        ("UPDATE reading SET memory = 'junk'", 0, "where its text stands does not read"),
        ("DELETE FROM rereading", 0, "version 2 as it was read anew is gone"),
        ("UPDATE rereading SET number = 1", 0, "version 2 knows nothing of it"),
    ],
)
def test_what_is_shown_of_a_version_is_what_its_story_says(
    three: Record, data: Path, statement: str, number: int, words: str
) -> None:
    change(data, statement)
    (link,) = three.verify()
    assert (link.number, link.beside) == (number, not number)
    assert words in link.what


def test_a_damaged_note_of_what_changed_keeps_no_version_from_being_read(three: Record, data: Path) -> None:
    change(data, "UPDATE version SET change = '{}' WHERE number = 2")
    versions = three.versions(1)
    assert [version.number for version in versions] == [1, 2, 3]
    assert versions[1].change.reason == "what changed does not read: damaged, see tracker verify"
    assert "Text 1." in three.story(1, 2).text


@pytest.mark.parametrize(
    ("table", "column"),
    [("article", "headline"), ("article", "why"), ("version", "url"), ("version", "chain_hash"), ("visit", "reason")],
)
def test_text_that_one_bit_made_bytes_of_is_told_and_handed_to_nobody(
    three: Record, data: Path, table: str, column: str
) -> None:
    assert three.article(1).headline
    change(data, f"UPDATE {table} SET {column} = CAST({column} AS BLOB)")
    with pytest.raises(StoreDamagedError, match="holds what no tracker writes"):
        _ = three.article(1), three.versions(1), three.visits(1)
    proof = ProofRecord.open(data).prove(1)
    assert proof.broken is not None


def test_a_forged_reading_is_told_and_no_diff_shows_it(three: Record, data: Path) -> None:
    assert three.story_before(1, 2).blocks[0].text == "Text 1, read anew."
    change(data, "UPDATE rereading SET story = ?", FORGED)
    assert "version 2 as it was read anew is not what it was compared as" in three.verify()[0].what
    with pytest.raises(StoreDamagedError, match="version 2 of article 1 as it was read anew"):
        three.story_before(1, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE visit SET unwatched = 7200 WHERE id = 2",
        "UPDATE version SET reread_sha256 = story_sha256 WHERE number = 3",
        "UPDATE version SET story_sha256 = body_sha256 WHERE number = 1",
        "UPDATE version SET change = replace(change, 'paragraph', 'comma') WHERE number = 2",
        "UPDATE version SET published = 0 WHERE number = 2",
        "UPDATE day_root SET form = 1",
        "UPDATE day_root SET form = 7",
    ],
)
def test_a_day_covers_when_nobody_looked_and_what_its_versions_were_made_of(
    three: Record, data: Path, statement: str
) -> None:
    del three
    assert broken(data) == [""]
    change(data, statement)
    assert broken(data) != [""]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("NULL", "1 visit is of no day"),
        ("20000", "1 visit is of 2024-10-04, which was closed without a hash"),
        ("999999999", "1 visit is of a day that is still to come"),
    ],
)
def test_a_look_that_no_days_hash_will_cover_is_named(three: Record, data: Path, day: str, words: str) -> None:
    del three
    record = ProofRecord.open(data)
    assert record.stray_rows(at(NIGHT + 30)) == []
    names = "article_id, began, ended, outcome, state, reason, looks, widest_gap, unwatched"
    change(data, f"INSERT INTO visit ({names}, day) SELECT {names}, {day} FROM visit WHERE id = 1")
    (told,) = record.stray_rows(at(NIGHT + 30))
    assert words in told


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE passage SET text = 'mayor' WHERE id = 1", "index of words is not that of the passages"),
        ("DELETE FROM passage_words_data WHERE id > 10", "index of words"),
        ("UPDATE visit SET article_id = 9 WHERE id = 2", "a row of visit points to one of article"),
    ],
)
def test_an_index_that_is_not_that_of_its_rows_is_told(three: Record, data: Path, statement: str, words: str) -> None:
    del three
    assert ProofRecord.open(data).file_faults() == []
    change(data, statement)
    assert words in ProofRecord.open(data).file_faults()[0]


def test_words_that_stood_in_versions_redacted_one_by_one_are_not_searched_any_more(
    three: Record, store: Store
) -> None:
    store.record(replace(changed(look(store, 6), at(6), "Text 3."), story=story("Text 3.", headline="Open")))
    for number in (1, 2, 3):
        store.redact(1, [number], reason="asked for", now=at(NIGHT + number))
    assert three.verify() == []
