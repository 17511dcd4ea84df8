from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.view.sparkline import activity, counted, life_line, spark

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def before(*hours: float) -> list[datetime]:
    return [NOON - timedelta(hours=hour) for hour in hours]


def test_a_count_is_the_same_height_wherever_it_stands() -> None:
    assert spark(range(11), blocks=True) == "·▁▂▃▄▅▆▇███"
    assert spark([8, 1], blocks=True)[1] == spark([1, 1], blocks=True)[1]


def test_where_blocks_cannot_be_shown_the_numbers_themselves_are() -> None:
    signs = spark(range(12), blocks=False)

    assert signs == ".12345678999"
    assert signs.isascii()


def test_the_changes_of_a_day_stand_in_their_hours_the_newest_last() -> None:
    times = before(23.5, 3.5, 3.25, 0.5, 25)

    assert activity(times, now=NOON, count=24) == [1, *[0] * 19, 2, 0, 0, 1]
    assert activity(times, now=NOON, count=8) == [1, 0, 0, 0, 0, 0, 2, 1]
    assert activity([], now=NOON, count=8) == [0] * 8


@pytest.mark.parametrize(
    ("hours", "drawn", "words"),
    [
        ((0.05, 0.04), "▂···", "a sign is 1 min"),
        ((2, 2, 1, 0), "▂" + "·" * 11 + "▁" + "·" * 11 + "▁", "a sign is 5 min"),
        ((48, 24, 0), "▁" + "·" * 23 + "▁" + "·" * 23 + "▁", "a sign is 1 h"),
    ],
)
def test_a_life_is_drawn_from_its_first_version_to_now(hours: tuple[float, ...], drawn: str, words: str) -> None:
    line = life_line(before(*hours), now=NOON, zone=UTC, blocks=True, most=49).plain

    assert line.split("  ")[0] == drawn
    assert line.endswith(words)


def test_a_life_longer_than_all_signs_shows_its_newest_part() -> None:
    line = life_line(before(24 * 365 * 60, 0.5), now=NOON, zone=UTC, blocks=False, most=10).plain

    assert line.split("  ")[0] == ".........1"
    assert "since 2016-03-" in line


def test_a_first_version_of_this_moment_is_one_sign() -> None:
    assert life_line([NOON], now=NOON, zone=UTC, blocks=False).plain.startswith("1  versions since 12:00")
    assert life_line([NOON + timedelta(seconds=5)], now=NOON, zone=UTC, blocks=False).plain.startswith("1  ")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.integers(1, 60))
def test_no_version_is_lost_from_a_life_that_fits(minutes: list[int], most: int) -> None:
    times = sorted(NOON - timedelta(minutes=one) for one in minutes)
    told = counted(times, begin=times[0], step=timedelta(minutes=1000), count=2)

    assert sum(told) == len(times)
    assert len(life_line(times, now=NOON, zone=UTC, blocks=False, most=most).plain.split("  ")[0]) <= most
