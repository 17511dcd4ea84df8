from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.examples import LEASE, NOON, at, changed, opening, unchanged
from tracker.edges.store import Freshness, Record, Store
from tracker.errors import StoreError


def test_it_tells_once_for_each_time_that_something_was_written(tmp_path: Path) -> None:
    fresh = Freshness(tmp_path)
    assert not fresh.changed()

    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        assert fresh.changed()
        assert not fresh.changed()

        (claim,) = store.claim_due(at(1), limit=1, lease=LEASE)
        store.record(changed(claim, at(1), "The bridge is open."))
        assert fresh.changed()
        assert not fresh.changed()

        (claim,) = store.claim_due(at(3), limit=1, lease=LEASE)
        store.record(replace(unchanged(claim, at(3)), seen=True))
        assert fresh.changed()
    fresh.close()


def test_reading_is_no_change(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        fresh = Freshness(tmp_path)
        fresh.changed()

        assert Record.open(tmp_path).articles()

        assert not fresh.changed()
        fresh.close()


def test_a_record_put_in_the_place_of_another_is_a_change(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with Store.open(tmp_path / name, clock=lambda: NOON) as store:
            store.open_watch(opening())
    fresh = Freshness(tmp_path / "one")
    fresh.changed()

    (tmp_path / "two" / "archive.db").replace(tmp_path / "one" / "archive.db")
    assert fresh.changed()
    assert not fresh.changed()

    (tmp_path / "one" / "archive.db").unlink()
    assert fresh.changed()
    assert not fresh.changed()
    fresh.close()


def test_what_is_no_record_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"no database" * 1000)

    with pytest.raises(StoreError, match=r"archive\.db is damaged"):
        Freshness(tmp_path).changed()
