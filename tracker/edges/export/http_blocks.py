"""Requests and answers as blocks of a WARC: the bytes of status line, headers and body as they were kept.

A body is kept after its Content-Encoding was undone, so the headers that no longer fit it stand with `X-Orig-` before
their names, in their places; a reader that trusts headers would otherwise unpack what is plain already.
Source: ISO 28500:2017, sections 6.3 and 6.4; the practice of crawlers that record through a browser.
A part of the script that exports carry: nothing here may need more than Python 3.8.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tracker.model import Capture, Redirect

    Headers = tuple[tuple[str, str], ...]

_UNDONE = frozenset({"content-encoding", "transfer-encoding"})
_ORIGINAL = "X-Orig-"


def answer_block(capture: Capture, body: bytes) -> bytes:
    """Give status line, headers and body of an answer; `capture` without secrets."""
    return _header_bytes(capture.status_line, _fitting(capture.headers, len(body))) + body


def answer_head(capture: Capture, size: int) -> bytes:
    """Give status line and headers alone, for a body of so many bytes that is recorded elsewhere."""
    return _header_bytes(capture.status_line, _fitting(capture.headers, size))


def request_block(capture: Capture) -> bytes:
    """Give what was asked; the request line is made from the address."""
    parts = urlsplit(capture.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    names = {name.lower() for name, _ in capture.request_headers}
    host = () if "host" in names else (("Host", parts.netloc),)
    return _header_bytes(f"GET {target} HTTP/1.1", (*host, *capture.request_headers))


def hop_block(hop: Redirect, phrase: str | None = None) -> bytes:
    """Give what is kept of a redirect: its status and where it led; the words beside the status are Python's."""
    if phrase is None:
        phrase = HTTPStatus(hop.status).phrase if hop.status in set(HTTPStatus) else ""
    return _header_bytes(f"HTTP/1.1 {hop.status} {phrase}", (("Location", hop.location),))


def _fitting(headers: Headers, size: int) -> Headers:
    undone = any(name.lower() in _UNDONE for name, _ in headers)
    found, lengths = [], 0
    for name, value in headers:
        is_length = name.lower() == "content-length"
        moved = name.lower() in _UNDONE or (is_length and (undone or value.strip() != str(size)))
        lengths += is_length and not moved
        found.append((_ORIGINAL + name if moved else name, value))
    return tuple(found) if lengths else (*found, ("Content-Length", str(size)))


def _header_bytes(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    return b"".join(_header_line(line) + b"\r\n" for line in lines) + b"\r\n"


def _header_line(text: str) -> bytes:
    """Give a header's line in the bytes it came in; what would end it early becomes a space."""
    one = text.replace("\r", " ").replace("\n", " ")
    try:
        return one.encode("latin-1")
    except UnicodeEncodeError:
        return one.encode("utf-8", "replace")
