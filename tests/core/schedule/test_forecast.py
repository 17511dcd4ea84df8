from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, MINUTE, NOON, STRONG
from tracker.core.schedule import forecast, fresh_host, under_cap
from tracker.model import Article, ArticleState, FetchSettings, WatchKind

SETTINGS = FetchSettings()
HOST = fresh_host("news.example.org", NOON, per_hour=60)


def article(number: int, next_look: datetime | None, *, pause: timedelta = HOUR) -> Article:
    """An article of the host that was read a while ago."""
    seen = (next_look or NOON) - pause
    return Article(
        id=number,
        url=f"https://news.example.org/{number}",
        host="news.example.org",
        kind=WatchKind.ARTICLE,
        headline=f"Story {number}",
        state=ArticleState.COOLING,
        marker=STRONG,
        added=NOON - 24 * HOUR,
        page_state_since=NOON,
        last_look=seen,
        last_good=seen,
        next_look=next_look,
        why="because",
    )


def test_a_free_host_is_asked_when_each_look_is_planned() -> None:
    found = forecast(HOST, [article(1, NOON + MINUTE), article(2, NOON + HOUR)], NOON, settings=SETTINGS)
    assert [look.at for look in found.looks] == [NOON + MINUTE, NOON + HOUR]
    assert [look.blind for look in found.looks] == [HOUR + MINUTE, HOUR + MINUTE]
    assert (found.planned_per_hour, found.allowed_per_hour, found.over_subscribed) == (2.0, 60.0, False)


def test_what_is_due_at_once_goes_out_a_gap_apart_and_then_one_a_minute() -> None:
    late = [article(number, NOON - MINUTE) for number in range(1, 8)]
    found = forecast(HOST, late, NOON, settings=SETTINGS)
    waits = [(after.at - before.at).total_seconds() for before, after in pairwise(found.looks)]
    assert waits[:4] == [10, 10, 10, 10]
    assert waits[5] == 60
    # Beside the queue that is known, all six others may push in once more.
    assert found.blind == HOUR + MINUTE + (found.looks[-1].at - NOON) + 6 * MINUTE


def test_what_is_blocked_waits_until_the_host_may_be_asked() -> None:
    blocked = replace(HOST, blocked_until=NOON + 2 * HOUR, blocked_why="HTTP 429")
    (look,) = forecast(blocked, [article(1, NOON)], NOON, settings=SETTINGS).looks
    assert look.at == NOON + 2 * HOUR
    assert look.blind == 3 * HOUR


def test_more_looks_than_the_host_allows_are_called_over_subscribed() -> None:
    # A pause of six minutes is one of the moment, and counts as a quarter of an hour.
    many = [article(number, NOON + number * MINUTE, pause=6 * MINUTE) for number in range(1, 20)]
    found = forecast(HOST, many, NOON, settings=SETTINGS)
    assert found.planned_per_hour == 76.0
    assert found.over_subscribed
    slow = replace(HOST, crawl_delay=10 * MINUTE)
    assert forecast(slow, many[:1], NOON, settings=SETTINGS).allowed_per_hour == 6.0


def test_what_rests_is_not_counted() -> None:
    found = forecast(HOST, [article(1, None)], NOON, settings=SETTINGS)
    assert (found.looks, found.planned_per_hour, found.blind) == ((), 0.0, timedelta(0))


@given(st.lists(st.integers(-600, 600), max_size=30), st.integers(0, 100))
def test_no_two_looks_are_closer_than_the_gap_and_none_comes_before_its_plan(minutes: list[int], blocked: int) -> None:
    host = replace(HOST, blocked_until=NOON + blocked * MINUTE)
    due = [article(number, NOON + planned * MINUTE) for number, planned in enumerate(minutes, start=1)]
    looks = forecast(host, due, NOON, settings=SETTINGS).looks
    assert sorted(look.article.id for look in looks) == [one.id for one in due]
    assert all(after.at - before.at >= SETTINGS.gap for before, after in pairwise(looks))
    assert all(look.at >= max(look.planned, NOON + blocked * MINUTE, NOON) for look in looks)


def test_what_a_host_has_saved_up_is_told_as_it_is_now() -> None:
    host = replace(HOST, tokens=0.0, tokens_at=NOON - 3 * MINUTE)
    assert forecast(host, [], NOON, settings=SETTINGS).host.tokens == 3.0


def test_a_cap_of_all_requests_lengthens_the_blind_time_by_the_looks_of_other_hosts() -> None:
    here = forecast(HOST, [article(n, NOON + HOUR) for n in range(1, 4)], NOON, settings=SETTINGS)
    there = forecast(HOST, [article(n, NOON + HOUR) for n in range(4, 11)], NOON, settings=SETTINGS)
    (usual, *_), (tight, *_), (wide, *_) = (
        under_cap([here, there], 0),
        under_cap([here, there], 6),
        under_cap([here, there], 60),
    )
    assert usual == here
    # Ten looks an hour are planned, of six: each of nine others may come first, and a pause of an hour grows by 4/6.
    assert tight.blind - here.blind == HOUR * 9 / 6 + HOUR * (10 / 6 - 1)
    assert wide.blind - here.blind == HOUR / 60 * 6 / (1 - 10 / 60)
