"""Answers that are too long, too slow, cut short, or not what they say: never a Capture, always the right error."""

from __future__ import annotations

import gzip
import resource
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Protocol

import pytest
from backports import zstd

from tests.edges.fetch.gates import fetched, gate
from tests.servers.hostile import repeating, resetting_after, saying, silent_after
from tests.servers.http import Conduct, Newsroom
from tracker.errors import DeadlineError, ProtocolError, TooLargeError
from tracker.model import Request, Validators

SHORT = timedelta(seconds=0.3)
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


def test_red_2_validators_stay_with_the_host_they_came_from(newsroom: Newsroom) -> None:
    known = Validators(etag='"1"')
    with Newsroom(host="127.0.0.2") as elsewhere:
        elsewhere.publish("/", "hello")
        newsroom.redirect("/here", "/away")
        newsroom.redirect("/away", elsewhere.url("/"))
        with gate(newsroom.place, elsewhere.place) as opened:
            opened.fetch(Request(url=newsroom.url("/here"), validators=known))
        assert [request.header("If-None-Match") for request in newsroom.requests] == ['"1"', '"1"']
        assert elsewhere.requests[0].header("If-None-Match") is None


def test_red_1_five_redirects_are_followed_and_no_more(newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.redirect(f"/{number}", f"/{number + 1}")
    newsroom.publish("/6", "hello")
    assert len(fetched(newsroom, "/1").redirects) == 5
    with pytest.raises(ProtocolError, match="redirects more than 5 times"):
        fetched(newsroom, "/0")


def test_red_1_redirects_in_a_circle_are_given_up(newsroom: Newsroom) -> None:
    newsroom.redirect("/a", "/b")
    newsroom.redirect("/b", "/a")
    with pytest.raises(ProtocolError, match="in a circle"):
        fetched(newsroom, "/a")
    assert len(newsroom.requests) == 2


def test_red_1_a_redirect_to_nowhere_is_no_answer(newsroom: Newsroom) -> None:
    newsroom.publish("/", "", status=302)
    with pytest.raises(ProtocolError, match="does not say where to"):
        fetched(newsroom, "/")


SLOW: dict[str, Conduct] = {
    "says nothing": silent_after(),
    "drips its status line": repeating(b"", b"H", slowly=True),
    "stops in its headers": silent_after(OK + b"Content-Type: text/html\r\n"),
    "drips its headers": repeating(OK + b"X: ", b"x", slowly=True),
    "drips interim answers": repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n", slowly=True),
    "drips its body": repeating(OK + b"Content-Length: 100000\r\n\r\n", b"x", slowly=True),
    "drips its body without a length": repeating(OK + b"\r\n", b"x", slowly=True),
    "drips chunks": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", slowly=True),
    "stops in its body": silent_after(OK + b"Content-Length: 10\r\n\r\nhello"),
    "stops in a gzip stream": silent_after(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello")[:-4]),
}


@pytest.mark.parametrize("conduct", SLOW.values(), ids=SLOW.keys())
def test_dl_1_a_server_that_is_slow_in_any_way_is_cut_off(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises(DeadlineError, match=r"was cut off after 0\.3 s; raise fetch\.deadline"):
        fetched(newsroom, "/", deadline=SHORT)


def test_dl_1_slow_redirects_share_one_deadline(newsroom: Newsroom) -> None:
    def conduct(connection: socket.socket, closing: threading.Event) -> None:
        closing.wait(0.1)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /" + b"x" * len(newsroom.requests) + b"\r\n\r\n")

    for number in range(10):
        newsroom.misbehave("/" + "x" * number, conduct)
    with gate(newsroom.place, deadline=SHORT) as opened, pytest.raises(DeadlineError):
        opened.fetch(Request(url=newsroom.url("/")))


def test_dl_1_a_hung_name_server_is_left_behind() -> None:
    answered = threading.Event()

    def hung(*_: object, **__: object) -> list[tuple[Any, ...]]:
        answered.wait()
        return []

    with gate(deadline=SHORT, resolver=hung) as opened, pytest.raises(DeadlineError):
        opened.fetch(Request(url="http://www.example.org/"))
    answered.set()


def test_dl_1_a_server_that_accepts_and_never_shakes_hands_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        place = f"127.0.0.1:{mute.getsockname()[1]}"
        with gate(place, deadline=SHORT) as opened, pytest.raises(DeadlineError):
            opened.fetch(Request(url=f"https://{place}/"))


ENDLESS_HEADERS: dict[str, Conduct] = {
    "headers": repeating(OK, b"X-Header: " + b"x" * 1000 + b"\r\n"),
    "small headers": repeating(OK, b"X: y\r\n"),
    "one header line": repeating(OK + b"X: ", b"x" * 4096),
    "a status line": repeating(b"HTTP/1.1 200 ", b"x" * 4096),
    "interim answers": repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "early hints": repeating(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
    "trailers": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 1000),
}


@pytest.mark.parametrize("conduct", ENDLESS_HEADERS.values(), ids=ENDLESS_HEADERS.keys())
def test_hdr_1_headers_without_end_are_given_up(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises((TooLargeError, ProtocolError)):
        fetched(newsroom, "/", max_bytes=2**20)


ENDLESS_BODIES: dict[str, Conduct] = {
    "a body": repeating(OK + b"\r\n", b"x" * 65536),
    "chunks": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "a chunk's extension": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 65536),
    "an announced length": saying(OK + b"Content-Length: 10000000000\r\n\r\nx"),
}


@pytest.mark.parametrize("conduct", ENDLESS_BODIES.values(), ids=ENDLESS_BODIES.keys())
def test_body_3_a_body_without_end_is_given_up(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises((TooLargeError, ProtocolError)):
        fetched(newsroom, "/", max_bytes=2**20)


UNASKED: dict[str, Conduct] = {
    "encodes in brotli": saying(OK + b"Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello"),
    "encodes in nonsense": saying(OK + b"Content-Encoding: rot13\r\nContent-Length: 5\r\n\r\nhello"),
    "encodes three times": saying(OK + b"Content-Encoding: gzip, gzip, gzip\r\nContent-Length: 5\r\n\r\nhello"),
    "encodes three times over": saying(OK + b"Content-Encoding: gzip\r\n" * 3 + b"Content-Length: 5\r\n\r\nhello"),
    "says gzip and sends text": saying(OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"),
    "says zstd and sends text": saying(OK + b"Content-Encoding: zstd\r\nContent-Length: 5\r\n\r\nhello"),
}


@pytest.mark.parametrize("conduct", UNASKED.values(), ids=UNASKED.keys())
def test_body_2_an_encoding_that_nobody_asked_for_is_never_text(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises(ProtocolError):
        fetched(newsroom, "/")


CUT_SHORT: dict[str, Conduct] = {
    "hangs up in its body": saying(OK + b"Content-Length: 10\r\n\r\nhello"),
    "hangs up before its body": saying(OK + b"Content-Length: 10\r\n\r\n"),
    "hangs up in a chunk": saying(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"),
    "hangs up between chunks": saying(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
    "sends a chunk of no size": saying(OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n"),
    "resets in its body": resetting_after(OK + b"Content-Length: 10\r\n\r\nhello"),
    "cuts a gzip stream": saying(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello")[:-4]),
    "cuts a deflate stream": saying(OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(b"hello")[:-2]),
    "cuts a zstd stream": saying(OK + b"Content-Encoding: zstd\r\n\r\n" + zstd.compress(b"hello")[:-2]),
}


@pytest.mark.parametrize("conduct", CUT_SHORT.values(), ids=CUT_SHORT.keys())
def test_body_4_a_body_cut_short_is_never_evidence(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises(ProtocolError):
        fetched(newsroom, "/")


NO_HTTP: dict[str, Conduct] = {
    "hangs up at once": saying(b""),
    "hangs up in its status line": saying(b"HTTP/1.1 200"),
    "hangs up in its headers": saying(OK + b"Content-Type: text/html\r\nContent-Le"),
    "hangs up between its headers": saying(OK + b"Content-Type: text/html\r\n"),
    "resets in its headers": resetting_after(OK + b"Content-Type"),
    "is no HTTP": saying(b"220 mail.example.org ESMTP\r\n"),
    "is HTTP of 1991": saying(b"<html>hello</html>"),
    "sends a header that is none": saying(OK + b"X-One: 1\r\nnonsense\r\nContent-Encoding: gzip\r\n\r\nhello"),
    "says two lengths": saying(OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello"),
    "switches protocols": saying(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
    "transfers in gzip": saying(OK + b"Transfer-Encoding: gzip\r\n\r\nhello"),
}


@pytest.mark.parametrize("conduct", NO_HTTP.values(), ids=NO_HTTP.keys())
def test_what_is_no_sound_http_is_never_evidence(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises(ProtocolError):
        fetched(newsroom, "/")


class _Packer(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


BOMBS: dict[str, Callable[[], _Packer]] = {
    "gzip": lambda: zlib.compressobj(1, zlib.DEFLATED, 31),
    "deflate": lambda: zlib.compressobj(1),
    "zstd": lambda: zstd.ZstdCompressor(),
}


def _bomb(name: str) -> bytes:
    packer = BOMBS[name]()
    return b"".join(packer.compress(bytes(2**20)) for _ in range(256)) + packer.flush()


@pytest.mark.parametrize("name", BOMBS)
def test_body_1_a_bomb_ends_early_and_small(newsroom: Newsroom, name: str) -> None:
    newsroom.publish("/", _bomb(name), headers=(("Content-Encoding", name),))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooLargeError, match=r"raise fetch\.max_bytes"):
        fetched(newsroom, "/", max_bytes=2**20)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


def test_body_1_a_bomb_within_a_bomb_ends_at_the_inner_one(newsroom: Newsroom) -> None:
    newsroom.publish("/", gzip.compress(_bomb("gzip")), headers=(("Content-Encoding", "gzip, gzip"),))
    with pytest.raises(TooLargeError):
        fetched(newsroom, "/", max_bytes=2**20)


def test_body_1_a_body_of_countless_streams_is_given_up(newsroom: Newsroom) -> None:
    newsroom.publish("/", gzip.compress(b"") * 2000, headers=(("Content-Encoding", "gzip"),))
    with pytest.raises(ProtocolError, match="more than 1000 gzip streams"):
        fetched(newsroom, "/")


def test_body_1_a_zstd_frame_may_not_ask_for_a_huge_window(newsroom: Newsroom) -> None:
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    newsroom.publish("/", packer.compress(b"hello") + packer.flush(), headers=(("Content-Encoding", "zstd"),))
    with pytest.raises(ProtocolError, match="is not the zstd it says it is"):
        fetched(newsroom, "/")


def test_red_3_the_body_of_a_redirect_is_not_read(newsroom: Newsroom) -> None:
    newsroom.redirect("/", "/story", body=_bomb("gzip"), headers=(("Content-Encoding", "gzip"),))
    newsroom.publish("/story", "hello")
    assert fetched(newsroom, "/", max_bytes=1000).body == b"hello"


def test_cook_1_cookies_are_not_sent_back(newsroom: Newsroom) -> None:
    newsroom.redirect("/", "/story", headers=(("Set-Cookie", "id=1; Path=/"),))
    newsroom.publish("/story", "hello", headers=(("Set-Cookie", "id=2; Path=/"),))
    with gate(newsroom.place) as opened:
        for _ in range(2):
            opened.fetch(Request(url=newsroom.url("/")))
    assert [request.header("Cookie") for request in newsroom.requests] == [None] * 4
