from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.view.times import away, bracket, clock, full

PARIS = ZoneInfo("Europe/Paris")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (at(10, 13), "14:00"),
        (at(10, 0, 5), "01:05"),
        (at(9, 23, 30), "00:30"),  # today, in the reader's zone
        (at(9, 22, 30), "2026-03-09 23:30"),
        (at(10, 22, 59), "23:59"),
        (at(10, 23), "2026-03-11 00:00"),
        (datetime(2025, 3, 10, 13, 0, tzinfo=UTC), "2025-03-10 14:00"),
    ],
)
def test_a_time_of_today_needs_no_date_and_any_other_has_one(moment: datetime, shown: str) -> None:
    assert clock(moment, PARIS, now=NOW) == shown


def test_a_time_over_20_hours_away_has_its_date_even_on_a_day_of_25_hours() -> None:
    evening = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)
    assert clock(evening - timedelta(hours=24), PARIS, now=evening) == "2026-10-25 00:30"
    assert clock(evening - timedelta(hours=19), PARIS, now=evening) == "04:30"


def test_the_zone_of_the_reader_decides_what_today_is() -> None:
    late = at(11, 6, 30)
    assert clock(late, LOS_ANGELES, now=NOW) == "23:30"
    assert clock(late, PARIS, now=NOW) == "2026-03-11 07:30"


def test_a_full_time_has_seconds_and_zone() -> None:
    moment = datetime(2026, 7, 1, 13, 4, 5, 678, tzinfo=UTC)
    assert full(moment, PARIS) == "2026-07-01 15:04:05 CEST"
    assert full(moment, UTC) == "2026-07-01 13:04:05 UTC"


@pytest.mark.parametrize("moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("zone", [UTC, PARIS, LOS_ANGELES, ZoneInfo("Pacific/Kiritimati")])
def test_a_page_may_date_itself_to_the_end_of_time(moment: datetime, zone: ZoneInfo) -> None:
    day = "-01-01 " if moment.month == 1 else "-12-31 "
    assert day in full(moment, zone)
    assert day in clock(moment, zone, now=NOW)


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(0), "now"),
        (timedelta(milliseconds=999), "now"),
        (timedelta(milliseconds=-999), "now"),
        (timedelta(seconds=1), "in 1 s"),
        (timedelta(minutes=-4), "4 min ago"),
        (timedelta(hours=2, minutes=5), "in 2 h 5 min"),
        (timedelta(days=-3, hours=-4), "3 d 4 h ago"),
    ],
)
def test_a_distance_is_said_with_its_direction(distance: timedelta, words: str) -> None:
    assert away(NOW + distance, now=NOW) == words


@pytest.mark.parametrize(
    ("old", "seen", "words"),
    [
        (None, at(10, 13), "first seen 14:00"),
        (None, at(3, 13), "first seen 2026-03-03 14:00"),
        (at(10, 12, 2), at(10, 12, 7), "between 13:02 and 13:07"),
        (at(10, 12, 2), at(10, 12, 2), "at 13:02"),
        (at(9, 22, 58), at(9, 23, 3), "between 2026-03-09 23:58 and 00:03"),
        (at(3, 12, 2), at(3, 12, 7), "between 2026-03-03 13:02 and 13:07"),
        (at(3, 12, 2), at(4, 12, 7), "between 2026-03-03 13:02 and 2026-03-04 13:07"),
    ],
)
def test_a_change_is_bracketed_by_the_looks_around_it(old: datetime | None, seen: datetime, words: str) -> None:
    assert bracket(old, seen, PARIS, now=NOW) == words
