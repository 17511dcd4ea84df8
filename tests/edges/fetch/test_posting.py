"""What programs say to one another: by the rules and bounds of every other request."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest

from tests.edges.fetch.gates import gate
from tests.servers.hostile import silent_after
from tests.servers.http import Newsroom
from tracker.edges.fetch import Gate
from tracker.errors import AddressRefusedError, DeadlineError, FetchError, ProtocolError
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


def test_a_program_asks_with_headers_of_its_own_that_are_not_kept() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        newsroom.publish("/status", b"{}")
        answer = opened.get(newsroom.url("/status"), accept="application/json", headers={"Authorization": "LOW a:b"})
    (seen,) = newsroom.requests
    assert (seen.method, seen.body) == ("GET", b"")
    assert (seen.header("Accept"), seen.header("Authorization")) == ("application/json", "LOW a:b")
    assert "LOW a:b" not in repr(answer)
    assert dict(answer.request_headers)["Accept"] == "application/json"


@pytest.mark.parametrize("value", ["", "key\r\nHost: evil.example", "key\n", "key\x00", " key", "clé", "\ud800"])
def test_a_header_that_would_be_more_than_one_is_refused_without_telling_it(value: str) -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        with pytest.raises(ProtocolError, match="what the header Authorization would say cannot be sent") as told:
            opened.get(newsroom.url("/"), accept="*/*", headers={"Authorization": value})
        with pytest.raises(ProtocolError):
            opened.post(newsroom.url("/"), b"", content_type="a/b", accept="*/*", headers={"Authorization": value})
    assert newsroom.requests == []
    assert "key" not in str(told.value)


def test_a_request_may_have_a_deadline_of_its_own_and_its_error_names_the_place_alone() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        newsroom.misbehave("/topsecret", silent_after())
        with pytest.raises(DeadlineError, match=r"cut off after 0\.2 s") as told:
            opened.get(newsroom.url("/topsecret"), accept="*/*", deadline=timedelta(seconds=0.2))
    assert "topsecret" not in str(told.value)


def test_of_a_body_no_more_is_read_than_was_asked_for() -> None:
    with Newsroom() as newsroom, gate(newsroom.place, max_bytes=1000) as opened:
        newsroom.publish("/large", b"x" * 500_000)
        newsroom.publish("/small", b"abc")
        newsroom.publish("/packed", gzip.compress(b"abc"), headers=(("Content-Encoding", "gzip"),))
        newsroom.publish("/odd", b"abc", headers=(("Content-Encoding", "compress"),))
        read = [
            opened.get(newsroom.url(path), accept="*/*", beginning=10).body
            for path in ("/large", "/small", "/packed", "/odd")
        ]
    assert read == [b"x" * 10, b"abc", b"abc", None]


def test_a_program_is_not_sent_elsewhere_and_not_into_private_networks() -> None:
    with Newsroom() as newsroom, gate(newsroom.place) as opened, gate() as strict:
        newsroom.redirect("/here", newsroom.url("/there"))
        assert opened.get(newsroom.url("/here"), accept="*/*").status == 302
        with pytest.raises(AddressRefusedError):
            strict.get(newsroom.url("/here"), accept="*/*")
    assert [seen.path for seen in newsroom.requests] == ["/here"]
