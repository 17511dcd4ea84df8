"""WARC 1.1: what was asked and answered for each version, and beside it the version's line with its hashes and text.

Each record is a gzip member of its own, so that a reader can jump to it. The last one is the manifest: one hash of all.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker import __version__
from tracker.edges.export.lines import Line, sealed, tombstone_line, version_line
from tracker.edges.export.page_lists import Answer
from tracker.edges.export.secrets import without_secrets
from tracker.edges.export.version_records import (
    NOTHING,
    Part,
    Seen,
    answer_part,
    hop_part,
    line_part,
    mime_of,
    part,
    question_part,
    record_id,
    warc_date,
)
from tracker.model import Capture, KeptTombstone, KeptVersion


class WarcFile:
    """Writes records one after another."""

    def __init__(self, file: BinaryIO, *, name: str, now: datetime, script: bytes) -> None:
        """Begin with what the file is, and with the script that checks it.

        Args:
            name: of the file, as its first record gives it.
            script: `verify.py` as bytes.
        """
        self._file, self._now = file, now
        self._seen = Seen()
        self._records, self._links, self._hash, self._packed = 0, 0, sha256(), sha256()
        self._begin = f"{name} {now.isoformat()}"
        more = {"WARC-Filename": name}
        self._write(part("warcinfo", self._begin, now, "application/warc-fields", _info(), more))
        self._resource("verify.py", "text/x-python", script)

    def add(self, kept: KeptVersion) -> Iterator[Answer]:
        """Write all records of a version; yields those that can be replayed."""
        refers, link = "", kept.version.chain_hash
        capture = without_secrets(kept.capture) if kept.capture is not None else None
        if capture is not None:
            for place in range(len(capture.redirects)):
                yield self._hop(link, capture, place)
            if kept.body is not None:
                refers = record_id(f"{link} response")
                yield self._answer(kept, capture, kept.body)
            self._write(question_part(link, capture, refers))
        line = version_line(kept, with_body=True, recorded=True)
        self._line(line, capture.began if capture else kept.version.first_seen, refers)

    def add_tombstone(self, stone: KeptTombstone) -> None:
        """Write what was taken out of the record, and why."""
        self._line(tombstone_line(stone), stone.written, "")

    def finish(self) -> str:
        """Write the manifest, one hash of all records before it and one of them as packed; gives its own hash."""
        terms = {"records": self._records, "links": self._links, "sha256": self._hash.hexdigest()}
        terms["packed_sha256"] = self._packed.hexdigest()
        block = json.dumps(terms, separators=(",", ":")).encode()
        self._resource("manifest", "application/json", block)
        return sha256(block).hexdigest()

    def _hop(self, link: str, capture: Capture, place: int) -> Answer:
        hop = capture.redirects[place]
        offset, length = self._write(hop_part(link, capture, place))
        return Answer(offset, length, hop.url, capture.began, hop.status, "", NOTHING)

    def _answer(self, kept: KeptVersion, capture: Capture, body: bytes) -> Answer:
        digest, date = f"sha256:{kept.version.body_sha256}", warc_date(capture.began)
        first = self._seen.first(kept.version.article_id, capture.url, digest, date)
        offset, length = self._write(answer_part(kept.version.chain_hash, capture, body, digest, first))
        found = (capture.url, capture.began, capture.status, mime_of(capture.headers), digest)
        return Answer(offset, length, *found, is_page=True, revisit=first != date)

    def _line(self, line: Line, moment: datetime, refers: str) -> None:
        self._links += 1
        self._write(line_part(line, sealed(line), moment, refers))

    def _resource(self, name: str, content_type: str, block: bytes) -> None:
        there = {"WARC-Target-URI": f"urn:tracker:{name}"}
        payload = f"sha256:{sha256(block).hexdigest()}"
        self._write(part("resource", f"{self._begin} {name}", self._now, content_type, block, there, payload))

    def _write(self, one: Part) -> tuple[int, int]:
        """Write a record; gives the place and length of its gzip member."""
        offset, plain = self._file.tell(), BytesIO()
        fields = StatusAndHeaders("", [*one.fields.items()], protocol="WARC/1.1")
        # Written as a plain block, whatever it is: headers of a page leave as they came, and are not parsed anew.
        record = ArcWarcRecord("warc", "resource", fields, BytesIO(one.block), None, one.content_type, len(one.block))
        WARCWriter(plain, gzip=False, warc_version="WARC/1.1").write_record(record)
        self._records += 1
        self._hash.update(sha256(plain.getvalue()).digest())
        packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        packed = packer.compress(plain.getvalue()) + packer.flush()
        self._packed.update(sha256(packed).digest())
        self._file.write(packed)
        return offset, self._file.tell() - offset


def _info() -> bytes:
    fields = {
        "software": f"breaking-news-tracker/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "Versions of news articles. Bodies stand as they were after Content-Encoding was undone; "
        "headers that told of it are named X-Orig-. Values of session headers are left out. The metadata record of "
        "each version holds its text, hashes and place in the chain; the resource verify.py checks all of it, and the "
        "resource manifest, the last record, is one hash of all.",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
