"""Sites that forbid, refuse or hang: obeyed, and nobody else waits for them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, MINUTE, NOON
from tests.edges.store.conftest import data as _data
from tests.jobs.fleet import SECOND, Fleet
from tests.jobs.test_fleet import sea as _sea
from tests.jobs.test_poll import look, watched
from tests.jobs.test_robots import ROBOTS, guarded, visited
from tracker.core.robots import Rules
from tracker.core.schedule import after_request
from tracker.model import (
    Host,
    PageState,
)

data = _data
sea = _sea


def test_pol_1_a_site_that_cannot_say_its_rules_is_left_alone() -> None:
    set_up, doorman = guarded(status=503)
    found = visited(set_up)
    assert found is not None
    assert found.visit.state is PageState.SERVER_ERROR
    assert found.visit.reason == f"{ROBOTS} answers HTTP 503, which forbids all until it is read"
    assert doorman.asked == [ROBOTS]
    assert set_up.log.now().host.blocked_until is not None


@given(
    header=st.none()
    | st.text()
    | st.from_regex(r"[A-Z][a-z]{2}, \d{1,9} [A-Z][a-z]{2} \d{1,9} \d+:\d+:\d+ [-+A-Z0-9]+"),
    status=st.none() | st.integers(100, 599),
    gap=st.timedeltas(timedelta(0), 10 * HOUR),
    per_hour=st.integers(0, 3600),
    tokens=st.floats(-1e6, 1e6),
    passed=st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
    refusals=st.integers(0, 10**6),
)
def test_pol_2_no_wait_is_shorter_than_the_gap_or_longer_than_a_day(
    header: str | None,
    status: int | None,
    gap: timedelta,
    per_hour: int,
    tokens: float,
    passed: timedelta,
    refusals: int,
) -> None:
    before = Host(name="example.org", ready_at=NOON, tokens=tokens, tokens_at=NOON, refusals=refusals)
    now = NOON + passed
    after = after_request(before, now, status=status, retry_after=header, gap=gap, per_hour=per_hour)
    assert after.ready_at >= now + gap
    assert after.ready_at <= now + max(gap, 24 * HOUR)
    assert after.tokens >= 0
    assert after.blocked_why.isprintable()


def test_pol_2_a_busy_host_is_left_alone_for_as_long_as_it_asks() -> None:
    here = watched()
    here.site.status, here.site.headers = 429, (("Retry-After", "120"),)

    look(here)

    assert here.log.now().host.ready_at == here.clock() + timedelta(seconds=120)


def test_host_1_no_host_is_asked_too_soon_and_nothing_starves(sea: Fleet) -> None:
    sea.sail(2 * HOUR, step=5 * SECOND)
    assert sea.complaints == []
    assert sea.polls > 60
    assert len({article for _, article, _ in sea.polled}) == 24


def test_pol_3_a_storm_of_refusals_is_obeyed_in_both_forms(sea: Fleet) -> None:
    storm = sea.waters.now + HOUR
    sea.waters.storms = {
        "host0.example.org": (storm, "900"),
        "host1.example.org": (storm, timedelta(minutes=25)),
        "host2.example.org": (storm, None),
    }
    sea.sail(2 * HOUR, step=5 * SECOND)
    assert sea.complaints == []
    refused = [moment for moment in sea.waters.asked["host0.example.org"] if moment < storm]
    assert all(after - before >= 15 * MINUTE for before, after in pairwise(refused[-3:]))
    assert {article for moment, article, _ in sea.polled if moment > storm} == set(range(1, 25))


ODD_RULES = {
    "a page": b"<!doctype html><html><body><p>Disallow: /</p></body></html>",
    "bytes": bytes(range(256)) * 10,
    "too many to read": b"User-agent: *\n" + b"# x\n" * 140_000 + b"Disallow: /\n",
    "no sound addresses": b"User-agent: *\nDisallow: http://[::1\nAllow: //[\nCrawl-delay: nan\n",
    "a pattern that never ends": b"User-agent: *\nDisallow: /" + b"*a" * 40 + b"b$\n",
}


@pytest.mark.parametrize("body", ODD_RULES.values(), ids=ODD_RULES.keys())
def test_pol_1_what_is_no_rule_forbids_nothing_and_takes_no_time(body: bytes) -> None:
    rules = Rules(body)
    assert rules.allow("https://news.example.org/" + "a" * 60)
    assert rules.crawl_delay is None


def test_pol_1_a_byte_order_mark_and_old_line_ends_hide_no_rule() -> None:
    assert not Rules(b"\xef\xbb\xbfUser-agent: *\rDisallow: /private\r").allow("https://news.example.org/private")
