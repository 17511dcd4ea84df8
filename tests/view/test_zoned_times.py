from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.view.zoned_times import bracket_words, dated, local_time, moment_words, utc_words

SEEN = datetime(2026, 11, 22, 13, 7, 5, tzinfo=UTC)
PARIS, DELHI = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Kolkata")


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (5, "22 Nov 2026, between 14:02 and 14:07 CET (13:02 and 13:07 UTC)"),
        (1, "22 Nov 2026, between 14:06:05 and 14:07:05 CET (13:06:05 and 13:07:05 UTC)"),
        (14 * 60, "22 Nov 2026, between 00:07 and 14:07 CET (23:07 and 13:07 UTC)"),
        (24 * 60, "between 21 Nov 2026, 14:07 and 22 Nov 2026, 14:07 CET (13:07 and 13:07 UTC)"),
    ],
)
def test_a_change_is_bracketed_in_the_zone_and_in_utc(minutes: int, told: str) -> None:
    assert bracket_words(SEEN - timedelta(minutes=minutes), SEEN, PARIS) == told


def test_utc_is_not_said_twice() -> None:
    assert bracket_words(SEEN - timedelta(minutes=5), SEEN, UTC) == "22 Nov 2026, between 13:02 and 13:07 UTC"
    assert dated(SEEN, UTC) == "22 Nov 2026, 13:07 UTC"


def test_a_time_of_another_day_has_its_date() -> None:
    assert local_time(SEEN, PARIS, SEEN.date()) == "14:07 CET"
    assert local_time(SEEN, PARIS, SEEN.date() - timedelta(days=1)) == "22 Nov 2026, 14:07 CET"
    assert moment_words(SEEN, DELHI, SEEN.date()) == "18:37 IST (13:07 UTC)"


@pytest.mark.parametrize("moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_times_at_the_ends_of_all_calendars_are_told(moment: datetime) -> None:
    assert dated(moment, PARIS)
    assert utc_words(moment).endswith(" UTC")


def test_what_is_compared_with_other_records_is_in_utc_to_the_second() -> None:
    assert utc_words(SEEN.astimezone(PARIS)) == "2026-11-22 13:07:05 UTC"
