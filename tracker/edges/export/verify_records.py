"""The check of a WARC: every record is made again from its version's line, and none may be left over.

A part of the script that exports carry: nothing here may need more than Python 3.8.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import IO, Any, NamedTuple

from tracker.edges.export.page_lists import Answer
from tracker.edges.export.verify_lines import Check, check_line, digest
from tracker.edges.export.version_records import (
    NOTHING,
    Part,
    Seen,
    answer_part,
    hop_part,
    line_part,
    mime_of,
    question_part,
    record_id,
    warc_date,
)

CHUNK = 1 << 20
HEAD_END = b"\r\n\r\n"
PACKED = "packed_sha256"
PHRASE = re.compile(r"[A-Za-z' -]{0,40}")


class Member(NamedTuple):
    """A gzip member: its content, where it stands in the file, and the hash of it as it stands there."""

    raw: bytes
    offset: int
    length: int
    packed: bytes


class Found(NamedTuple):
    """A record as it was found."""

    part: Part
    member: Member


class Warc:
    """What one WARC holds, as far as it was read: records that wait for their version's line, and a hash of all."""

    def __init__(self, name: str, check: Check) -> None:
        self.name, self.check = name, check
        self.count, self.links, self.hash, self.packed = 0, 0, hashlib.sha256(), hashlib.sha256()
        self.waiting: list[Found] = []
        self.seen = Seen()
        self.sizes: dict[str, int] = {}
        self.answers: list[tuple[dict[str, Any], Answer]] = []
        self.manifest = ""

    def take(self, member: Member) -> None:
        """Check one record: its length, its digests, its place, and what it says of a version."""
        self.count += 1
        where = f"{self.name}, record {self.count}"
        self.check.expect(not self.manifest, f"{where}: it stands behind the manifest, which is the last")
        one = parsed(member.raw, where, self.check)
        kind, about = one.fields["WARC-Type"], one.fields.get("WARC-Target-URI", "")
        if kind == "resource" and about == "urn:tracker:manifest":
            self.end(one, where)
        elif kind == "metadata":
            self.version(Found(one, member), where)
        elif kind in ("warcinfo", "resource"):
            self.check.expect(self.count == 1 + (kind == "resource"), f"{where}: no export has such a record here")
        else:
            self.waiting.append(Found(one, member))
        self.hash.update(hashlib.sha256(member.raw).digest())
        self.packed.update(member.packed)

    def version(self, found: Found, where: str) -> None:
        """Check all records of a version, which wait for this one, its line."""
        self.links += 1
        line = check_line(found.part.block, where, self.check, ("record", "not kept"))
        waiting, self.waiting = [*self.waiting, found], []
        if not line:
            return
        expected = list(self.expected(line, waiting))
        what = f"{where} (article {line['article']}, version {line['number']})"
        if len(expected) != len(waiting):
            self.check.problems.append(f"{what}: {len(expected)} records belong to it, but {len(waiting)} are here")
        for wanted, (one, _) in zip(expected, waiting):  # noqa: B905 - Python 3.8 knows no strict
            whose = f"{what}: its record {one.fields['WARC-Type']} is not as its line says"
            self.check.expect(wanted == one, f"{whose}: {difference(wanted, one)}")

    def expected(self, line: dict[str, Any], waiting: list[Found]) -> Iterator[Part]:
        """Make the records of a version again, in their order."""
        link, refers = line["chain_hash"], ""
        capture = as_capture(line.get("capture"))
        for place, hop in enumerate(capture.redirects if capture else ()):
            block = waiting[place].part.block if place < len(waiting) else b""
            yield hop_part(link, capture, place, phrase_of(block))
            self.note(line, waiting, place, (hop.url, capture.began, hop.status, "", NOTHING))
        if capture and line["bytes"] == "record":
            refers = record_id(f"{link} response")
            yield self.answer(line, capture, waiting, len(capture.redirects))
        if capture:
            yield question_part(link, capture, refers)
        moment = capture.began if capture else datetime.fromisoformat(line.get("written") or line["first_seen"])
        yield line_part(line, waiting[-1].part.block, moment, refers)

    def answer(self, line: dict[str, Any], capture: Any, waiting: list[Found], place: int) -> Part:  # noqa: ANN401
        """Make the record of an answer again, around the bytes that it was found with."""
        told, date = f"sha256:{line['body_sha256']}", warc_date(capture.began)
        first = self.seen.first(line["article"], capture.url, told, date)
        block = waiting[place].part.block if place < len(waiting) else b""
        body = block.partition(HEAD_END)[2]
        if first == date:
            self.check.expect(digest(body) == line["body_sha256"], f"{self.name}: the bytes of a response were changed")
            self.sizes[told] = len(body)
        else:
            body = bytes(self.sizes.get(told, 0))
        facts = (capture.url, capture.began, capture.status, mime_of(capture.headers), told, True, first != date)
        self.note(line, waiting, place, facts)
        return answer_part(line["chain_hash"], capture, body, told, first)

    def note(self, line: dict[str, Any], waiting: list[Found], place: int, facts: tuple[Any, ...]) -> None:
        """Note an answer for the lists of a WACZ; `facts` say all but where it stands."""
        if place < len(waiting):
            at = waiting[place].member
            self.answers.append((line, Answer(at.offset, at.length, *facts)))

    def end(self, one: Part, where: str) -> None:
        """Check the manifest against all records before it."""
        told = json.loads(one.block)
        found = {"records": self.count - 1, "links": self.links, "sha256": self.hash.hexdigest()}
        if PACKED in told:  # older exports do not say it
            found[PACKED] = self.packed.hexdigest()
        self.check.expect(told == found, f"{where}: the records before it are not those of the manifest")
        self.manifest = digest(one.block)


