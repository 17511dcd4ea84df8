from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tracker.model.retry_after import asked_wait

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("120", 2 * MINUTE),
        (" 5 ", 5 * SECOND),
        ("0000000090", 90 * SECOND),
        ("86401", 24 * HOUR),
        ("9" * 5000, 24 * HOUR),
        ("Sat, 14 Mar 2026 12:01:00 GMT", MINUTE),
        ("Saturday, 14-Mar-26 12:01:00 GMT", MINUTE),
        ("Sat, 14 Mar 2026 13:01:00 +0100", MINUTE),
        ("Sat, 14 Mar 2026 12:01:00 -0000", MINUTE),
        ("Sat, 14 Mar 2037 12:01:00 GMT", 24 * HOUR),
        ("Sat, 14 Mar 2026 11:59:00 GMT", None),
        ("0", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_the_forms_of_retry_after(header: str | None, expected: timedelta | None) -> None:
    assert asked_wait(header, NOON) == expected


@pytest.mark.parametrize("ours", [-timedelta(hours=6), timedelta(0), timedelta(hours=6), timedelta(days=365)])
def test_a_clock_of_ours_that_is_wrong_cuts_no_wait_short(ours: timedelta) -> None:
    served, until = format_datetime(NOON, usegmt=True), format_datetime(NOON + timedelta(minutes=30), usegmt=True)
    wait = asked_wait(until, NOON + ours, date=served)
    assert wait is not None
    assert timedelta(minutes=30) <= wait <= timedelta(minutes=30) + max(-ours, timedelta(0))
    assert asked_wait(until, NOON + timedelta(hours=6), date="yesterday") is None
    assert asked_wait("120", NOON + ours, date=served) == timedelta(minutes=2)
