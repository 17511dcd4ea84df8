"""Hosts stay as they asked to be treated, whoever asks the desk and how many at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.app.asking import add, poll
from tests.app.conftest import Beside
from tests.app.pages import page
from tests.servers.http import Newsroom
from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House, furnish
from tracker.errors import NotAnArticleError, TrackerError
from tracker.jobs.protocols import Fetcher
from tracker.model import Capture, Request

FAR = "3600"


def test_several_hosts_are_asked_side_by_side_and_one_host_in_turn(
    desk: Newsdesk, newsroom: Newsroom, second: Newsroom
) -> None:
    for number in (1, 2):
        newsroom.publish(f"/{number}", page(headline=f"Fire number {number} in the harbour"))
        add(desk, newsroom.url(f"/{number}"))
    second.publish("/fire", page())
    add(desk, second.url("/fire"))
    met = threading.Barrier(2, timeout=30)
    at_once: list[int] = []

    def meeting(connection: Any, _closing: threading.Event) -> None:
        # Whoever comes first waits here for the other host's request: one after another, they would never meet.
        met.wait()
        at_once.append(1)
        connection.sendall(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    newsroom.misbehave("/1", meeting)
    second.misbehave("/fire", meeting)
    found = poll(desk)

    assert at_once == [1, 1]
    assert [one["id"] for one in found] == [1, 2, 3]
    assert [one["outcome"] for one in found] == ["no article", "identical bytes", "no article"]


def test_one_bad_host_does_not_spoil_the_answers_of_the_others(
    desk: Newsdesk, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    second.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    add(desk, second.url("/fire"))
    newsroom.publish("/fire", "gone for good", status=410)

    found = poll(desk, "2", "1")

    assert [(one["id"], one["outcome"], one["reason"]) for one in found] == [
        (1, "no article", "HTTP 410"),
        (2, "identical bytes", ""),
    ]


def test_a_host_that_asked_us_to_stay_away_is_told_and_not_asked(
    desk: Newsdesk, house: House, newsroom: Newsroom, second: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    second.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    add(desk, second.url("/fire"))
    newsroom.publish("/fire", "slow down", status=429, headers=(("Retry-After", FAR),))
    poll(desk, "1")
    asked = len(newsroom.requests)

    refused, other = poll(desk)
    with pytest.raises(TrackerError, match="is left alone until"):
        add(desk, newsroom.url("/other"))

    assert refused["outcome"] == "failed"
    assert refused["version"] is None
    assert refused["reason"].startswith(f"{newsroom.place} is left alone until ")
    assert "429" in refused["reason"]
    assert other["outcome"] == "identical bytes"
    assert len(newsroom.requests) == asked
    assert [version.number for version in house.record.versions(1)] == [1]


def test_requests_to_one_host_keep_its_gap_also_when_a_person_asks(
    house: House, newsroom: Newsroom, leaving: threading.Event
) -> None:
    newsroom.publish("/fire", page())
    paced = replace(house.settings, fetch=replace(house.settings.fetch, gap=timedelta(milliseconds=300)))
    furniture = furnish(paced, house.store)
    try:
        desk = Newsdesk(furniture, leaving)
        add(desk, newsroom.url("/fire"))
        ready = house.store.host(newsroom.place, now()).ready_at
        poll(desk, "1")
    finally:
        furniture.close()

    assert house.record.visits(1)[-1].began >= ready


def test_a_host_that_refused_an_add_and_asked_for_time_is_not_asked_again(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", "slow down", status=429, headers=(("Retry-After", FAR),))

    with pytest.raises(NotAnArticleError, match="429"):
        add(desk, newsroom.url("/fire"))
    with pytest.raises(TrackerError, match="is left alone until"):
        add(desk, newsroom.url("/other"))

    blocked_until = house.store.host(newsroom.place, now()).blocked_until
    assert blocked_until is not None
    assert blocked_until - now() > timedelta(minutes=55)
    assert len(newsroom.requests) == 1


@dataclass
class Timed:
    """Notes between which times each request was on its way."""

    fetcher: Fetcher
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)

    def fetch(self, request: Request) -> Capture:
        """Make a request."""
        began = now()
        try:
            return self.fetcher.fetch(request)
        finally:
            self.spans.append((began, now()))


def test_adds_and_polls_of_one_host_side_by_side_keep_its_gap(
    house: House, newsroom: Newsroom, leaving: threading.Event
) -> None:
    gap = timedelta(milliseconds=200)
    paced = furnish(replace(house.settings, fetch=replace(house.settings.fetch, gap=gap)), house.store)
    timed = Timed(paced.world.fetcher)
    desk = Newsdesk(replace(paced, world=replace(paced.world, fetcher=timed)), leaving)
    for number in range(4):
        newsroom.publish(f"/{number}", page(headline=f"Fire number {number} in the harbour"))
    try:
        add(desk, newsroom.url("/0"))
        with ThreadPoolExecutor(6) as pool:
            work = [pool.submit(add, desk, newsroom.url(f"/{number}")) for number in (1, 2, 3)]
            work += [pool.submit(add, desk, newsroom.url("/nothing"))]
            looks = [pool.submit(poll, desk, "1") for _ in range(2)]
        outcomes = [look.result()[0]["outcome"] for look in looks]
        refusals = [one.exception() for one in work]
    finally:
        paced.close()

    spans = sorted(timed.spans)
    assert outcomes == ["identical bytes", "identical bytes"]
    assert [type(refused) for refused in refusals] == [type(None)] * 3 + [NotAnArticleError]
    assert len(spans) == 8  # One of them for the site's robots.txt.
    assert all(after[0] - before[1] >= gap for before, after in pairwise(spans))


def test_a_host_that_someone_else_asks_is_waited_for_by_an_add(
    desk: Newsdesk, house: House, newsroom: Newsroom, beside: Beside
) -> None:
    newsroom.publish("/fire", page())
    claim = house.store.claim_host(newsroom.place, now(), lease=timedelta(minutes=2))
    assert claim is not None
    ended = threading.Event()

    def ask() -> None:
        add(desk, newsroom.url("/fire"))
        ended.set()

    beside(ask)

    assert not ended.wait(0.3)
    assert newsroom.requests == []
    house.store.release_host(claim, None)

    assert ended.wait(30)
    assert len(newsroom.requests) == 1


def test_a_host_that_is_left_alone_for_a_day_is_told_with_the_date_and_what_asks_for_it(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    claim = house.store.claim_host(newsroom.place, now(), lease=timedelta(minutes=2))
    assert claim is not None
    day = timedelta(days=1)
    far = now() + day
    house.store.release_host(claim, replace(claim.host, ready_at=far, crawl_delay=day))

    with pytest.raises(
        TrackerError, match=f"is left alone until {far:%Y-%m-%d %H:%M} UTC: its robots.txt asks for 1 d"
    ):
        add(desk, newsroom.url("/fire"))
