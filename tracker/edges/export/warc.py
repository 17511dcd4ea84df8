"""WARC 1.1: what was asked and answered for each version, and beside it the version's line with its hashes and text.

Each record is a gzip member of its own, so that a reader can jump to it. Record ids are made from the chain hash: the
same version has the same ids in every export.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker import __version__
from tracker.edges.export.http_blocks import answer_block, answer_head, hop_block, request_block
from tracker.edges.export.lines import sealed, tombstone_line, version_line
from tracker.edges.export.secrets import without_secrets
from tracker.model import Capture, KeptTombstone, KeptVersion, Redirect

_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_ANSWER, _QUESTION = "application/http; msgtype=response", "application/http; msgtype=request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """Where an answer stands in the WARC, for an index; offset and length are of its gzip member."""

    url: str
    moment: datetime
    status: int
    mime: str
    digest: str
    offset: int
    length: int
    is_page: bool = True
    revisit: bool = False


@dataclass(slots=True)
class _Seen:
    """The first capture of the same bytes at the same address, as far as one article reaches."""

    article_id: int = 0
    captures: dict[tuple[str, str], str] = field(default_factory=dict)


class WarcFile:
    """Writes records one after another."""

    def __init__(self, file: BinaryIO, *, name: str, now: datetime, script: bytes) -> None:
        """Begin with what the file is, and with the script that checks it.

        Args:
            name: of the file, as its first record gives it.
            script: `verify.py` as bytes.
        """
        self._file = file
        self._writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        self._seen = _Seen()
        begin = f"{name} {now.isoformat()}"
        self._write("warcinfo", _id(begin), now, "application/warc-fields", _info(), {"WARC-Filename": name})
        there = {"WARC-Target-URI": "urn:tracker:verify.py"}
        self._write("resource", _id(f"{begin} script"), now, "text/x-python", script, there)

    def add(self, kept: KeptVersion) -> Iterator[Indexed]:
        """Write all records of a version; yields those that can be replayed."""
        refers = ""
        if kept.capture is not None:
            capture = without_secrets(kept.capture)
            for place, hop in enumerate(capture.redirects):
                yield self._hop(kept, capture, hop, place)
            if kept.body is not None:
                refers = _id(f"{kept.version.chain_hash} response")
                yield self._answer(kept, capture, kept.body, refers)
            self._question(kept, capture, refers)
        line = sealed(version_line(kept, with_body=False))
        version = kept.version
        self._line(version.chain_hash, f"{version.article_id}:version:{version.number}", _moment(kept), line, refers)

    def add_tombstone(self, stone: KeptTombstone) -> None:
        """Write what was taken out of the record, and why."""
        what = f"{stone.article_id}:tombstone:{stone.chain_hash}"
        self._line(stone.chain_hash, what, stone.written, sealed(tombstone_line(stone)), "")

    def _hop(self, kept: KeptVersion, capture: Capture, hop: Redirect, place: int) -> Indexed:
        block = hop_block(hop)
        payload = f"sha256:{sha256(b'').hexdigest()}"
        # Its other headers were not kept: the record says of itself that it is not all that was sent.
        more = {"WARC-Target-URI": hop.url, "WARC-Payload-Digest": payload, "WARC-Truncated": "unspecified"}
        offset = self._write(
            "response", _id(f"{kept.version.chain_hash} hop {place}"), capture.began, _ANSWER, block, more
        )
        return Indexed(
            url=hop.url,
            moment=capture.began,
            status=hop.status,
            mime="",
            digest=payload,
            offset=offset,
            length=self._file.tell() - offset,
            is_page=False,
        )

    def _answer(self, kept: KeptVersion, capture: Capture, body: bytes, record_id: str) -> Indexed:
        digest, date = f"sha256:{kept.version.body_sha256}", _date(capture.began)
        more = {"WARC-Target-URI": capture.url, "WARC-Payload-Digest": digest} | _peer(capture)
        first = self._first(kept.version.article_id, capture.url, digest, date)
        if first == date:
            offset = self._write("response", record_id, capture.began, _ANSWER, answer_block(capture, body), more)
        else:
            more |= {"WARC-Profile": _SAME, "WARC-Refers-To-Target-URI": capture.url, "WARC-Refers-To-Date": first}
            offset = self._write("revisit", record_id, capture.began, _ANSWER, answer_head(capture, len(body)), more)
        mime = (capture.header("Content-Type") or "").partition(";")[0].strip()
        return Indexed(
            url=capture.url,
            moment=capture.began,
            status=capture.status,
            mime=mime,
            digest=digest,
            offset=offset,
            length=self._file.tell() - offset,
            revisit=first != date,
        )

    def _first(self, article_id: int, url: str, digest: str, date: str) -> str:
        if self._seen.article_id != article_id:
            self._seen = _Seen(article_id)
        return self._seen.captures.setdefault((url, digest), date)

    def _question(self, kept: KeptVersion, capture: Capture, refers: str) -> None:
        more = {"WARC-Target-URI": capture.url} | ({"WARC-Concurrent-To": refers} if refers else {})
        record_id = _id(f"{kept.version.chain_hash} request")
        self._write("request", record_id, capture.began, _QUESTION, request_block(capture), more)

    def _line(self, chain_hash: str, what: str, moment: datetime, line: bytes, refers: str) -> None:
        # Not the page's own address: a replay would take the newest record there for the page.
        more = {"WARC-Target-URI": f"urn:tracker:article:{what}"} | ({"WARC-Refers-To": refers} if refers else {})
        self._write("metadata", _id(f"{chain_hash} metadata"), moment, "application/json", line, more)

    def _write(
        self, kind: str, record_id: str, moment: datetime, content_type: str, block: bytes, more: dict[str, str]
    ) -> int:
        offset = self._file.tell()
        headers = [
            ("WARC-Type", kind),
            ("WARC-Record-ID", record_id),
            ("WARC-Date", _date(moment)),
            *((name, _one_line(value)) for name, value in more.items()),
            ("WARC-Block-Digest", f"sha256:{sha256(block).hexdigest()}"),
        ]
        if kind in ("request", "metadata", "resource"):
            payload = block.partition(b"\r\n\r\n")[2] if kind == "request" else block
            headers.append(("WARC-Payload-Digest", f"sha256:{sha256(payload).hexdigest()}"))
        fields = StatusAndHeaders("", headers, protocol="WARC/1.1")
        # Written as a plain block, whatever it is: headers of a page leave as they came, and are not parsed anew.
        self._writer.write_record(
            ArcWarcRecord("warc", "resource", fields, BytesIO(block), None, content_type, len(block))
        )
        return offset


def _info() -> bytes:
    fields = {
        "software": f"breaking-news-tracker/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "Versions of news articles. Bodies stand as they were after Content-Encoding was undone; "
        "headers that told of it are named X-Orig-. Values of session headers are left out. The metadata record of "
        "each version holds its text, hashes and place in the chain; the resource verify.py checks all of it.",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()


def _peer(capture: Capture) -> dict[str, str]:
    address = capture.address.rpartition(":")[0].strip("[]").partition("%")[0]
    return {"WARC-IP-Address": address} if address else {}


def _moment(kept: KeptVersion) -> datetime:
    return kept.capture.began if kept.capture else kept.version.first_seen


def _date(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _id(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'urn:tracker:{name}')}>"


def _one_line(value: str) -> str:
    return " ".join(value.split())
