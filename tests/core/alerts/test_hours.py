from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.alerts.hours import next_digest, next_digest_awake, quiet_until
from tracker.model import QuietHours

BERLIN = ZoneInfo("Europe/Berlin")
KOLKATA = ZoneInfo("Asia/Kolkata")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
NIGHT = QuietHours(begins=time(22), ends=time(7))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-22T20:59", None),
        ("2026-11-22T21:00", "2026-11-23T06:00"),
        ("2026-11-23T05:59", "2026-11-23T06:00"),
        ("2026-11-23T06:00", None),
        ("2026-11-23T12:00", None),
    ],
)
def test_a_night_goes_past_midnight_and_ends_in_the_morning(now: str, end: str | None) -> None:
    assert quiet_until(utc(now), NIGHT, BERLIN) == (end and utc(end))


def test_a_rest_at_noon_stays_within_its_day() -> None:
    rest = QuietHours(begins=time(12), ends=time(14))
    assert quiet_until(utc("2026-11-22T11:30"), rest, BERLIN) == utc("2026-11-22T13:00")
    assert quiet_until(utc("2026-11-22T13:00"), rest, BERLIN) is None


def test_no_quiet_hours_and_those_that_end_when_they_begin_are_never_quiet() -> None:
    never = QuietHours(begins=time(7), ends=time(7))
    assert quiet_until(utc("2026-11-22T06:00"), None, BERLIN) is None
    assert quiet_until(utc("2026-11-22T06:00"), never, BERLIN) is None


def test_the_night_in_which_clocks_go_forward_is_an_hour_shorter() -> None:
    assert quiet_until(utc("2026-03-28T21:00"), NIGHT, BERLIN) == utc("2026-03-29T05:00")


def test_the_night_in_which_clocks_go_back_is_an_hour_longer() -> None:
    assert quiet_until(utc("2026-10-24T20:00"), NIGHT, BERLIN) == utc("2026-10-25T06:00")


def test_an_end_that_the_clocks_leap_over_is_the_leap() -> None:
    night = QuietHours(begins=time(22), ends=time(2, 30))
    assert quiet_until(utc("2026-03-29T00:59"), night, BERLIN) == utc("2026-03-29T01:00")
    assert quiet_until(utc("2026-03-29T01:00"), night, BERLIN) is None


def test_an_end_that_comes_twice_is_the_later_one_so_that_nobody_is_woken_between() -> None:
    night = QuietHours(begins=time(22), ends=time(2, 30))
    assert quiet_until(utc("2026-10-25T00:40"), night, BERLIN) == utc("2026-10-25T01:30")
    assert quiet_until(utc("2026-10-25T01:30"), night, BERLIN) is None


def test_digests_leave_at_the_next_of_their_times() -> None:
    times = (time(8), time(18, 30))
    assert next_digest(utc("2026-11-22T06:59"), times, BERLIN) == utc("2026-11-22T07:00")
    assert next_digest(utc("2026-11-22T07:00"), times, BERLIN) == utc("2026-11-22T17:30")
    assert next_digest(utc("2026-11-22T17:30"), times, BERLIN) == utc("2026-11-23T07:00")


def test_a_digest_at_a_time_that_comes_twice_leaves_once_and_one_that_does_not_come_leaves_at_the_leap() -> None:
    at = (time(2, 30),)
    assert next_digest(utc("2026-10-24T22:00"), at, BERLIN) == utc("2026-10-25T00:30")
    assert next_digest(utc("2026-10-25T00:30"), at, BERLIN) == utc("2026-10-26T01:30")
    assert next_digest(utc("2026-03-28T22:00"), at, BERLIN) == utc("2026-03-29T01:00")


@pytest.mark.parametrize(
    ("now", "zone", "hour"),
    [
        ("2026-11-22T12:00", BERLIN, "2026-11-22T13:00"),
        ("2026-11-22T12:59:59", BERLIN, "2026-11-22T13:00"),
        ("2026-11-22T12:00", KOLKATA, "2026-11-22T12:30"),
        # Clocks go back by half an hour at 02:00: the hour from 01:00 takes ninety minutes, as the people see it.
        ("2026-04-04T14:10", LORD_HOWE, "2026-04-04T15:30"),
    ],
)
def test_without_times_a_digest_leaves_each_full_hour_of_the_local_clock(now: str, zone: ZoneInfo, hour: str) -> None:
    assert next_digest(utc(now), (), zone) == utc(hour)


def test_a_digest_that_falls_into_the_night_leaves_in_the_morning() -> None:
    assert next_digest_awake(utc("2026-11-22T20:30"), (), NIGHT, BERLIN) == utc("2026-11-23T06:00")
    assert next_digest_awake(utc("2026-11-22T12:30"), (), NIGHT, BERLIN) == utc("2026-11-22T13:00")


ZONES = st.sampled_from(
    [BERLIN, KOLKATA, LORD_HOWE, *map(ZoneInfo, ("America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "UTC"))]
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
MOMENTS = st.integers(1_170_000_000, 2_020_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(MOMENTS, st.lists(TIMES, max_size=3), ZONES)
def test_a_digest_is_always_ahead_and_within_two_days(now: datetime, at: list[time], zone: ZoneInfo) -> None:
    moment = next_digest(now, at, zone)
    assert moment.tzinfo is UTC
    assert timedelta(0) < moment - now <= timedelta(hours=50)


@given(MOMENTS, TIMES, TIMES, ZONES)
def test_quiet_hours_are_told_by_the_local_clock_and_end_within_a_day(
    now: datetime, begins: time, ends: time, zone: ZoneInfo
) -> None:
    end = quiet_until(now, QuietHours(begins=begins, ends=ends), zone)
    local = now.astimezone(zone)
    if end is not None:
        assert timedelta(0) < end - now <= timedelta(hours=26)
        assert quiet_until(end, QuietHours(begins=begins, ends=ends), zone) is None
    within = begins <= local.time() < ends if begins <= ends else not ends <= local.time() < begins
    day = timedelta(days=1)
    if (now - day).astimezone(zone).utcoffset() == (now + day).astimezone(zone).utcoffset():
        assert (end is not None) == within
