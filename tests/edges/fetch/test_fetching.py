"""What the gate asks, and what it makes of an ordinary answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.edges.fetch.gates import NOON, fetched, gate
from tests.servers.hostile import saying
from tests.servers.http import Newsroom
from tracker.errors import AddressRefusedError, ProtocolError, RedirectForbiddenError, UnreachableError
from tracker.model import Redirect, Request, Validators


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


def test_an_answer_is_kept_as_it_was_sent(newsroom: Newsroom) -> None:
    newsroom.misbehave(
        "/story?page=1",
        saying(
            b"HTTP/1.1 200 Fine by  us\r\nX-One: 1\r\nSet-Cookie: a=1\r\nx-two: caf\xe9\r\nSet-Cookie: b=2\r\n"
            b"X-Folded: one\r\n  two\r\nContent-Length: 5\r\n\r\nhello"
        ),
    )
    capture = fetched(newsroom, "/story?page=1")
    assert capture.status == 200
    assert capture.status_line == "HTTP/1.1 200 Fine by  us"
    assert capture.headers == (
        ("X-One", "1"),
        ("Set-Cookie", "a=1"),
        ("x-two", "caf\xe9"),
        ("Set-Cookie", "b=2"),
        ("X-Folded", "one two"),
        ("Content-Length", "5"),
    )
    assert capture.body == b"hello"
    assert capture.url == capture.requested == newsroom.url("/story?page=1")
    assert capture.address == newsroom.place
    assert (capture.began, capture.ended) == (NOON, NOON)


def test_we_say_who_we_are_and_only_what_we_can_read(newsroom: Newsroom) -> None:
    newsroom.publish("/", "hello")
    capture = fetched(newsroom, "/")
    assert newsroom.requests[0].headers == (
        ("Host", newsroom.place),
        ("User-Agent", "test/1 (+desk@example.org)"),
        ("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"),
        ("Accept-Encoding", "gzip, deflate, zstd"),
        ("Connection", "close"),
    )
    assert capture.request_headers == newsroom.requests[0].headers


def test_a_language_is_asked_for_only_where_it_is_set(newsroom: Newsroom) -> None:
    newsroom.publish("/", "hello")
    fetched(newsroom, "/", accept_language="fr, en;q=0.5")
    assert newsroom.requests[0].header("Accept-Language") == "fr, en;q=0.5"


def test_a_site_is_asked_for_the_language_that_is_set_for_it(newsroom: Newsroom) -> None:
    newsroom.publish("/", "hello")
    fetched(newsroom, "/", accept_language="fr", languages={newsroom.place: "pt-BR"})
    fetched(newsroom, "/", accept_language="fr", languages={"elsewhere.example": "pt-BR", newsroom.place: ""})
    assert [request.header("Accept-Language") for request in newsroom.requests] == ["pt-BR", "fr"]


def test_a_fragment_is_not_sent(newsroom: Newsroom) -> None:
    newsroom.publish("/live", "hello")
    capture = fetched(newsroom, "/live#entry-7")
    assert capture.requested.endswith("/live#entry-7")
    assert capture.url == newsroom.url("/live")
    assert newsroom.requests[0].path == "/live"


@pytest.mark.parametrize("status", [204, 404, 410, 429, 500, 503, 300, 305])
def test_any_final_answer_is_evidence(newsroom: Newsroom, status: int) -> None:
    newsroom.publish("/", "" if status == 204 else "words", status=status)
    capture = fetched(newsroom, "/")
    assert capture.status == status
    assert capture.body == (b"" if status == 204 else b"words")


def test_an_unchanged_page_is_not_sent_again(newsroom: Newsroom) -> None:
    newsroom.publish("/", "hello", revalidates=True, headers=(("Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT"),))
    first = fetched(newsroom, "/")
    again = fetched(newsroom, "/", validators=first.validators)
    assert (again.status, again.body) == (304, None)
    assert newsroom.requests[1].header("If-None-Match") == first.header("ETag")
    assert newsroom.requests[1].header("If-Modified-Since") == "Sun, 22 Nov 2026 10:00:00 GMT"
    newsroom.publish("/", "hello there", revalidates=True)
    assert fetched(newsroom, "/", validators=first.validators).body == b"hello there"


def test_a_304_that_nobody_asked_for_is_not_believed(newsroom: Newsroom) -> None:
    newsroom.publish("/", "", status=304)
    with pytest.raises(ProtocolError, match="304 though nothing was known"):
        fetched(newsroom, "/")


@pytest.mark.parametrize("etag", ['"' + "x" * 2000 + '"', '"a\x01b"', '"a\r\nX-Injected: 1"', ""])
def test_a_validator_that_could_hurt_is_left_out(newsroom: Newsroom, etag: str) -> None:
    newsroom.publish("/", "hello")
    fetched(newsroom, "/", validators=Validators(etag=etag))
    assert newsroom.requests[0].header("If-None-Match") is None
    assert newsroom.requests[0].header("X-Injected") is None


def test_a_redirect_is_followed_and_told(newsroom: Newsroom) -> None:
    newsroom.redirect("/old", "/middle", status=301)
    newsroom.redirect("/middle", "new page?a=b", status=307)
    newsroom.publish("/new%20page?a=b", "hello")
    capture = fetched(newsroom, "/old")
    assert capture.body == b"hello"
    assert capture.url == newsroom.url("/new%20page?a=b")
    assert capture.redirects == (
        Redirect(url=newsroom.url("/old"), status=301, location="/middle"),
        Redirect(url=newsroom.url("/middle"), status=307, location="new page?a=b"),
    )


def test_whoever_asks_may_refuse_where_a_redirect_leads_before_it_is_asked(newsroom: Newsroom) -> None:
    newsroom.redirect("/old", "/middle")
    newsroom.redirect("/middle", "/new")
    led: list[str] = []

    def follow(address: str) -> None:
        led.append(address)
        if len(led) == 2:
            raise RedirectForbiddenError("not there")

    with gate(newsroom.place) as opened, pytest.raises(RedirectForbiddenError, match="not there"):
        opened.fetch(Request(url=newsroom.url("/old"), at_redirect=follow))
    assert led == [newsroom.url("/middle"), newsroom.url("/new")]
    assert [request.path for request in newsroom.requests] == ["/old", "/middle"]


def test_a_redirect_may_be_written_in_utf8(newsroom: Newsroom) -> None:
    newsroom.misbehave("/old", saying("HTTP/1.1 302 Found\r\nLocation: /été\r\nContent-Length: 0\r\n\r\n".encode()))
    newsroom.publish("/%C3%A9t%C3%A9", "hello")
    assert fetched(newsroom, "/old").body == b"hello"


def test_a_site_that_is_down_is_told_by_name() -> None:
    with Newsroom() as newsroom:
        place, address = newsroom.place, newsroom.url("/")
    with gate(place) as opened, pytest.raises(UnreachableError) as refusal:
        opened.fetch(Request(url=address))
    assert str(refusal.value) == f"no connection to {place}: connection refused; is the site up, and are you online?"


def test_a_name_that_does_not_exist_is_told() -> None:
    with (
        gate(deadline=timedelta(seconds=10)) as opened,
        pytest.raises(UnreachableError, match=r"the name nowhere\.invalid"),
    ):
        opened.fetch(Request(url="http://nowhere.invalid/"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "story",
        "//example.org/",
        "http://",
        "http://:80/",
        "http://a:0/",
        "http://a:99999/",
        "http://a:b/",
        "http://[::1",
        "http://[x]/",
        "http://a b/",
        "http://" + "a" * 70 + ".example/",
        "http://a..b/",
        "mailto:a@b",
    ],
)
def test_what_is_no_address_is_refused_in_words(url: str) -> None:
    with gate(resolver=lambda *_, **__: []) as opened, pytest.raises((AddressRefusedError, UnreachableError)):
        opened.fetch(Request(url=url))


def test_many_threads_share_one_gate_and_leave_nothing_behind(newsroom: Newsroom) -> None:
    newsroom.redirect("/old", "/story")
    newsroom.publish("/story", "hello", revalidates=True)
    newsroom.misbehave("/broken", saying(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"))

    def look(number: int) -> bytes | None:
        with suppress(ProtocolError):
            return opened.fetch(Request(url=newsroom.url(("/old", "/story", "/broken")[number % 3]))).body
        return None

    with gate(newsroom.place) as opened, ThreadPoolExecutor(8) as threads:
        assert set(threads.map(look, range(30))) == {b"hello", None}
        before = len(list(Path("/dev/fd").iterdir()))
        assert list(threads.map(look, range(150))) == [b"hello", b"hello", None] * 50
        assert len(list(Path("/dev/fd").iterdir())) <= before + 8


def test_an_ipv6_place_may_be_named() -> None:
    if not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    with Newsroom(host="::1") as newsroom:
        newsroom.publish("/", "hello")
        place = f"[::1]:{newsroom.port}"
        with gate(place) as opened:
            capture = opened.fetch(Request(url=f"http://{place}/"))
        assert (capture.body, capture.address) == (b"hello", place)
        assert newsroom.requests[0].header("Host") == place
