from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.sources.moments import source_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sun, 01 Mar 2026 12:00:00 +0100", (2026, 3, 1, 11)),
        ("Sun, 1 Mar 2026 12:00 EST", (2026, 3, 1, 17)),
        ("01 Mar 2026 12:00:00 GMT", (2026, 3, 1, 12)),
        ("2026-03-01T12:00:00Z", (2026, 3, 1, 12)),
        ("2026-03-01T12:00:00.123456789+02:00", (2026, 3, 1, 10)),
        ("2026-03-01 12:00:00", (2026, 3, 1, 12)),
        ("2026-03-01T12:00+0530", (2026, 3, 1, 6, 30)),
        ("2026-03-01", (2026, 3, 1)),
        ("2026-03", (2026, 3, 1)),
        ("20260301T120000Z", (2026, 3, 1, 12)),
    ],
)
def test_dates_of_feeds_and_sitemaps_are_read(text: str, moment: tuple[int, ...]) -> None:
    assert source_moment(f" {text}\n") == datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize("text", ["", "today", "2026-13-45", "0001-01-01", "9999-12-31", "Sun, 99 Foo 2026", "-"])
def test_what_is_no_date_of_our_times_is_none(text: str) -> None:
    assert source_moment(text) is None


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    found = source_moment(text)

    assert found is None or found.tzinfo is UTC
