from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.edges.store.examples import NOON, at
from tests.edges.store.older import keep_older_record
from tests.edges.store.searched import add_version, texts, told, watch
from tracker.edges.fault_points import arm
from tracker.edges.store import Record, Store
from tracker.edges.store.forgetting import forget_text, versions_of
from tracker.edges.store.opening import reading_engine, writing_engine
from tracker.edges.store.schema_search import passage
from tracker.errors import StoreError
from tracker.model import Question


def rows(data: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        return connection.execute("SELECT text, first, last, gaps FROM passage WHERE kind <> 'headline'").fetchall()


def test_a_passage_is_written_once_however_often_it_comes_back(store: Store, data: Path) -> None:
    article_id = watch(store, told("A."))
    for minutes, paragraphs in ((10, ["B."]), (20, ["A."]), (30, ["B."]), (40, ["B."]), (50, ["A."])):
        add_version(store, article_id, told(*paragraphs), minutes)

    assert rows(data) == [("A.", 1, None, "2-2 4-5"), ("B.", 2, 5, "3-3")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(versions=st.lists(st.frozensets(st.sampled_from("ABCDE")), min_size=1, max_size=8))
def test_the_versions_of_a_passage_are_those_whose_story_holds_it(
    tmp_path_factory: pytest.TempPathFactory, versions: list[frozenset[str]]
) -> None:
    data = tmp_path_factory.mktemp("data")
    with Store.open(data, clock=lambda: NOON) as store:
        article_id = watch(store, told(*sorted(versions[0])))
        for number, letters in enumerate(versions[1:], start=1):
            add_version(store, article_id, told(*sorted(letters)), number * 10)
    engine = reading_engine(data / "archive.db")
    with engine.connect() as connection:
        found = {row.text: list(versions_of(row, newest=len(versions))) for row in connection.execute(passage.select())}
    engine.dispose()
    expected = {
        letter: [number for number, letters in enumerate(versions, start=1) if letter in letters]
        for letter in sorted(frozenset().union(*versions))
    }
    assert {text: numbers for text, numbers in found.items() if text != "Bridge closed"} == expected


def test_a_version_and_its_passages_are_kept_together_or_not_at_all(store: Store, record: Record) -> None:
    article_id = watch(store, told("A."))
    with arm("store.passages.after"), pytest.raises(StoreError):
        add_version(store, article_id, told("A.", "Lost."), 10)

    assert texts(record, "lost") == []
    assert record.article(article_id).versions == 1
    add_version(store, article_id, told("A.", "Kept."), 20)
    assert texts(record, "kept") == ["Kept."]


def test_what_an_older_tracker_kept_is_indexed_bit_by_bit_and_can_then_be_searched(data: Path) -> None:
    keep_older_record(data)
    with Store.open(data, clock=lambda: NOON) as store:
        record = Record.open(data)
        assert record.unindexed_count() == 2
        assert texts(record, "bridge") == []
        assert store.index_older(limit=1) == 1
        assert record.unindexed_count() == 1
        assert store.index_older(limit=10) == 1
        assert store.index_older(limit=10) == 0
    (found,) = record.search(Question(words="cyclists")).passages
    assert (found.text, found.first, found.last) == ("The bridge is open to cyclists.", 2, None)
    assert record.search(Question(words='"is closed"')).passages[0].last == 1


def test_a_new_version_of_an_article_that_is_not_indexed_waits_for_the_older_ones(store: Store, data: Path) -> None:
    article_id = watch(store, told("A."))
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE article SET indexed = 0")
        connection.execute("DELETE FROM passage")
        connection.execute("INSERT INTO passage_words (passage_words) VALUES ('rebuild')")
    add_version(store, article_id, told("B."), 10)

    assert rows(data) == []
    assert store.index_older(limit=10) == 2
    assert rows(data) == [("A.", 1, 1, None), ("B.", 2, None, None)]


def test_a_version_that_does_not_read_back_is_passed_over(store: Store, data: Path) -> None:
    article_id = watch(store, told("A."))
    add_version(store, article_id, told("B."), 10)
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE article SET indexed = 0")
        connection.execute("DELETE FROM passage")
        connection.execute("INSERT INTO passage_words (passage_words) VALUES ('rebuild')")
        connection.execute("UPDATE blob SET data = x'00' WHERE id = (SELECT story_blob FROM version WHERE number = 1)")
    assert store.index_older(limit=10) == 2
    assert Record.open(data).unindexed_count() == 0


SECRET = "Zacharias Quillfeather lives at 7 Xanthic Lane."


def forget(data: Path, article_id: int, numbers: list[int] | None) -> int:
    engine = writing_engine(data / "archive.db")
    with engine.begin() as connection:
        forgotten = forget_text(connection, article_id, numbers)
    engine.dispose()
    with closing(sqlite3.connect(data / "archive.db", isolation_level=None)) as connection:
        connection.execute("UPDATE blob SET data = x''")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)")
    return forgotten


def traces(data: Path) -> list[str]:
    """Give the words of the secret that any file of the record still holds, as a page or as the index writes them."""
    held = b"".join(path.read_bytes() for path in data.iterdir() if path.is_file()).lower()
    return [word for word in ("zacharias", "quillfeather", "xanthic", "uillfeather", "anthic") if word.encode() in held]


def test_text_that_is_forgotten_leaves_no_word_in_any_file(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        article_id = watch(store, told("A quiet day."))
        add_version(store, article_id, told("A quiet day.", SECRET), 10)
        add_version(store, article_id, told("A quiet day.", "All is well."), 20)
        watch(store, told("Quillback fish and xanthan gum."), name="other.example")
    assert "quillfeather" in traces(data) or "uillfeather" in traces(data)

    assert forget(data, article_id, [2]) == 1

    assert traces(data) == []
    record = Record.open(data)
    assert texts(record, "quillfeather") == []
    assert texts(record, "quiet") == ["A quiet day."]
    assert texts(record, "quillback") == ["Quillback fish and xanthan gum."]


def test_text_that_stood_in_other_versions_too_stays(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        article_id = watch(store, told("First.", "Both."))
        add_version(store, article_id, told("Both.", "Second."), 10)

    assert forget(data, article_id, [2]) == 1
    assert [row[0] for row in rows(data)] == ["First.", "Both."]
    assert forget(data, article_id, [2]) == 0


def test_all_of_an_article_is_forgotten_and_what_comes_later_is_found(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        article_id = watch(store, told(SECRET, headline="Quillfeather found"))
    assert forget(data, article_id, None) == 2
    assert rows(data) == []


def test_a_forgotten_passage_that_is_published_again_is_a_new_one(store: Store, data: Path, record: Record) -> None:
    article_id = watch(store, told("A.", "Again."))
    engine = writing_engine(data / "archive.db")
    with engine.begin() as connection:
        forget_text(connection, article_id, [1])
    engine.dispose()
    add_version(store, article_id, told("A.", "Again."), 10)

    (found,) = record.search(Question(words="again")).passages
    assert (found.first, found.came_by) == (2, at(10))
