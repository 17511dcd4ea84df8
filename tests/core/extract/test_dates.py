from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.extract.dates import moment


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-02T06:40:00+00:00", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("2026-03-02T06:40:00Z", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("2026-03-02T08:40:00+0200", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("2026-03-02 06:40:00 +00:00", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("2026-03-02 06:40:00 UTC", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("2026-03-02 06:40:00", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("2026-03-02T06:40:00.1234567Z", datetime(2026, 3, 2, 6, 40, 0, 123456, tzinfo=UTC)),
        ("2026-03-02", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2026/3/2", datetime(2026, 3, 2, tzinfo=UTC)),
        ("  2026-03-02T06:40:00Z\n", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 06:40:00 GMT", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 08:40:00 +0200", datetime(2026, 3, 2, 6, 40, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_however_sites_write_it(written: str, meant: datetime) -> None:
    assert moment(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        None,
        20260302,
        "",
        "today",
        "3 hours ago",
        "2026-13-40",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "x" * 80,
    ],
)
def test_anything_else_is_no_moment(written: object) -> None:
    assert moment(written) is None


@given(st.text(max_size=60))
def test_any_text_is_a_moment_in_utc_or_none(written: str) -> None:
    when = moment(written)
    assert when is None or when.tzinfo is UTC


@given(st.integers(631_238_400, 4_102_358_400), st.integers(-14, 14))
def test_every_moment_in_any_zone_is_read_back(seconds: int, hours: int) -> None:
    when = datetime.fromtimestamp(seconds, tz=timezone(timedelta(hours=hours)))
    assert moment(when.isoformat()) == when
