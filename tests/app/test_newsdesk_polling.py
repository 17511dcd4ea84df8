"""Looks that a person asks a desk for."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from tests.app.asking import add, poll
from tests.app.conftest import Beside
from tests.app.pages import EDITED, FIRE, SHRUNK, page
from tests.servers.http import Newsroom
from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House
from tracker.errors import NotFoundError
from tracker.model import EventKind


def test_a_poll_finds_an_edit_and_says_when_it_comes_back(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    (same,) = poll(desk, "1")
    newsroom.publish("/fire", page(*EDITED))
    (edited,) = poll(desk, "1")

    assert (same["outcome"], same["version"]) == ("identical bytes", None)
    assert (edited["outcome"], edited["version"]) == ("new version", 2)
    assert (edited["id"], edited["url"]) == (1, newsroom.url("/fire"))
    assert str(edited["next_look"]).endswith("Z")
    assert edited["why"]


def test_a_doubtful_change_is_read_again_before_poll_returns(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", page(*FIRE, "Nobody was hurt."))

    (doubted,) = poll(desk, "1")

    assert (doubted["outcome"], doubted["version"]) == ("new version", 2)
    assert "seen in two readings" in doubted["reason"]
    assert len(newsroom.requests) == 3
    assert house.record.versions(1)[1].change.confirmed
    assert house.record.held(1) is None


def test_a_text_that_shrank_and_stays_so_is_a_state_of_the_page_and_ends_when_it_is_whole_again(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page(*FIRE, *FIRE, *EDITED))
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", SHRUNK)
    (shrunk,) = poll(desk, "1")
    newsroom.publish("/fire", page(*FIRE, *FIRE, *FIRE))
    (whole,) = poll(desk, "1")

    assert (shrunk["outcome"], shrunk["version"]) == ("failed", None)
    assert "the text shrank by" in shrunk["reason"]
    assert (whole["outcome"], whole["version"]) == ("new version", 2)
    states = [(event.state, event.ended is None) for event in house.record.events(1) if event.kind is EventKind.PAGE]
    assert states == [("article", False), ("collapsed", False), ("article", True)]


def test_a_page_that_was_broken_for_one_look_makes_no_version(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    whole = page(*FIRE, *FIRE, *EDITED)
    newsroom.publish("/fire", whole)
    add(desk, newsroom.url("/fire"))

    def once(connection: Any, _closing: threading.Event) -> None:
        body = SHRUNK.encode()
        newsroom.publish("/fire", whole)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode() + body)

    newsroom.misbehave("/fire", once)
    (seen,) = poll(desk, "1")

    assert (seen["outcome"], seen["version"]) == ("no change", None)
    assert len(newsroom.requests) == 3
    assert len(house.record.versions(1)) == 1
    assert house.record.held(1) is None


def test_an_article_that_someone_else_looks_at_is_waited_for(
    desk: Newsdesk, house: House, newsroom: Newsroom, beside: Beside
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    claim = house.store.claim(1, now(), lease=timedelta(minutes=2))
    assert claim is not None
    asked, ended = len(newsroom.requests), threading.Event()

    def ask() -> None:
        poll(desk, "1")
        ended.set()

    beside(ask)

    assert not ended.wait(0.3)
    assert len(newsroom.requests) == asked
    house.store.release(claim)

    assert ended.wait(30)
    assert len(newsroom.requests) == asked + 1


def test_whoever_leaves_waits_for_nobody(
    desk: Newsdesk, house: House, newsroom: Newsroom, leaving: threading.Event
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    house.store.claim(1, now(), lease=timedelta(minutes=2))
    leaving.set()

    (found,) = poll(desk, "1")

    assert found["outcome"] == "failed"
    assert "article 1 is being looked at by someone else" in found["reason"]


def test_a_poll_of_all_leaves_the_paused_and_the_removed_alone(desk: Newsdesk, newsroom: Newsroom) -> None:
    for number in (1, 2, 3):
        newsroom.publish(f"/{number}", page(headline=f"Fire number {number} in the harbour"))
        add(desk, newsroom.url(f"/{number}"))
    desk.perform("pause", {"article": "1"})
    desk.perform("remove", {"article": "2"})

    assert [one["id"] for one in poll(desk)] == [3]
    assert [one["id"] for one in poll(desk, "1")] == [1]


def test_a_paused_article_that_is_polled_by_name_stays_paused(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    desk.perform("pause", {"article": "1"})
    newsroom.publish("/fire", page(*EDITED))

    (found,) = poll(desk, "1")

    assert (found["outcome"], found["version"], found["next_look"]) == ("new version", 2, None)
    assert house.record.article(1).state.value == "paused"


def test_a_poll_that_names_one_unknown_article_asks_nobody(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))

    with pytest.raises(NotFoundError, match="'77'"):
        poll(desk, "1", "77")
    assert len(newsroom.requests) == 1


def test_an_empty_desk_polls_nothing(desk: Newsdesk) -> None:
    assert poll(desk) == []
