"""Answers that are too long, too slow, cut short, or not what they say: never a Capture, always the right error."""

from __future__ import annotations

import gzip
import resource
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, Protocol

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from tests.edges.fetch.gates import fetched, gate
from tests.servers.hostile import repeating, resetting_after, saying, silent_after
from tests.servers.http import Conduct, Newsroom
from tracker.edges.fetch.decoding import decoded, encodings
from tracker.errors import DeadlineError, ProtocolError, TooLargeError
from tracker.model import Request

SHORT = timedelta(seconds=0.3)
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


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
def test_a_server_that_is_slow_in_any_way_is_cut_off(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises(DeadlineError, match=r"was cut off after 0\.3 s; raise fetch\.deadline"):
        fetched(newsroom, "/", deadline=SHORT)


def test_slow_redirects_share_one_deadline(newsroom: Newsroom) -> None:
    def conduct(connection: socket.socket, closing: threading.Event) -> None:
        closing.wait(0.1)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /" + b"x" * len(newsroom.requests) + b"\r\n\r\n")

    for number in range(10):
        newsroom.misbehave("/" + "x" * number, conduct)
    with gate(newsroom.place, deadline=SHORT) as opened, pytest.raises(DeadlineError):
        opened.fetch(Request(url=newsroom.url("/")))


def test_a_hung_name_server_is_left_behind() -> None:
    answered = threading.Event()

    def hung(*_: object, **__: object) -> list[tuple[Any, ...]]:
        answered.wait()
        return []

    with gate(deadline=SHORT, resolver=hung) as opened, pytest.raises(DeadlineError):
        opened.fetch(Request(url="http://www.example.org/"))
    answered.set()


def test_a_server_that_accepts_and_never_shakes_hands_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        place = f"127.0.0.1:{mute.getsockname()[1]}"
        with gate(place, deadline=SHORT) as opened, pytest.raises(DeadlineError):
            opened.fetch(Request(url=f"https://{place}/"))


ENDLESS: dict[str, Conduct] = {
    "headers": repeating(OK, b"X-Header: " + b"x" * 1000 + b"\r\n"),
    "small headers": repeating(OK, b"X: y\r\n"),
    "one header line": repeating(OK + b"X: ", b"x" * 4096),
    "a status line": repeating(b"HTTP/1.1 200 ", b"x" * 4096),
    "interim answers": repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "early hints": repeating(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
    "a body": repeating(OK + b"\r\n", b"x" * 65536),
    "chunks": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "a chunk's extension": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 65536),
    "trailers": repeating(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 1000),
    "an announced length": saying(OK + b"Content-Length: 10000000000\r\n\r\nx"),
}


@pytest.mark.parametrize("conduct", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_never_ends_is_given_up(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises((TooLargeError, ProtocolError)):
        fetched(newsroom, "/", max_bytes=2**20)


BROKEN: dict[str, Conduct] = {
    "hangs up at once": saying(b""),
    "hangs up in its status line": saying(b"HTTP/1.1 200"),
    "hangs up in its headers": saying(OK + b"Content-Type: text/html\r\nContent-Le"),
    "hangs up between its headers": saying(OK + b"Content-Type: text/html\r\n"),
    "hangs up in its body": saying(OK + b"Content-Length: 10\r\n\r\nhello"),
    "hangs up before its body": saying(OK + b"Content-Length: 10\r\n\r\n"),
    "hangs up in a chunk": saying(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"),
    "hangs up between chunks": saying(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
    "sends a chunk of no size": saying(OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n"),
    "resets in its headers": resetting_after(OK + b"Content-Type"),
    "resets in its body": resetting_after(OK + b"Content-Length: 10\r\n\r\nhello"),
    "is no HTTP": saying(b"220 mail.example.org ESMTP\r\n"),
    "is HTTP of 1991": saying(b"<html>hello</html>"),
    "sends a header that is none": saying(OK + b"X-One: 1\r\nnonsense\r\nContent-Encoding: gzip\r\n\r\nhello"),
    "says two lengths": saying(OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello"),
    "switches protocols": saying(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
    "transfers in gzip": saying(OK + b"Transfer-Encoding: gzip\r\n\r\nhello"),
    "encodes in brotli": saying(OK + b"Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello"),
    "encodes in nonsense": saying(OK + b"Content-Encoding: rot13\r\nContent-Length: 5\r\n\r\nhello"),
    "encodes three times": saying(OK + b"Content-Encoding: gzip, gzip, gzip\r\nContent-Length: 5\r\n\r\nhello"),
    "encodes three times over": saying(OK + b"Content-Encoding: gzip\r\n" * 3 + b"Content-Length: 5\r\n\r\nhello"),
    "says gzip and sends text": saying(OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"),
    "says zstd and sends text": saying(OK + b"Content-Encoding: zstd\r\nContent-Length: 5\r\n\r\nhello"),
    "cuts a gzip stream": saying(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello")[:-4]),
    "cuts a deflate stream": saying(OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(b"hello")[:-2]),
    "cuts a zstd stream": saying(OK + b"Content-Encoding: zstd\r\n\r\n" + zstd.compress(b"hello")[:-2]),
}


@pytest.mark.parametrize("conduct", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_answer_is_never_evidence(newsroom: Newsroom, conduct: Conduct) -> None:
    newsroom.misbehave("/", conduct)
    with pytest.raises(ProtocolError):
        fetched(newsroom, "/")


def test_interim_answers_are_read_past(newsroom: Newsroom) -> None:
    hints = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\nContent-Length: 3\r\n\r\n"
    newsroom.misbehave("/", saying(hints, OK + b"X: y\r\nContent-Length: 5\r\n\r\nhello"))
    capture = fetched(newsroom, "/")
    assert (capture.status_line, capture.body) == ("HTTP/1.1 200 OK", b"hello")
    assert capture.headers == (("X", "y"), ("Content-Length", "5"))


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda text: gzip.compress(text),
    "x-gzip": lambda text: gzip.compress(text),
    "deflate": lambda text: zlib.compress(text),
    "zstd": lambda text: zstd.compress(text),
}


def _deflated_bare(text: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush()


@pytest.mark.parametrize("name", PACKERS)
def test_every_encoding_that_we_ask_for_is_undone(newsroom: Newsroom, name: str) -> None:
    text = b"breaking " * 50_000
    newsroom.publish("/", PACKERS[name](text), headers=(("Content-Encoding", name),))
    assert fetched(newsroom, "/").body == text


UNUSUAL = {
    "bare deflate": ("deflate", _deflated_bare(b"hello")),
    "two gzip streams": ("gzip", gzip.compress(b"hel") + gzip.compress(b"lo")),
    "padded gzip": ("gzip", gzip.compress(b"hello") + b"\x00" * 20),
    "two zstd frames": ("zstd", zstd.compress(b"hel") + zstd.compress(b"lo")),
    "two encodings": ("deflate, gzip", gzip.compress(zlib.compress(b"hello"))),
    "none": ("identity", b"hello"),
    "capitals": ("GZIP", gzip.compress(b"hello")),
}


@pytest.mark.parametrize(("header", "packed"), UNUSUAL.values(), ids=UNUSUAL.keys())
def test_unusual_but_sound_encodings_are_undone(newsroom: Newsroom, header: str, packed: bytes) -> None:
    newsroom.publish("/", packed, headers=(("Content-Encoding", header),))
    assert fetched(newsroom, "/").body == b"hello"


@pytest.mark.parametrize("name", PACKERS)
def test_an_empty_body_needs_no_encoding(newsroom: Newsroom, name: str) -> None:
    newsroom.publish("/", b"", status=404, headers=(("Content-Encoding", name),))
    assert fetched(newsroom, "/").body == b""


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
def test_a_bomb_ends_early_and_small(newsroom: Newsroom, name: str) -> None:
    newsroom.publish("/", _bomb(name), headers=(("Content-Encoding", name),))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooLargeError, match=r"raise fetch\.max_bytes"):
        fetched(newsroom, "/", max_bytes=2**20)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


def test_a_bomb_within_a_bomb_ends_at_the_inner_one(newsroom: Newsroom) -> None:
    newsroom.publish("/", gzip.compress(_bomb("gzip")), headers=(("Content-Encoding", "gzip, gzip"),))
    with pytest.raises(TooLargeError):
        fetched(newsroom, "/", max_bytes=2**20)


def test_a_body_of_countless_streams_is_given_up(newsroom: Newsroom) -> None:
    newsroom.publish("/", gzip.compress(b"") * 2000, headers=(("Content-Encoding", "gzip"),))
    with pytest.raises(ProtocolError, match="more than 1000 gzip streams"):
        fetched(newsroom, "/")


def test_a_zstd_frame_may_not_ask_for_a_huge_window(newsroom: Newsroom) -> None:
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    newsroom.publish("/", packer.compress(b"hello") + packer.flush(), headers=(("Content-Encoding", "zstd"),))
    with pytest.raises(ProtocolError, match="is not the zstd it says it is"):
        fetched(newsroom, "/")


def test_the_body_of_a_redirect_is_not_read(newsroom: Newsroom) -> None:
    newsroom.redirect("/", "/story", body=_bomb("gzip"), headers=(("Content-Encoding", "gzip"),))
    newsroom.publish("/story", "hello")
    assert fetched(newsroom, "/", max_bytes=1000).body == b"hello"


@pytest.mark.parametrize("size", [999, 1000, 1001])
def test_the_bound_is_exact(newsroom: Newsroom, size: int) -> None:
    newsroom.misbehave("/", saying(OK + b"\r\n" + b"x" * size))
    if size <= 1000:
        assert len(fetched(newsroom, "/", max_bytes=1000).body or b"") == size
    else:
        with pytest.raises(TooLargeError):
            fetched(newsroom, "/", max_bytes=1000)


@given(text=st.binary(max_size=5000), name=st.sampled_from(sorted(PACKERS)), size=st.integers(1, 300))
def test_decoding_does_not_depend_on_how_the_bytes_arrive(text: bytes, name: str, size: int) -> None:
    packed = PACKERS[name](text)
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert b"".join(decoded(pieces, encodings(name), limit=10_000)) == text


@given(packed=st.binary(max_size=2000), name=st.sampled_from(sorted(PACKERS)))
def test_whatever_arrives_decodes_or_is_refused(packed: bytes, name: str) -> None:
    with suppress(ProtocolError, TooLargeError):
        assert len(b"".join(decoded([packed], encodings(name), limit=10_000))) <= 10_000
