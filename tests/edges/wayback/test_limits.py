from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.edges.fetch.gates import NOON
from tracker.edges.wayback.limits import LONGEST_JOB, MINUTE, Limits

SECOND, NONE = timedelta(seconds=1), timedelta(0)


@given(
    st.integers(1, 5),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["begin", "end", "pause"])), max_size=60),
)
def test_no_bound_is_ever_passed_and_every_wait_ends(
    per_minute: int, at_once: int, steps: list[tuple[int, str]]
) -> None:
    limits, now = Limits(per_minute=per_minute, at_once=at_once), NOON
    begun: list[datetime] = []
    under_way: list[tuple[str, datetime]] = []
    paused = NOON
    for seconds, step in steps:
        now += seconds * SECOND
        under_way = [(name, since) for name, since in under_way if now < since + LONGEST_JOB]
        if step == "end" and under_way:
            limits.closed(under_way.pop(0)[0])
        elif step == "pause":
            limits.pause(now + 30 * SECOND)
            paused = now + 30 * SECOND
        elif (name := limits.take(now)) is not None:
            begun.append(now)
            under_way.append((name, now))
            assert now >= paused
        assert len(under_way) <= at_once
        assert sum(now - MINUTE < since for since in begun) <= per_minute
        assert NONE <= limits.wait(now) <= MINUTE
    assert limits.wait(now + LONGEST_JOB) == NONE


def test_a_bound_of_none_is_one() -> None:
    limits = Limits(per_minute=0, at_once=0)
    assert limits.take(NOON) is not None
    assert limits.take(NOON) is None


def test_a_clock_that_is_set_back_holds_nobody_up() -> None:
    limits = Limits(per_minute=1, at_once=1)
    limits.take(NOON)
    limits.pause(NOON + MINUTE)
    assert limits.wait(NOON - timedelta(days=30)) == NONE
