from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.examples import LEASE, NOON, at, changed, host, opening, page, plan, story
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store, Summary
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.model import ArticleState, DeliveryState


def test_a_record_that_does_not_exist_yet_is_empty_and_is_not_made(data: Path) -> None:
    record = Record.open(data)
    assert record.articles() == []
    assert record.find("bridge") == []
    assert record.visits(1) == []
    assert record.deliveries() == []
    assert record.hosts() == []
    assert record.held(1) is None
    assert record.verify() == []
    assert record.summary(NOON) == Summary()
    for ask in (record.article, record.versions, record.heat):
        with pytest.raises(NotFoundError, match="there is no article 1 in the record; see: tracker list"):
            ask(1)
    assert not data.exists()


def test_a_record_that_comes_to_be_is_read_from_then_on(data: Path) -> None:
    record = Record.open(data)
    assert record.articles() == []
    with Store.open(data, clock=lambda: NOON) as store:
        assert record.articles() == []
        watched = store.open_watch(opening())
        assert record.articles() == [watched]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("2", [2]),
        ("https://news.example/a", [1]),
        ("BRIDGE", [1, 2]),
        ("straße", [2]),
        ("STRASSE", [2]),
        ("100 %", [1]),
        ("100 _", []),
        ("9", []),
        ("99999999999999999999999999", []),
        ("", []),
        (" ", []),
    ],
)
def test_an_article_is_found_by_id_address_or_words_of_its_headline(
    store: Store, record: Record, words: str, ids: list[int]
) -> None:
    for address, headline in [("a", "Bridge closed, 100 % of traffic stopped"), ("b", "Bridge Straße open")]:
        first = opening(f"https://news.example/{address}")
        told = replace(first.report, story=story(headline=headline))
        store.open_watch(replace(first, headline=headline, report=told))
    assert [article.id for article in record.find(words)] == ids


def test_the_record_in_numbers(store: Store, record: Record) -> None:
    store.open_watch(opening("https://news.example/a"))
    store.open_watch(opening("https://news.example/b"))
    store.record(changed(look(store, 1), at(1), "Changed.", "anne@example.org"))
    store.pause(2)
    store.beat(at(3))
    summary = record.summary(at(2))
    assert summary.articles == {ArticleState.BREAKING: 1, ArticleState.PAUSED: 1}
    assert (summary.versions, summary.due) == (3, 1)
    assert summary.deliveries == {DeliveryState.PENDING: 1}
    assert summary.heartbeat == at(3)
    assert summary.size > 0


def test_a_version_that_is_not_there_is_told(store: Store, record: Record) -> None:
    store.open_watch(opening())
    with pytest.raises(NotFoundError, match="article 1 has no version 2; see: tracker log 1"):
        record.story(1, 2)
    with pytest.raises(NotFoundError, match="article 1 has no bytes of a version 2"):
        record.body(1, 2)


def test_a_record_reads_the_same_after_the_writer_left(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        watched = store.open_watch(opening())
    record = Record.open(data)
    assert record.articles() == [watched]
    assert record.body(1, 1) == page("The bridge is closed.")
    assert record.heat(1) == plan(NOON).heat
    assert record.hosts() == [host(NOON)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_record_in_a_folder_that_cannot_be_written_is_read(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
    data.chmod(0o500)
    try:
        assert len(Record.open(data).articles()) == 1
    finally:
        data.chmod(0o700)


def test_reading_beside_a_writer_sees_whole_transactions(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minute in range(1, 15):
        claim = store.claim(1, at(minute), lease=LEASE)
        assert claim is not None
        store.record(changed(claim, at(minute), f"Text {minute}."))
        assert record.article(1).versions == len(record.versions(1)) == minute + 1


def test_opening_a_record_does_not_import_alembic(data: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tracker.edges.store import Record, Store;"
        "Store.open(Path(sys.argv[1]), clock=None).close(); Record.open(Path(sys.argv[1])).articles();"
        "Store.open(Path(sys.argv[1]), clock=None).close();"
        "print([name for name in ('alembic', 'sqlalchemy.orm', 'mako') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program, data], capture_output=True, check=True, text=True)
    assert told.stdout == "[]\n"


def test_reading_a_list_does_not_load_what_writes_searches_or_proves(store: Store, data: Path) -> None:
    store.open_watch(opening())
    program = (
        "import sys; from pathlib import Path; from tracker.edges.store import Record;"
        "print(len(Record.open(Path(sys.argv[1])).articles()));"
        "rare = ('store', 'writing', 'days', 'proof_record', 'searching', 'search_words');"
        "rare += ('verifying', 'schema_sources');"
        "print([name for name in rare if f'tracker.edges.store.{name}' in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program, data], capture_output=True, check=True, text=True)
    assert told.stdout == "1\n[]\n"


def test_the_newest_versions_are_told_without_reading_the_others(store: Store, record: Record) -> None:
    assert record.latest(1) is None
    assert record.newest(5) == []
    store.open_watch(opening())
    store.open_watch(opening("https://other.example/", name="other.example"))
    for minutes in (10, 20):
        store.record(changed(look(store, minutes), at(minutes), f"Text {minutes}."))
    first, second, third = record.versions(1)
    assert record.latest(1) == third
    assert record.newest(2) == [third, second]
    assert record.newest(9) == [third, second, record.versions(2)[0], first]


def test_an_article_of_which_nothing_was_read_yet_has_no_versions_and_one_that_is_not_there_is_told(
    store: Store, record: Record
) -> None:
    unread = replace(opening().report, change=None, story=None, memory=None)
    store.open_watch(replace(opening(), report=unread))
    assert record.article(1).versions == 0
    assert record.versions(1) == store.versions(1) == []
    with pytest.raises(NotFoundError, match="there is no article 2 in the record"):
        record.versions(2)


def test_a_page_that_is_said_to_be_built_on_itself_ends_as_damage_not_as_a_circle(
    store: Store, record: Record, data: Path
) -> None:
    store.open_watch(opening())
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE blob SET base = id")
    with pytest.raises(StoreDamagedError):
        record.story(1, 1)
