from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.core.schedule.test_forecast import article
from tests.edges.store.examples import NOON, URL, at, opening
from tracker.app.planning import course, forecast_of, host_forecasts, host_loads, next_looks
from tracker.edges.store import Record, Store
from tracker.model import FetchSettings, Outcome, PageState, Visit

SETTINGS = FetchSettings()


def test_the_record_is_forecast_by_host(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        store.claim_host("quiet.example.org", NOON, lease=timedelta(minutes=2))
        loads = host_loads(store, SETTINGS)
    record = Record.open(tmp_path)
    busy, quiet = host_forecasts(record, SETTINGS, NOON)
    assert [look.article.url for look in busy.looks] == [URL]
    assert (quiet.host.name, quiet.looks) == ("quiet.example.org", ())
    assert next_looks([busy, quiet], at(5)) == [*busy.looks]
    assert next_looks([busy, quiet], NOON) == []
    assert forecast_of(record.article(1), record, SETTINGS, NOON) == busy
    ((planned, allowed),) = loads.values()
    assert planned == pytest.approx(busy.planned_per_hour)
    assert allowed == 60.0


def visit(minutes: float, outcome: Outcome, *, looks: int = 1, until: float | None = None) -> Visit:
    """A look, or a run of looks alike."""
    return Visit(
        began=at(minutes),
        ended=at(until if until is not None else minutes),
        outcome=outcome,
        state=PageState.ARTICLE,
        reason="",
        looks=looks,
    )


def test_the_course_of_a_watch_counts_looks_and_changes_and_is_warm_where_it_changed() -> None:
    visits = [
        visit(0, Outcome.FIRST),
        visit(10, Outcome.SAME, looks=5, until=50),
        visit(60, Outcome.CHANGED),
        visit(70, Outcome.CHANGED),
    ]
    went = course(article(1, None), visits, at(240), spans=24)
    assert (went.begin, went.step) == (NOON, timedelta(minutes=10))
    assert went.looks == (1, 1, 1, 1, 1, 1, 1, 1, *[0] * 16)
    assert went.changes == (0, 0, 0, 0, 0, 0, 1, 1, *[0] * 16)
    assert max(went.rates) == went.rates[7]
    assert went.rates[23] < went.rates[10] < went.rates[7]


def test_an_article_without_a_look_has_a_course_too() -> None:
    went = course(article(1, None), [], NOON, spans=10)
    assert (sum(went.looks), sum(went.changes)) == (0, 0)
