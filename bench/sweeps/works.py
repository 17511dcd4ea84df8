"""What is asked of a record that no verb asks every day, and how a restart goes on from there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from tests.edges.store.examples import LEASE, NOON, at, changed, host, opening, ready, story, unchanged
from tests.edges.store.older import keep_older_record
from tracker.edges.read_marks import ReadMarks
from tracker.edges.store import Record, Store
from tracker.model import SeenLine
from tracker.model.day import Stamp

Say = Callable[[str], None]
DAY: Final = 24 * 60
SITES: Final = ("paper", "gazette", "echo")


def ask_a_record(data: Path, say: Say) -> None:
    """Do what a daemon does to its record now and then, saying each version and mail that was acknowledged."""
    with Store.open(data, clock=lambda: NOON) as store:
        for name in SITES:
            watched = store.open_watch(opening(f"https://{name}.example/", name=f"{name}.example"))
            say(f"version {watched.id} 1")
        sister = store.open_watch(opening("https://paper.example/b", name="paper.example"))
        say(f"version {sister.id} 1")
        _learn(store, say)
        _keep_time(store)
        _tell(store, say)
    _beside(data, say)


def _learn(store: Store, say: Say) -> None:
    claim = store.claim(1, at(2), lease=LEASE)
    if claim is None:
        raise RuntimeError("the article is not free")
    store.release(claim)
    claim = store.claim(1, at(3), lease=LEASE)
    if claim is None:
        raise RuntimeError("the article is not free")
    report = changed(claim, at(3), "The bridge is open.", "anne@example.org")
    lines = (SeenLine(key="a", exact="b", matter=0.0),)
    version = store.record(
        replace(
            report, lines=lines, lines_since=at(1), site_lines=frozenset({"c"}), reread=story("The bridge is shut."),
            baseline=story("The bridge is open."), struck=b"<p>deadly</p>" * 20, strikes=1, hasten=2,
        )
    )  # fmt: skip
    say(f"version 1 {version.number if version else 0}")
    store.hasten(2, at(4), why="a feed says that it changed")
    store.limit(3, at(90), at(4))
    held = store.claim_host("echo.example", at(5), lease=LEASE)
    if held is not None:
        store.keep_robots("echo.example", b"User-agent: *\nDisallow: /b\n", at(5))
        store.release_host(held, replace(held.host, robots_status=200, robots_until=at(DAY)))


def _keep_time(store: Store) -> None:
    store.beat(at(6))
    store.keep_bucket(replace(host(at(6)), name="all"))
    store.shift_plans(timedelta(minutes=-5))
    store.shift_plans(timedelta(minutes=5))
    store.close_days(at(DAY))
    day = store.hash_day(at(DAY))
    if day is not None:
        store.stamp_later(day.day, again=at(DAY + 1), told="no answer")
        store.stamped(day.day, Stamp(at=at(DAY + 2), answer=b"signed"))


def _tell(store: Store, say: Say) -> None:
    telling = ready(store, at(7))
    if telling is None:
        raise RuntimeError("nothing is owed")
    store.failed(telling.deliveries[-1], told="550")
    again = store.retry(telling.deliveries[-1].id, at(8))
    telling = ready(store, at(9))
    if telling is not None:
        store.delivered(telling.deliveries[-1], at(9), told="250")
        say(f"sent {again.message_id}")


def _beside(data: Path, say: Say) -> None:
    older, damaged = data.with_name("older"), data.with_name("damaged")
    if not older.exists():
        keep_older_record(older)
    with Store.open(older, clock=lambda: NOON) as store:
        store.index_older(limit=9)
    _set_aside(damaged)
    ReadMarks(data.with_name("state"), Record.open(data).store_id()).put(1, 1)
    say("marked 1")


def _set_aside(data: Path) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        if not Record.open(data).articles():
            store.open_watch(opening())
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("UPDATE blob SET data = x'00' WHERE id = (SELECT story_blob FROM version)")
    (data / "archive.db-sums").unlink()
    with Store.open(data, clock=lambda: NOON) as store:
        store.claim_due(at(9), limit=1, lease=LEASE)


def go_on(data: Path, say: Say) -> None:
    """Start anew as a daemon does: leases end, the clock is followed, what is due is looked at, what is owed leaves."""
    with Store.open(data, clock=lambda: NOON) as store:
        later = at(2 * DAY)
        store.follow_clock(later)
        store.index_older(limit=9)
        store.close_days(later)
        while store.hash_day(later) is not None:
            pass
        for minutes in range(0, 30, 3):
            moment = later + timedelta(minutes=minutes)
            for claim in store.claim_due(moment, limit=5, lease=LEASE):
                store.record(unchanged(claim, moment))
            telling = ready(store, moment)
            if telling is not None:
                store.delivered(telling.deliveries[-1], moment, told="250")
                say(f"sent {telling.deliveries[-1].message_id}")
        store.beat(later)
    if (older := data.with_name("older")).exists():
        Store.open(older, clock=lambda: NOON).close()
    ReadMarks(data.with_name("state"), Record.open(data).store_id()).raise_to({1: 1})
