"""Messages handed over to a server, as timestamps are asked for: by the rules and bounds of every other request."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.edges.fetch.gates import gate
from tests.servers.hostile import silent_after
from tests.servers.http import Newsroom
from tracker.edges.fetch import Gate
from tracker.errors import AddressRefusedError, FetchError
from tracker.model import Capture

ASKED = b"\x30\x03\x02\x01\x01"


def posted(opened: Gate, url: str) -> Capture:
    return opened.post(url, ASKED, content_type="application/timestamp-query", accept="application/timestamp-reply")


def test_a_message_arrives_whole_with_its_kind() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        newsroom.publish("/tsa", b"signed")
        answer = posted(opened, newsroom.url("/tsa"))
    (seen,) = newsroom.requests
    assert (answer.status, answer.body) == (200, b"signed")
    assert (seen.method, seen.body) == ("POST", ASKED)
    assert seen.header("Content-Type") == "application/timestamp-query"
    assert seen.header("Accept") == "application/timestamp-reply"
    assert seen.header("Content-Length") == "5"


def test_a_redirect_is_not_followed() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        newsroom.redirect("/tsa", newsroom.url("/elsewhere"))
        newsroom.publish("/elsewhere", b"signed")
        answer = posted(opened, newsroom.url("/tsa"))
    assert answer.status in (301, 302, 307, 308)
    assert [seen.path for seen in newsroom.requests] == ["/tsa"]


def test_a_private_address_is_not_asked() -> None:
    with Newsroom() as newsroom, gate() as opened, pytest.raises(AddressRefusedError):
        posted(opened, newsroom.url("/tsa"))
    assert newsroom.requests == []


def test_an_answer_is_bounded_in_size_and_time() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/big", b"x" * 5000)
        newsroom.misbehave("/slow", silent_after(b"HTTP/1.1 200 OK\r\n"))
        with gate(newsroom.place, max_bytes=1000) as opened, pytest.raises(FetchError):
            posted(opened, newsroom.url("/big"))
        with gate(newsroom.place, deadline=timedelta(seconds=0.3)) as opened, pytest.raises(FetchError):
            posted(opened, newsroom.url("/slow"))
