"""What the fuzzer found, each with what was wrong; all of it is mended."""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from bench.fuzz.target import joined


@dataclass(frozen=True, slots=True)
class Case:
    """One input of one target, and what it did once."""

    target: str
    data: bytes
    was: str


_STREAM = gzip.compress(b"one", mtime=0)

FOUND = (
    Case(
        "codings",
        joined("gzip", b"\0", _STREAM + b"\0" + _STREAM),
        "a stream behind padding was read or not, by where the network had cut",
    ),
    Case(
        "source",
        joined(
            "h", "text/html", '<h2><a href="/2026/11/27/ferry\u00a0strikes-pier">Ferry strikes the old pier</a></h2>'
        ),
        "an article whose address holds a blank that does not break was listed, and could never be asked",
    ),
    Case(
        "codings",
        joined("zstd", b"\3", b"(\xb5/\xfd \x8c\1\0\0"),
        "a frame that holds less than it says was taken for whole where it came in pieces",
    ),
    Case(
        "answer",
        b"HTTP/1.1\0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "a status line with a NUL was kept as evidence",
    ),
    Case(
        "address",
        joined("http://news。example。/a", ""),
        "a host that ends in a dot of another script was kept under two addresses",
    ),
    Case(
        "header",
        joined("", "", b"https://news.example/a\xc9", "User-agent: *\nDisallow: /b"),
        "an address with half a character was taken, and ended the look in an error nobody had foreseen",
    ),
)
