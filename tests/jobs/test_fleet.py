"""A few hours of a small fleet; bench/fleet.py has the long form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.edges.store.conftest import data as _data
from tests.jobs.fleet import HOUR, SECOND, Fleet, fleet, launched

MINUTE = timedelta(minutes=1)
data = _data


@pytest.fixture
def sea(data: Path) -> Iterator[Fleet]:
    """Twenty-four articles on four hosts."""
    with fleet(data) as found:
        launched(found, articles=24, hosts=4)
        yield found


def test_a_clock_that_is_a_year_ahead_or_behind_for_a_while_ends_no_watch_and_silences_nobody(data: Path) -> None:
    with fleet(data) as sea:
        launched(sea, articles=6, hosts=2)
        for step in (timedelta(days=365), -timedelta(days=365)):
            before = sea.polls
            sea.set_clock(step)
            sea.sail(HOUR / 2, step=30 * SECOND)
            assert len({article for _, article, _ in sea.polled[before:]}) >= 4
        before = sea.polls
        sea.waters.wrong -= timedelta(days=365)  # Set while nobody ran.
        sea.store.follow_clock(sea.waters.clock())
        sea.sail(HOUR / 2, step=30 * SECOND)
        assert len({article for _, article, _ in sea.polled[before:]}) >= 4
        assert all(sea.store.article(number).next_look for number in range(1, 7))
        assert sea.complaints == []
