from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.crashing import KILLED, child, said, write_all
from tests.edges.store.examples import NOON, opening
from tracker.edges.store import Record, Store
from tracker.model import DeliveryState

ORPHANS = """
    SELECT count(*) FROM blob WHERE id NOT IN
    (SELECT body_blob FROM version UNION SELECT story_blob FROM version UNION SELECT capture_blob FROM version)
"""
MISCOUNTED = """
    SELECT count(*) FROM article WHERE versions <> (SELECT count(*) FROM version WHERE article_id = article.id)
"""


def passes(data: Path, place: Path) -> Counter[str]:
    """Give how often each fault point is passed when nothing goes wrong."""
    log = place / "passes"
    assert child(write_all, data, place / "said", "", 0, str(log)) == 0
    assert said(place / "said")[-1] == "closed 0"
    return Counter(log.read_text().splitlines())


def assert_sound(data: Path, acknowledged: list[str]) -> None:
    """Hold a record to its promise: opened without help, whole, and with all that was acknowledged."""
    with Store.open(data, clock=lambda: NOON) as store:
        record = Record.open(data)
        assert record.verify() == []
        for kind, *words in (line.split() for line in acknowledged):
            if kind == "version":
                assert store.story(int(words[0]), int(words[1]))
            if kind == "sent":
                states = {owed.message_id: owed.state for owed in record.deliveries()}
                assert states[words[0]] is DeliveryState.SENT
        owed = Counter((one.article_id, one.version) for one in record.deliveries())
        changes = [(one.id, number) for one in record.articles() for number in range(2, one.versions + 1)]
        assert owed == Counter(changes)
    assert_no_orphans(data)


def assert_no_orphans(data: Path) -> None:
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute(ORPHANS).fetchone() == (0,)
        assert connection.execute(MISCOUNTED).fetchone() == (0,)


@pytest.mark.slow
def test_a_kill_at_a_step_of_a_write_loses_nothing_that_was_acknowledged(data: Path, tmp_path: Path) -> None:
    """One step in three; `python -m bench.sweeps record` kills at each of them."""
    points = passes(data, tmp_path)
    chosen = {"store.create.before", "store.schema.after", "store.version.before", "store.commit.after"}
    chosen |= set(random.Random(7).sample(sorted(points), len(points) // 3))
    assert chosen <= set(points)
    for point, count in points.items():
        if point not in chosen:
            continue
        place, words = data.parent / point, tmp_path / point
        assert child(write_all, place, words, point, count, "") == KILLED, point
        assert_sound(place, said(words))


def write_on(data: Path, say: object) -> None:
    """Write from eight threads until killed."""
    assert callable(say)
    store = Store.open(data, clock=lambda: NOON)

    def add(thread: int) -> None:
        for number in range(500):
            name = f"{thread}-{number}-{time.monotonic_ns()}.example"
            say(f"version {store.open_watch(opening(f'https://{name}/', name=name)).id} 1")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()


def test_a_kill_at_any_moment_under_eight_writers_loses_nothing_that_was_acknowledged(
    data: Path, tmp_path: Path
) -> None:
    words = tmp_path / "said"
    for nth in random.Random(7).sample(range(1, 40), 6):
        assert child(write_on, data, words, "store.commit.before", nth, "") == KILLED
        assert len(said(words)) >= nth - 2
        assert_sound(data, said(words))


def test_a_record_left_by_a_killed_writer_is_read_without_help(data: Path, tmp_path: Path) -> None:
    words = tmp_path / "said"
    assert child(write_all, data, words, "store.beat.before", 1, "") == KILLED
    assert (data / "archive.db-wal").stat().st_size > 0
    record = Record.open(data)
    assert sum(article.versions for article in record.articles()) == 4
    assert record.verify() == []
