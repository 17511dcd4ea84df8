"""The lists of a WACZ, made from what the WARC in it holds: the index by which a replay finds answers, and the pages.

A part of the script that exports carry: nothing here may need more than Python 3.8.
Source: specs.webrecorder.net/wacz/1.1.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

WARC_NAME = "data.warc.gz"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(r"www\d*\.")


class Answer(NamedTuple):
    """Where an answer stands in the WARC, for an index; offset and length are of its gzip member."""

    offset: int
    length: int
    url: str
    moment: datetime
    status: int
    mime: str
    digest: str
    is_page: bool = False
    revisit: bool = False


def index_line(found: Answer) -> str:
    """Give an answer's line of the index (CDXJ)."""
    stamp = found.moment.strftime("%Y%m%d%H%M%S")
    fields = {
        "url": found.url,
        "mime": "warc/revisit" if found.revisit else found.mime or "unk",
        "status": str(found.status),
        "digest": found.digest,
        "length": str(found.length),
        "offset": str(found.offset),
        "filename": WARC_NAME,
    }
    return f"{sort_key(found.url)} {stamp} {json.dumps(fields)}"


def index(lines: Iterable[str]) -> bytes:
    """Give the index: its lines in the order of their bytes."""
    return b"".join(sorted(f"{line}\n".encode() for line in lines))


def page_line(found: Answer, *, article: int, number: int, headline: str, address: str, text: str) -> bytes:
    """Give a version's line of the list of pages, with its text for a full-text search."""
    page = {
        "id": f"{article}-{number}",
        "url": found.url,
        "ts": found.moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
        "title": f"{headline or address} ({number})",
        "text": text,
    }
    return plain_json(page) + b"\n"


def pages_head() -> bytes:
    """Give the first line of the list of pages."""
    return plain_json({"format": "json-pages-1.0", "id": "pages", "title": "All versions", "hasText": True}) + b"\n"


def sort_key(url: str) -> str:
    """Give an address in the form by which indices are sorted: host reversed, letters small, query in order.

    Source: SURT as the wayback tools write it.
    """
    parts = urlsplit(url)
    host = _WWW.sub("", (parts.hostname or "").lower(), count=1) if _WWW.match(parts.hostname or "") else parts.hostname
    reversed_host = ",".join(reversed((host or "").split(".")))
    port = "" if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f":{parts.port}"
    path = parts.path.lower().rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return f"{reversed_host}{port}){path}" + (f"?{query}" if query else "")


def plain_json(value: object) -> bytes:
    """Give JSON in ASCII, without spaces."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
