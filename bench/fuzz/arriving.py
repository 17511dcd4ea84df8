"""What arrives from a server: answers, their encodings and headers, and the addresses that they name."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import IPv4Address, IPv6Address
from typing import Final
from urllib.parse import urlsplit

from backports import zstd
from urllib3.util import parse_url

from bench.fuzz.target import Target, each, expect, fields, joined, refusing, words
from tracker.core.extract import decode
from tracker.core.extract.dates import moment
from tracker.core.links import canonical_address, host_of
from tracker.core.page_state import answer_state
from tracker.core.robots import LONGEST_DELAY, Rules, robots_address
from tracker.core.sources.markup import as_text
from tracker.core.sources.moments import source_moment
from tracker.edges.export.http_blocks import answer_block, hop_block, request_block
from tracker.edges.fetch import Gate
from tracker.edges.fetch.addresses import outside_the_internet
from tracker.edges.fetch.decoding import decoded, encodings
from tracker.edges.fetch.target import BAD_PORTS, next_target, target_of
from tracker.edges.fetch.target import Target as Place
from tracker.edges.mirror import article_folder
from tracker.edges.store.encoding import canonical
from tracker.edges.store.encoding import decoded as read_back
from tracker.errors import (
    AddressRefusedError,
    FetchError,
    ProtocolError,
    ReadingError,
    TooLargeError,
    UsageError,
)
from tracker.jobs.reading import charset_of
from tracker.model import Capture, FetchSettings, Request
from tracker.model.retry_after import LONGEST_RETRY_AFTER, asked_wait

NOON: Final = datetime(2026, 11, 27, 12, tzinfo=UTC)
MOST_BODY: Final = 200_000
_PIECE: Final = 64 * 1024
_REPLACEMENT: Final = "\ufffd"
_MOST_REPLACED: Final = 0.01


def charset(data: bytes) -> None:
    """A body under a Content-Type: refused where over a hundredth of it is broken, and never read in two ways."""
    header, body = fields(data, 2)
    named = charset_of(words(header))
    as_text(body, named)
    with refusing(ReadingError):
        text = decode(body, charset=named)
        expect(text == decode(body, charset=named), "the same bytes are read in two ways")
        broken = text.count(_REPLACEMENT) - body.count(_REPLACEMENT.encode())
        expect(broken <= _MOST_REPLACED * len(text) + 1, f"{broken} of {len(text)} characters are replaced")
        if not body.isascii() and not body.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and _is_utf_8(body):
            expect(text == body.decode(), "sound UTF-8 is read as something else")


def _is_utf_8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def codings(data: bytes) -> None:
    """A body under a Content-Encoding: bounded at each step, and the same wherever the network cuts it."""
    header, size, body = fields(data, 3)
    with refusing(ProtocolError):
        applied = encodings(words(header))
        whole = _unpacked([body], applied)
        length = 1 + (size[0] if size else 0)
        cut = _unpacked([body[place : place + length] for place in range(0, len(body), length)], applied)
        expect(whole == cut, f"in pieces of {length} it is {_told(cut)}, as a whole {_told(whole)}")


def _unpacked(pieces: list[bytes], applied: tuple[str, ...]) -> bytes | None:
    found = bytearray()
    try:
        for piece in decoded(pieces, applied, limit=MOST_BODY):
            expect(not applied or len(piece) <= _PIECE, f"{len(piece)} bytes are unpacked at once")
            found += piece
            expect(len(found) <= MOST_BODY, "more is unpacked than may be")
    except (ProtocolError, TooLargeError):
        return None
    return bytes(found)


def _told(found: bytes | None) -> str:
    return "refused" if found is None else repr(found[:60])


class _Server:
    """Answers on loopback with whatever bytes it holds, headers and all."""

    def __init__(self) -> None:
        self.answer = b""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._serve, name="fuzzed server", daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            with connection:
                try:
                    connection.recv(65536)
                    connection.sendall(self.answer)
                    connection.shutdown(socket.SHUT_WR)
                    connection.recv(65536)
                except OSError:
                    continue


@cache
def _opened() -> tuple[_Server, Gate]:
    server = _Server()
    settings = FetchSettings(
        deadline=timedelta(seconds=5),
        max_bytes=MOST_BODY,
        max_redirects=1,
        allow_private=(f"127.0.0.1:{server.port}",),
    )
    return server, Gate(settings, user_agent="test/1 (+desk@example.org)", clock=lambda: NOON)


def answer(data: bytes) -> None:
    """A whole answer through the gate: evidence that can be kept and exported as it is, or a refusal in words."""
    server, gate = _opened()
    server.answer = data
    with refusing(FetchError):
        capture = gate.fetch(Request(url=f"http://127.0.0.1:{server.port}/a"))
        _expect_evidence(capture)
        answer_state(capture)


def _expect_evidence(capture: Capture) -> None:
    expect(capture.body is None or len(capture.body) <= MOST_BODY, "a body is larger than it may be")
    expect(100 <= capture.status <= 999, f"the status is {capture.status}")
    told = [capture.status_line, *(part for header in capture.headers for part in header)]
    expect(not any(sign in part for part in told for sign in "\r\n\0"), "a header holds the end of a line")
    kept = replace(capture, body=None)
    expect(read_back(Capture, canonical(kept)) == kept, "a capture does not read back from the record")
    head = answer_block(capture, b"").split(b"\r\n\r\n")[0].split(b"\r\n")
    lengths = 1 + sum(1 for name, _ in capture.headers if name.lower() != "content-length")
    expect(len(head) >= lengths and b"\n" not in b"".join(head), "a header ends early in the archive")
    for hop in capture.redirects:
        expect(hop_block(hop).count(b"\r\n") == 3, "a redirect ends early in the archive")
    request_block(capture)


def address(data: bytes) -> None:
    """An address, and where a redirect leads from there: read alike by all who read it, or refused."""
    first, location = (words(part) for part in fields(data, 2))
    with refusing(UsageError):
        kept = canonical_address(first)
        expect(canonical_address(kept) == kept, f"{kept!r} has another form")
        expect(host_of(kept) == host_of(first), f"{first!r} and {kept!r} are of two hosts")
        robots_address(kept)
        folder = article_folder(7, kept)
        expect(len(folder.parts) == 2 and ".." not in folder.parts, f"{kept!r} leads to the folder {folder}")
        with refusing(AddressRefusedError):
            expect(target_of(kept).host_header == host_of(kept), f"{kept!r} is asked of {target_of(kept).host_header}")
    with refusing(AddressRefusedError):
        place = target_of(first)
        _expect_place(place)
        following = next_target(place, location)
        _expect_place(following)
        expect(place.scheme != "https" or following.scheme == "https", "a redirect leads from https to http")


def _expect_place(place: Place) -> None:
    expect(place.url.isascii() and place.url.isprintable() and " " not in place.url, f"{place.url!r} is sent as it is")
    expect(place.scheme in ("http", "https") and 0 < place.port < 2**16, f"{place} is no place of the web")
    expect(target_of(place.url).origin == place.origin, f"{place.url!r} is another place when read again")
    read = parse_url(place.url)
    hosts = {(read.host or "").strip("[]"), urlsplit(place.url).hostname}
    expect(hosts == {place.host}, f"{place.url!r} is of {hosts} and {place.host}")
    expect(read.auth is None and (read.port or place.port) == place.port, f"{place.url!r} is read in two ways")
    expect(place.path.startswith("/") and "\\" not in place.path, f"{place.path!r} is no path")


def inside(data: bytes) -> None:
    """An IP address, and the same one in every disguise: what is not of the public Internet is never asked."""
    packed = data[:16].ljust(16, b"\0")
    short, long = IPv4Address(packed[:4]), IPv6Address(packed)
    for one in (short, long):
        if outside_the_internet(one) is None:
            expect(one.is_global and not one.is_multicast and not one.is_reserved, f"{one} would be asked")
    wrapped = int(short)
    disguises = {
        "mapped": IPv6Address((0xFFFF << 32) | wrapped),
        "compatible": IPv6Address(wrapped),
        "NAT64": IPv6Address((0x64FF9B << 96) | wrapped),
        "local NAT64": IPv6Address((0x64FF9B0001 << 80) | wrapped),
        "6to4": IPv6Address((0x2002 << 112) | (wrapped << 80)),
        "Teredo": IPv6Address((0x20010000 << 96) | (wrapped ^ 0xFFFFFFFF)),
    }
    for name, disguised in disguises.items():
        expect(outside_the_internet(disguised) is not None, f"{short} would be asked as {name} {disguised}")
    expect(25 in BAD_PORTS and not BAD_PORTS & {80, 443, 8080, 8443}, "the ports are others")


def header(data: bytes) -> None:
    """Retry-After with Date, moments in all forms, and a robots.txt: what cannot be read says nothing."""
    wait, date, url, body = fields(data, 4)
    asked = asked_wait(words(wait), NOON, date=words(date))
    expect(asked is None or timedelta(0) < asked <= LONGEST_RETRY_AFTER, f"a wait of {asked}")
    for read in (moment, source_moment):
        for text in (words(wait), words(date)):
            found = read(text)
            expect(found is None or (found.utcoffset() == timedelta(0) and 1989 < found.year <= 2101), f"{found}")
    rules = Rules(body)
    delay = rules.crawl_delay
    expect(delay is None or timedelta(0) < delay <= LONGEST_DELAY, f"a pause of {delay}")
    with refusing(UsageError):
        asked_for = canonical_address(words(url))
        expect(rules.allow(asked_for) is rules.allow(asked_for), "it is allowed and is not")
    expect(all(isinstance(one, str) for one in rules.sitemaps), "a sitemap is no text")


def _deflated() -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(b"bare") + packer.flush()


def _answers() -> Iterator[bytes]:
    page = b"<html><body><h1>Ferry</h1><p>A ferry struck the pier.</p></body></html>"
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n"
    yield b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 No\r\n\r\nno"
    yield b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(page)
    yield b"HTTP/1.0 302 Found\r\nLocation: /a\r\nSet-Cookie: a=b\r\n\r\n"
    yield b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
    yield b"HTTP/1.1 301 Moved\r\nLocation: //\xc3\xbc.example\\@127.0.0.1/\r\n\r\n"
    yield b"HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n a fold\r\n\r\n"
    yield b"HTTP/1.1 200\r\nContent-Length: +5\r\nContent-Length: 5\r\n\r\nhello"


_CODED: Final = (
    joined("gzip", b"\x04", gzip.compress(b"breaking news " * 20)),
    joined("gzip", b"\x00", gzip.compress(b"one") + gzip.compress(b"two") + b"\0\0\0"),
    joined("deflate", b"\x02", zlib.compress(b"deflated")),
    joined("deflate", b"\x02", _deflated()),
    joined("zstd", b"\x03", zstd.compress(b"folded " * 20)),
    joined("gzip, gzip", b"\x07", gzip.compress(gzip.compress(b"twice"))),
    joined("identity, br", b"", b"x"),
)
_ADDRESSES: Final = (
    joined("https://news.example/a?utm_source=x&id=1#top", "/b"),
    joined("HTTP://News.Example.:80/%2e%2e/a", "//other.example/\\@127.0.0.1"),
    joined("https://[2001:db8::1]:8443/", "http://news.example/"),
    joined("http://bücher.example/ß?q=ü", "https:///a"),
    joined("http://0x7f.1/", "javascript:alert(1)"),
    joined("http://127。0。0。1/", " /a b "),
    joined("http://a@b.example:80@c.example/", "?q"),
)
_HEADERS: Final = (
    joined("120", "Fri, 27 Nov 2026 12:00:00 GMT", "https://news.example/a/../b", "User-agent: *\nDisallow: /b\n"),
    joined(
        "Fri, 27 Nov 2026 14:00:00 GMT",
        "2026-11-27T12:00:00.123456789+01:00",
        "https://news.example/a*",
        "\ufeffUSER AGENT: breaking-news-tracker/1\rAllow: /a$\rCrawl-delay: 1e3\rSitemap: /s.xml",
    ),
    joined("99999999999999999999", "27/11/2026", "https://news.example/%61", "Disallow: /%61\nRequest-rate: 1/5s 0-9"),
    joined("-1", "Mon, 00 Foo 0000 99:99:99 -9999", "x", "User-agent: *\nDisallow: *****************b$\n"),
)

TARGETS: Final = each(
    (
        Target(
            name="charset",
            check=charset,
            seeds=(
                joined("text/html; charset=utf-8", "<p>Zoë — “said”</p>"),
                joined('text/html;charset="windows-1251"', "Паром".encode("cp1251")),
                joined("text/html", b'\xef\xbb\xbf<meta charset="shift_jis">', "速報".encode("cp932")),
                joined("", b"\xff\xfe" + "速報".encode("utf-16-le")),
                joined("text/html; charset=utf-7", b"+ADw-script+AD4-"),
                joined("", b"<?xml version='1.0' encoding='koi8-r'?><a>\xcf</a>"),
            ),
        ),
        Target(name="codings", check=codings, seeds=_CODED),
        Target(name="answer", check=answer, seeds=tuple(_answers()), longest=4096),
        Target(name="address", check=address, seeds=_ADDRESSES, longest=1024),
        Target(
            name="inside",
            check=inside,
            seeds=(
                b"\x7f\0\0\1",
                b"\x5d\xb8\xd8\x22",
                b"\x2a\0" + b"\1" * 14,
                b"\x64\x40\0\1",
                b"\xfe\xc0" + b"\0" * 14,
            ),
            longest=16,
        ),
        Target(name="header", check=header, seeds=_HEADERS),
    )
)
"""Everything of this module that is fuzzed, by name."""
