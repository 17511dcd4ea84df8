from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.app.clock import display_zone, now

SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_the_present_is_utc() -> None:
    assert now().utcoffset() == timedelta(0)


def test_a_zone_is_taken_by_name() -> None:
    assert display_zone("Europe/Paris") == ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Tokyo", 21), ("America/New_York", 8), ("UTC", 12)])
def test_without_a_name_this_machines_zone_is_taken(monkeypatch: pytest.MonkeyPatch, zone: str, hour: int) -> None:
    from tzlocal import reload_localzone

    monkeypatch.setenv("TZ", zone)
    reload_localzone()
    try:
        assert SUMMER.astimezone(display_zone("")).hour == hour
    finally:
        monkeypatch.undo()
        reload_localzone()
