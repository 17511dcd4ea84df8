from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.robots import ENDLESS_REDIRECTS, Permission, Rules, permission, robots_address, told_robots
from tracker.model import Host

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://news.example.org/fire"
NEVER_ASKED = Host(name="news.example.org", ready_at=NOON, tokens=5.0, tokens_at=NOON)
CLOSED = Rules(b"User-agent: *\nDisallow: /\n")


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        (b"", "/fire", True),
        (b"User-agent: *\nDisallow: /private/\n", "/fire", True),
        (b"User-agent: *\nDisallow: /private/\n", "/private/fire", False),
        # The longest rule that matches holds.
        (b"User-agent: *\nDisallow: /news\nAllow: /news/live\n", "/news/live/1", True),
        (b"User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", False),
        (b"User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf?x=1", True),
        # A group for us is the only one that counts.
        (b"User-agent: *\nDisallow: /\n\nUser-agent: Breaking-News-Tracker\nDisallow: /x\n", "/fire", True),
        (b"User-agent: other\nDisallow: /\n", "/fire", True),
        # As sites name programs that say their version.
        (b"User-agent: Breaking-News-Tracker/0.1 # you\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/fire", False),
        (b"User-agent: breaking-news-tracker-x/1\nDisallow: /\n", "/fire", True),
        # What is asked is `/private/fire`.
        (b"User-agent: *\nDisallow: /private/\n", "/a/../private/fire?x=1", False),
        (b"User-agent: *\nDisallow: /private/\n", "/a/%2E%2e/./private/fire", False),
        (b"User-agent: *\nDisallow: /private/\n", "/private/../fire", False),
        (b"User-agent: *\nDisallow: /*.pdf$\n", "/a.html", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n", "/fire", False),
        (b"<html><body>User-agent: *</body></html>", "/fire", True),
        (b"\xff\xfe\x00\x01 not a robots file", "/fire", True),
    ],
)
def test_an_address_is_allowed_by_the_longest_rule_of_the_group_that_names_us(
    robots: bytes, path: str, allowed: bool
) -> None:
    assert Rules(robots).allow(f"https://news.example.org{path}") is allowed


def test_no_more_than_half_a_megabyte_is_read() -> None:
    filler = b"# filler\n" * (512 * 1024 // 9 + 1)
    assert Rules(filler + b"User-agent: *\nDisallow: /\n").allow(URL)


@pytest.mark.parametrize(
    ("words", "delay"),
    [(b"30", timedelta(seconds=30)), (b"0.5", timedelta(seconds=0.5)), (b"1e9", DAY)],
)
def test_a_crawl_delay_is_obeyed_up_to_a_day(words: bytes, delay: timedelta) -> None:
    assert Rules(b"User-agent: *\nCrawl-delay: " + words).crawl_delay == delay


@pytest.mark.parametrize("words", [b"", b"-3", b"0", b"nan", b"inf", b"soon"])
def test_a_crawl_delay_that_says_nothing_is_none(words: bytes) -> None:
    assert Rules(b"User-agent: *\nCrawl-delay: " + words).crawl_delay is None


def test_the_rules_stand_at_the_root_of_the_same_port_and_scheme() -> None:
    assert robots_address("http://news.example.org:8080/a/b?c=d") == "http://news.example.org:8080/robots.txt"


def test_a_host_that_was_never_asked_is_asked_first() -> None:
    assert permission(URL, NEVER_ASKED, None, NOON) is Permission.UNKNOWN


@pytest.mark.parametrize(
    ("status", "found"),
    [(404, Permission.ALLOWED), (401, Permission.ALLOWED), (403, Permission.ALLOWED), (410, Permission.ALLOWED)],
)
def test_a_missing_robots_file_allows_everything_for_a_day(status: int, found: Permission) -> None:
    host = told_robots(NEVER_ASKED, NOON, status=status, rules=None)
    assert permission(URL, host, None, NOON + DAY - timedelta(seconds=1)) is found
    assert permission(URL, host, None, NOON + DAY) is Permission.UNKNOWN


@pytest.mark.parametrize("status", [500, 503, 599, 429])
def test_a_site_that_fails_to_say_forbids_everything_and_is_asked_again_soon(status: int) -> None:
    host = told_robots(NEVER_ASKED, NOON, status=status, rules=None)
    assert permission(URL, host, None, NOON + timedelta(minutes=9)) is Permission.WITHHELD
    assert permission(URL, host, None, NOON + timedelta(minutes=10)) is Permission.UNKNOWN


def test_redirects_without_end_are_no_rules() -> None:
    host = told_robots(NEVER_ASKED, NOON, status=ENDLESS_REDIRECTS, rules=None)
    assert permission(URL, host, None, NOON) is Permission.ALLOWED


def test_rules_that_are_known_stay_in_force_while_the_site_fails_to_say_them_anew() -> None:
    known = told_robots(NEVER_ASKED, NOON, status=200, rules=CLOSED)
    later = NOON + DAY
    for status in (503, None):
        host = told_robots(known, later, status=status, rules=None)
        assert permission(URL, host, CLOSED, later) is Permission.FORBIDDEN
        assert permission(URL, host, CLOSED, later + timedelta(minutes=10)) is Permission.UNKNOWN


def test_a_site_that_gives_no_answer_at_all_is_asked_again_by_the_next_look() -> None:
    host = told_robots(NEVER_ASKED, NOON, status=None, rules=None)
    assert permission(URL, host, None, NOON) is Permission.UNKNOWN


def test_a_crawl_delay_that_was_taken_back_is_forgotten() -> None:
    slow = told_robots(NEVER_ASKED, NOON, status=200, rules=Rules(b"User-agent: *\nCrawl-delay: 60\n"))
    assert slow.crawl_delay == timedelta(minutes=1)
    assert told_robots(slow, NOON + DAY, status=200, rules=Rules(b"")).crawl_delay is None


@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_robots_file_makes_us_stumble(body: bytes, path: str) -> None:
    rules = Rules(b"User-agent: *\n" + body)
    assert rules.allow(f"https://news.example.org/{path}") in (True, False)
    assert rules.crawl_delay is None or timedelta(0) < rules.crawl_delay <= DAY