def check_warc(file: IO[bytes], name: str, check: Check) -> str:
    """Check a WARC file, one gzip member a record; gives the hash of its manifest."""
    return read_warc(file, name, check).manifest


def read_warc(file: IO[bytes], name: str, check: Check) -> Warc:
    """Check a WARC file; gives what it holds."""
    warc = Warc(name, check)
    try:
        for member in members(file, name, check):
            warc.take(member)
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        check.problems.append(f"{name}, record {warc.count or 1}: it does not read ({error!r})")
    check.expect(not warc.waiting, f"{name}: {len(warc.waiting)} records at its end belong to no version")
    check.expect(bool(warc.manifest), f"{name}: it is cut: the manifest at its end is missing")
    return warc


def parsed(raw: bytes, where: str, check: Check) -> Part:
    """Take a record apart, and check its length and the digest of its block."""
    head, _, rest = raw.partition(HEAD_END)
    lines = head.decode("utf-8").split("\r\n")
    fields = {key: value for key, _, value in (line.partition(": ") for line in lines[1:])}
    block = rest[: int(fields["Content-Length"])]
    check.expect(lines[0] == "WARC/1.1" and rest == block + HEAD_END, f"{where}: its length is not as it says")
    check.expect(len(fields) == len(lines) - 1, f"{where}: a field stands in it twice")
    check.expect(fields["WARC-Block-Digest"] == f"sha256:{digest(block)}", f"{where}: its block was changed")
    content_type = fields.pop("Content-Type")
    del fields["Content-Length"]
    return Part(fields, content_type, block)


def difference(wanted: Part, found: Part) -> str:
    """Say in which fields two records differ; the block stands for its digests and its length."""
    names = [*wanted.fields, *(name for name in found.fields if name not in wanted.fields)]
    other = [name for name in names if wanted.fields.get(name) != found.fields.get(name)]
    if wanted.block != found.block:
        return ", ".join(["its block", *(name for name in other if not name.endswith("-Digest"))])
    return ", ".join(other or ["its Content-Type"])


def as_capture(told: dict[str, Any] | None) -> Any:  # noqa: ANN401 - stands for a Capture of the tracker's model
    """Give a capture's JSON in the form that records are made from; None where there is none."""
    if told is None:
        return None
    hops = [SimpleNamespace(**hop) for hop in told.get("redirects", ())]
    empty = {"headers": (), "request_headers": (), "address": ""}
    return SimpleNamespace(**{**empty, **told, "redirects": hops, "began": datetime.fromisoformat(told["began"])})


def phrase_of(block: bytes) -> str:
    """Give the words behind the status of a redirect, which Python says a little differently from year to year."""
    words = block.partition(b"\r\n")[0].decode("latin-1").split(" ", 2)
    return words[2] if len(words) == 3 and PHRASE.fullmatch(words[2]) else ""


def members(file: IO[bytes], name: str, check: Check) -> Iterator[Member]:
    """Yield each gzip member. What no checksum covers, its head and unused bits, must be as written."""
    first, offset, data = b"", 0, file.read(CHUNK)
    while data:
        unpacker, content, packed = zlib.decompressobj(31), [], []
        while not unpacker.eof:
            if not data:
                raise ValueError("the file is cut")
            content.append(unpacker.decompress(data))
            packed.append(data[: len(data) - len(unpacker.unused_data)])
            data = unpacker.unused_data or file.read(CHUNK)
        member, raw = b"".join(packed), b"".join(content)
        first = first or member[:10]
        plain = member[:10] == first == first[:4] + bytes(4) + first[8:] and not has_stray_bit(member, raw)
        check.expect(plain, f"{name}: a gzip member that begins with {raw[:60]!r} was changed")
        yield Member(raw, offset, len(member), hashlib.sha256(member).digest())
        offset += len(member)


def has_stray_bit(member: bytes, raw: bytes) -> bool:
    """Tell whether a bit is set behind the end of the packed data, where packers leave zeros."""
    last = member[-9]
    cleared = last & ~(1 << last.bit_length() - 1) if last else last
    try:
        return bool(last) and zlib.decompress(member[:-9] + bytes([cleared]) + member[-8:], 31) == raw
    except zlib.error:
        return False
