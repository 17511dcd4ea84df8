from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.edges.fetch.gates import gate
from tests.edges.store.examples import NOON, opening
from tests.servers.timestamps import TimestampAuthority, needs_openssl
from tracker.edges.store import ProofRecord, Store
from tracker.edges.timestamps import TimestampServer, checked
from tracker.jobs.sealing import pause_after, seal, stamp


@pytest.fixture
def days(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "data", clock=lambda: NOON)
    store.open_watch(opening())
    return store


def test_a_day_is_sealed_ten_minutes_after_it_has_ended_and_once(days: Store) -> None:
    midnight = datetime(2026, 3, 15, tzinfo=UTC)
    assert seal(days, lambda: midnight + timedelta(minutes=9)) == []
    assert [day.day for day in seal(days, lambda: midnight + timedelta(minutes=10))] == ["2026-03-14"]
    assert seal(days, lambda: midnight + timedelta(hours=3)) == []
    days.close()


@needs_openssl
def test_the_newest_day_is_stamped_by_a_real_authority_once_it_answers(days: Store, tmp_path: Path) -> None:
    present = datetime.now(UTC)
    seal(days, lambda: present)
    with TimestampAuthority(tmp_path) as authority, gate(authority.place) as opened:
        server = TimestampServer(authority.url, post=opened.post, ca_file=authority.ca_file)
        authority.answer = b"busy"
        failed = stamp(days, server, lambda: present)
        assert failed is not None
        assert (failed.stamp, failed.tries, failed.next_try) == (None, 1, present + timedelta(minutes=5))
        authority.answer = None
        assert stamp(days, server, lambda: present + timedelta(minutes=4)) is None
        assert len(authority.requests) == 1
        given = stamp(days, server, lambda: present + timedelta(minutes=6))
        assert given is not None
        (day,) = ProofRecord.open(tmp_path / "data").day_roots()
        assert day.stamp is not None
        assert day.stamp == given.stamp
        assert checked(day.stamp.answer, day.chain_hash.encode(), ca_file=authority.ca_file) == day.stamp
    days.close()


@needs_openssl
def test_a_server_whose_clock_is_another_is_not_believed(days: Store, tmp_path: Path) -> None:
    seal(days, lambda: datetime.now(UTC))
    with TimestampAuthority(tmp_path) as authority, gate(authority.place) as opened:
        server = TimestampServer(authority.url, post=opened.post, ca_file=authority.ca_file)
        told = stamp(days, server, lambda: datetime.now(UTC) + timedelta(hours=2))
    assert told is not None
    assert told.stamp is None
    assert "one of the two clocks is wrong" in told.told
    days.close()


def test_the_pause_doubles_to_six_hours() -> None:
    assert [pause_after(tries).total_seconds() / 60 for tries in (1, 2, 3, 9, 99)] == [5, 10, 20, 360, 360]
