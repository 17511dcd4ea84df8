"""What is packed is unpacked, however it arrives; what is sent before the answer is read past."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from tests.edges.fetch.gates import fetched
from tests.servers.hostile import saying
from tests.servers.http import Newsroom
from tracker.edges.fetch.decoding import decoded, encodings
from tracker.errors import ProtocolError, TooLargeError

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


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
