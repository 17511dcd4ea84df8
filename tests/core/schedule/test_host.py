from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.core.schedule.articles import HOUR, MINUTE, NOON
from tracker.core.schedule import after_request, fresh_host, pace_for, ready, rested, stand_after
from tracker.model import Capture, FetchSettings, Host, Redirect

SECOND = timedelta(seconds=1)
GAP, PER_HOUR = 10 * SECOND, 60


def asked(
    host: Host, now: datetime, *, status: int | None = 200, retry_after: str | None = None, per_hour: int = PER_HOUR
) -> Host:
    return after_request(host, now, status=status, retry_after=retry_after, gap=GAP, per_hour=per_hour)


def test_a_host_that_was_never_asked_is_ready() -> None:
    assert ready(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON)


def test_two_requests_lie_a_gap_apart() -> None:
    host = asked(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON)
    assert not ready(host, NOON + 9 * SECOND)
    assert ready(host, NOON + 10 * SECOND)


def test_a_burst_of_five_minutes_then_one_request_a_minute() -> None:
    host, now, times = fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON, []
    for _ in range(10):
        now = max(now, host.ready_at)
        times.append((now - NOON).total_seconds())
        host = asked(host, now)
    assert times[:5] == [0, 10, 20, 30, 40]
    assert times[5:] == pytest.approx([60, 120, 180, 240, 300])


def test_no_host_is_asked_more_than_its_hour_and_the_burst_allow() -> None:
    host, now, count = fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON, 0
    while now < NOON + HOUR:
        host, count = asked(host, now), count + 1
        now = max(now, host.ready_at)
    assert count == 64


def test_a_host_without_bounds_is_ready_at_once() -> None:
    host = fresh_host("127.0.0.1:8080", NOON, per_hour=0)
    for _ in range(5):
        host = after_request(host, NOON, status=200, retry_after=None, gap=timedelta(0), per_hour=0)
        assert ready(host, NOON)


def test_a_clock_that_was_set_back_fills_no_bucket() -> None:
    host = asked(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON)
    assert asked(host, NOON - 24 * HOUR).tokens == 3.0


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(status: int) -> None:
    host = asked(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON, status=status, retry_after="120")
    assert host.blocked_until == NOON + 2 * MINUTE
    assert host.blocked_why == f"HTTP {status}: the site asks us to wait 2 min"
    assert not ready(host, NOON + 119 * SECOND)
    assert ready(host, NOON + 120 * SECOND)
    assert host.ready_at == NOON + 2 * MINUTE


def test_a_busy_server_that_does_not_say_how_long_is_left_alone_longer_each_time() -> None:
    host, now, waits = fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON, []
    for _ in range(8):
        host = asked(host, now, status=429)
        assert host.blocked_until is not None
        waits.append((host.blocked_until - now) // MINUTE)
        now = host.blocked_until
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert host.blocked_why == "HTTP 429 without a time to wait: left alone for 1 h"


def test_an_answer_ends_the_refusals() -> None:
    refused = asked(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON, status=503)
    answered = asked(refused, NOON + 2 * MINUTE, status=404)
    assert (answered.refusals, answered.blocked_until, answered.blocked_why) == (0, None, "")


def test_no_answer_does_not_end_a_wait_that_was_asked_for() -> None:
    refused = asked(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON, status=429, retry_after="3600")
    silent = asked(refused, NOON + MINUTE, status=None)
    assert silent.refusals == 1
    assert silent.blocked_until == NOON + HOUR
    assert silent.ready_at == NOON + HOUR
    assert not ready(silent, NOON + 59 * MINUTE)
    assert ready(asked(fresh_host("example.org", NOON, per_hour=60), NOON, status=None), NOON + GAP)


PRIVATE = FetchSettings(
    gap=timedelta(0),
    per_hour=0,
    allow_private=("127.0.0.1:8080", "10.0.0.0/8:80", "localhost:443", "[::1]:8080", "[fd00::/8]:443"),
)


@pytest.mark.parametrize(
    ("host", "unbounded"),
    [
        ("127.0.0.1:8080", True),
        ("127.0.0.1:8081", False),
        ("127.0.0.1", False),
        ("127.0.0.2:8080", False),
        ("10.1.2.3", True),
        ("10.1.2.3:8080", False),
        ("11.1.2.3", False),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("localhost:8080", False),
        ("localhost.example.org", False),
        ("[::1]:8080", True),
        ("[::1]", False),
        ("[fd12::7]", True),
        ("fd12::7", True),
        ("example.org", False),
    ],
)
def test_no_bound_holds_for_the_private_places_that_were_named_alone(host: str, unbounded: bool) -> None:
    usual = FetchSettings()
    expected = (timedelta(0), 0) if unbounded else (usual.gap, usual.per_hour)
    assert pace_for(host, PRIVATE) == expected


def test_a_pace_that_was_set_holds_everywhere() -> None:
    settings = replace(PRIVATE, gap=30 * SECOND, per_hour=7)
    assert pace_for("example.org", settings) == (30 * SECOND, 7)
    assert pace_for("127.0.0.1:8080", settings) == (30 * SECOND, 7)
    half = replace(PRIVATE, gap=30 * SECOND)
    assert pace_for("example.org", half) == (30 * SECOND, 60)


@pytest.mark.parametrize(("status", "waits"), [(403, True), (500, True), (404, False), (410, False), (200, False)])
def test_a_time_to_wait_is_kept_to_whatever_the_refusal_but_where_it_is_the_page_s_own(
    status: int, waits: bool
) -> None:
    host = asked(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON, status=status, retry_after="1800")
    assert ready(host, NOON + 29 * MINUTE) is not waits
    assert ready(host, NOON + 30 * MINUTE)


def test_a_redirect_is_paid_for_by_the_host_that_was_asked_twice() -> None:
    at = "https://example.org/a", "https://example.org/b", "https://www.example.org/b"
    hops = tuple(Redirect(url=url, status=302, location="x") for url in at)
    capture = Capture(
        requested=at[0],
        url="https://www.example.org/c",
        redirects=hops,
        status=200,
        status_line="HTTP/1.1 200 OK",
        headers=(),
        body=b"",
        began=NOON,
        ended=NOON,
    )
    fresh = fresh_host("example.org", NOON, per_hour=PER_HOUR)
    host = stand_after(fresh, capture, NOON, settings=FetchSettings())
    assert (host.tokens, host.ready_at) == (fresh.tokens - 2, NOON + 20 * SECOND)
    once = replace(capture, redirects=hops[:1])
    other = fresh_host("www.example.org", NOON, per_hour=PER_HOUR)
    assert stand_after(other, once, NOON, settings=FetchSettings()).ready_at == NOON + GAP


def test_a_host_that_takes_long_is_left_alone_for_longer() -> None:
    host = asked(fresh_host("example.org", NOON, per_hour=PER_HOUR), NOON)
    assert rested(host, NOON, took=2 * SECOND) == host
    assert rested(host, NOON, took=30 * SECOND).ready_at == NOON + 30 * SECOND
    blocked = asked(host, NOON, status=429, retry_after="1800")
    assert rested(blocked, NOON, took=30 * SECOND) == blocked
