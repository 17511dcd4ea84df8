"""Looks as they are kept: folded into runs by how they ended and on which rung, and counted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select

from tests.edges.store.examples import MINUTE, NOON, at, opening, unchanged, visit
from tests.edges.store.test_writing import look
from tracker.edges.blobs import unpack
from tracker.edges.store import Record, Store, queries, schema
from tracker.edges.store.schema_sources import metadata
from tracker.edges.store.visits import Last, write_visit
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


PAUSES = st.lists(
    st.tuples(
        st.integers(1, 200_000).map(lambda seconds: timedelta(seconds=seconds)),
        st.sampled_from((Outcome.SAME, Outcome.UNMODIFIED, Outcome.FAILED)),
    ),
    min_size=1,
    max_size=60,
)


def _last(connection: Connection) -> Last | None:
    """Give the newest visit to the first article."""
    columns = [schema.visit.c[name] for name in Last._fields]
    found = connection.execute(select(*columns).order_by(schema.visit.c.id.desc()).limit(1)).first()
    return None if found is None else Last(*found)


@given(PAUSES, st.sampled_from((MINUTE, timedelta(hours=1), timedelta(days=1))))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_over_months_no_look_is_lost_in_a_run_and_no_gap_hidden(
    tmp_path_factory: pytest.TempPathFactory, pauses: list[tuple[timedelta, Outcome]], planned: timedelta
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('visits') / 'v.db'}")
    metadata.create_all(engine)
    when, made = NOON, [visit(NOON, Outcome.FIRST)]
    for pause, outcome in pauses:
        when += pause
        made.append(visit(when, outcome))
    with engine.begin() as connection:
        for one in made:
            write_visit(connection, 1, _last(connection), one, day=0, planned=planned.total_seconds())
        runs = queries.visits(connection, 1)
    engine.dispose()
    assert sum(run.looks for run in runs) == len(made)
    ends = [(one.began, one.ended) for one in made]
    allowed = max(timedelta(hours=1), 2 * planned)
    late = {after[0] for before, after in pairwise(ends) if after[0] - before[1] > allowed}
    assert {run.began for run in runs if run.unwatched} == late
    for before, run in pairwise(runs):
        assert run.unwatched == (run.began - before.ended if run.began in late else timedelta(0))
    assert all(run.widest_gap <= allowed for run in runs)
    assert len(runs) <= 1 + len(late) + sum(
        a.outcome is not b.outcome or b.outcome is Outcome.FAILED for a, b in pairwise(made)
    )


def test_a_month_of_looks_that_saw_nothing_new_is_one_row_a_day(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for hour in range(1, 31 * 24):
        seen(store, 59.0 * hour, Outcome.UNMODIFIED, Rung.UNMODIFIED)
    runs = record.visits(1)
    assert sum(run.looks for run in runs) == 744
    assert (len(runs), {run.unwatched for run in runs}) == (32, {timedelta(0)})


def test_a_pause_longer_than_planned_is_told_with_the_look_after_it(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minutes in (2, 4, 4 + 300, 306):
        seen(store, minutes, Outcome.SAME, Rung.QUICK)
    runs = [(run.looks, run.unwatched) for run in record.visits(1)]
    assert runs == [(1, timedelta(0)), (2, timedelta(0)), (2, timedelta(minutes=300) - timedelta(seconds=1))]
