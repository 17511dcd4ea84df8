from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, NullPool, bindparam, insert, select

from tracker.edges.store import Store
from tracker.edges.store.opening import archive_path, reading_engine
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.readers import MOST_IDLE, Readers
from tracker.edges.store.schema import meta

READ = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))
ADD = Prepared(insert(meta))


@pytest.fixture
def readers(store: Store, data: Path) -> Readers:
    del store
    return Readers(reading_engine(archive_path(data), pool=NullPool))


def note(connection: Connection) -> object:
    return READ.scalar(connection, {"key": "note"})


def test_each_question_sees_the_record_as_it_is_when_it_is_asked(store: Store, readers: Readers) -> None:
    assert readers.ask(note) is None
    store._commits.run(lambda connection: ADD.run(connection, {"key": "note", "value": "later"}))
    assert readers.ask(note) == "later"
    readers.close()


def test_a_connection_is_used_again_but_not_after_a_fault(readers: Readers) -> None:
    def failing(connection: Connection) -> None:
        failed.append(connection)
        raise ValueError("a question that cannot be answered")

    failed: list[Connection] = []
    first = readers.ask(lambda connection: connection)
    assert readers.ask(lambda connection: connection) is first
    with pytest.raises(ValueError, match="a question that cannot be answered"):
        readers.ask(failing)
    assert failed == [first]
    assert first.closed
    assert readers.ask(lambda connection: connection) is not first
    readers.close()


def test_no_question_waits_for_another_and_few_connections_stay_open(readers: Readers) -> None:
    all_at_once = Barrier(MOST_IDLE + 2, timeout=10)

    def asked(_: int) -> Connection:
        return readers.ask(lambda connection: (note(connection), all_at_once.wait(), connection)[2])

    with ThreadPoolExecutor(MOST_IDLE + 2) as pool:
        used = list(pool.map(asked, range(MOST_IDLE + 2)))
    assert len(set(used)) == MOST_IDLE + 2
    assert [one.closed for one in used].count(False) == MOST_IDLE
    readers.close()
    assert all(one.closed for one in used)


def test_a_question_in_hand_when_the_file_is_let_go_of_ends_with_its_connection(
    readers: Readers,
) -> None:
    def closing(connection: Connection) -> Connection:
        readers.close()
        assert note(connection) is None
        return connection

    assert readers.ask(closing).closed
