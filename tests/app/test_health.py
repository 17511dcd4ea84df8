from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.edges.store.examples import LEASE, NOON, at, changed, host, leaving, opening, unchanged, visit
from tracker.app.health import health
from tracker.app.requests import SOCKET_NAME
from tracker.edges.control import ControlServer
from tracker.edges.store import Store
from tracker.model import ArticleState, DeliveryState, Event, EventKind, Outcome, PageState, Report, Settings


def unhappy(folder: Path) -> None:
    """Keep a healthy article, a blind one on a host that is blocked, a paused blind one, and three alerts."""
    with Store.open(folder, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for number, name in ((2, "blind.example"), (3, "paused.example")):
            store.open_watch(opening(f"https://{name}/story", name=name))
            claim = store.claim(number, at(1), lease=LEASE)
            assert claim is not None
            store.record(_blind(claim.token, number, name))
        store.pause(3)
        claim = store.claim(1, at(2), lease=LEASE)
        assert claim is not None
        store.record(changed(claim, at(2), "It is open.", "a@example.org", "b@example.org", "c@example.org"))
        sent, failed = (leaving(store, at(3)) for _ in range(2))
        store.delivered(sent, at(3), told="250 OK")
        store.failed(failed, told="550 no such user")
        store.beat(at(3))


def _blind(token: str, article_id: int, name: str) -> Report:
    began = opening().report
    blocked = replace(host(at(1), name), refusals=1, blocked_until=at(30), blocked_why="HTTP 429")
    return Report(
        article_id=article_id,
        token=token,
        visit=replace(visit(at(1), Outcome.STATE, state=PageState.BLOCKED), reason="HTTP 403"),
        plan=replace(began.plan, at=at(20)),
        host=blocked,
    )


def test_a_folder_without_a_record_is_well_and_empty(tmp_path: Path) -> None:
    found = health(Settings(data=tmp_path / "data"), NOON)

    assert found.pid is None
    assert found.summary.versions == 0
    assert found.summary.heartbeat is None
    assert (found.hosts, found.troubled, found.owed) == ((), (), ())
    assert found.data == str(tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_trouble_is_told_by_name_and_what_is_well_in_numbers(tmp_path: Path) -> None:
    unhappy(tmp_path)

    found = health(Settings(data=tmp_path), at(10))

    assert [article.id for article in found.troubled] == [2]
    assert found.troubled[0].page_state_reason == "HTTP 403"
    assert {(one.recipient, one.state) for one in found.owed} == {
        ("b@example.org", DeliveryState.FAILED),
        ("c@example.org", DeliveryState.PENDING),
    }
    assert {one.host.name for one in found.hosts if one.host.blocked_until} == {"blind.example", "paused.example"}
    assert found.summary.deliveries == {
        DeliveryState.SENT: 1,
        DeliveryState.FAILED: 1,
        DeliveryState.PENDING: 1,
    }
    assert found.summary.articles[ArticleState.PAUSED] == 1
    assert found.summary.versions == 4
    assert found.summary.due == 1
    assert found.summary.heartbeat == at(3)
    assert found.summary.size > 0
    assert found.alerts.startswith("alerts go into the Maildir ")


def test_a_daemon_that_answers_is_named_by_its_process(tmp_path: Path) -> None:
    server = ControlServer(tmp_path / SOCKET_NAME, lambda _: {"answer": os.getpid()})
    try:
        found = health(Settings(data=tmp_path), NOON)
    finally:
        server.close()

    assert found.pid == os.getpid()


def test_a_daemon_that_was_killed_is_not_called_running(tmp_path: Path) -> None:
    unhappy(tmp_path)
    ControlServer(tmp_path / SOCKET_NAME, lambda _: {}).close()
    (tmp_path / SOCKET_NAME).touch()

    found = health(Settings(data=tmp_path), at(3) + timedelta(hours=1))

    assert found.pid is None
    assert found.summary.heartbeat == at(3)


def test_sites_that_were_redesigned_within_a_month_are_named(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        for number in (1, 2, 3):
            store.open_watch(opening(f"https://news.example/{number}"))
            claim = store.claim(number, at(number), lease=LEASE)
            assert claim is not None
            relaid = Event(kind=EventKind.LAYOUT, state="laid out anew", reason="", began=at(number), ended=at(number))
            store.record(replace(unchanged(claim, at(number)), events=(relaid,)))
    settings = Settings(data=tmp_path)

    (redesign,) = health(settings, NOON + timedelta(days=30)).redesigns
    assert (redesign.host, redesign.kind, redesign.articles) == ("news.example", "site redesigned", 3)
    assert health(settings, NOON + timedelta(days=31)).redesigns == ()
