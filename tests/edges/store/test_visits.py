"""Looks as they are kept: folded into runs by how they ended and on which rung, and counted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.edges.store.examples import at, opening, unchanged, visit
from tests.edges.store.test_writing import look
from tracker.edges.blobs import unpack
from tracker.edges.store import Record, Store
from tracker.model import Outcome, PageState, Rung


def seen(store: Store, minutes: float, outcome: Outcome, rung: Rung | None) -> None:
    report = unchanged(look(store, minutes), at(minutes), outcome)
    store.record(replace(report, visit=replace(report.visit, rung=rung)))


def test_looks_that_ended_alike_on_one_rung_are_one_run(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minutes, rung in ((2, Rung.QUICK), (4, Rung.QUICK), (6, Rung.FULL), (8, Rung.QUICK)):
        seen(store, minutes, Outcome.SAME, rung)
    runs = [(run.rung, run.looks) for run in record.visits(1)]
    assert runs == [(None, 1), (Rung.QUICK, 2), (Rung.FULL, 1), (Rung.QUICK, 1)]


def test_looks_are_counted_by_the_rung_they_ended_on(store: Store, record: Record) -> None:
    store.open_watch(opening())
    assert record.summary(at(1)).rungs == {}
    for minutes in (2, 4, 6):
        seen(store, minutes, Outcome.SAME, Rung.QUICK)
    seen(store, 8, Outcome.UNMODIFIED, Rung.UNMODIFIED)
    seen(store, 10, Outcome.FAILED, None)
    assert record.summary(at(11)).rungs == {Rung.QUICK: 3, Rung.UNMODIFIED: 1}


def killed(store: Store, minutes: float, body: bytes, strikes: int) -> None:
    """Record a look whose page killed its reader."""
    report = unchanged(look(store, minutes), at(minutes))
    failed = replace(visit(at(minutes), Outcome.FAILED, state=PageState.COLLAPSED), reason="the page killed its reader")
    store.record(replace(report, visit=failed, seen=False, capture=None, strikes=strikes, struck=body))


def test_the_last_page_that_killed_its_reader_is_kept_whole(store: Store, data: Path) -> None:
    store.open_watch(opening())
    killed(store, 2, b"<b>" * 9, 1)
    killed(store, 4, b"<i>" * 5000, 2)
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        ((reason, size, packed),) = connection.execute("SELECT reason, size, data FROM struck").fetchall()
    assert (reason, size) == ("the page killed its reader", 15000)
    assert unpack(packed, base=b"", size=size) == b"<i>" * 5000


def test_strikes_are_counted_with_the_article_and_end_with_a_good_look(store: Store) -> None:
    store.open_watch(opening())
    killed(store, 2, b"<b>", 1)
    killed(store, 4, b"<b>", 2)
    claim = look(store, 6)
    assert claim.strikes == 2
    store.record(replace(unchanged(claim, at(6)), strikes=0))
    assert look(store, 8).strikes == 0
