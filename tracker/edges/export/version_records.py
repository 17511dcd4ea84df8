"""The records that a version is in a WARC, field by field: written by an export, and made again by its check.

Record ids are made from the chain hash: the same version has the same ids in every export.
A part of the script that exports carry: nothing here may need more than Python 3.8.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from tracker.edges.export.http_blocks import answer_block, answer_head, hop_block, request_block

if TYPE_CHECKING:
    from tracker.model import Capture

SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
ANSWER, QUESTION = "application/http; msgtype=response", "application/http; msgtype=request"
NOTHING = f"sha256:{sha256(b'').hexdigest()}"


class Part(NamedTuple):
    """One record of a WARC: its fields in their order but for content type and length, and its block."""

    fields: dict[str, str]
    content_type: str
    block: bytes


class Seen:
    """The first capture of the same bytes at the same address, as far as one article reaches."""

    def __init__(self) -> None:
        self._article_id = 0
        self._captures: dict[tuple[str, str], str] = {}

    def first(self, article_id: int, url: str, digest: str, date: str) -> str:
        """Give the date of the first one; it is this one's own where there was none before."""
        if self._article_id != article_id:
            self._article_id, self._captures = article_id, {}
        return self._captures.setdefault((url, digest), date)


def part(
    kind: str, name: str, moment: datetime, content_type: str, block: bytes, more: dict[str, str], payload: str = ""
) -> Part:
    """Make a record.

    Args:
        name: what its id is made from.
        payload: its digest, where it is said last; `more` holds it otherwise.
    """
    fields = {"WARC-Type": kind, "WARC-Record-ID": record_id(name), "WARC-Date": warc_date(moment)}
    fields.update({key: " ".join(value.split()) for key, value in more.items()})
    fields["WARC-Block-Digest"] = f"sha256:{sha256(block).hexdigest()}"
    if payload:
        fields["WARC-Payload-Digest"] = payload
    return Part(fields, content_type, block)


def hop_part(chain_hash: str, capture: Capture, place: int, phrase: str | None = None) -> Part:
    """Make the record of a redirect."""
    hop = capture.redirects[place]
    # Its other headers were not kept: the record says of itself that it is not all that was sent.
    more = {"WARC-Target-URI": hop.url, "WARC-Payload-Digest": NOTHING, "WARC-Truncated": "unspecified"}
    return part("response", f"{chain_hash} hop {place}", capture.began, ANSWER, hop_block(hop, phrase), more)


def answer_part(chain_hash: str, capture: Capture, body: bytes, digest: str, first: str) -> Part:
    """Make the record of an answer: a `revisit` where the same bytes were `first` captured at another date."""
    more = {"WARC-Target-URI": capture.url, "WARC-Payload-Digest": digest}
    address = capture.address.rpartition(":")[0].strip("[]").partition("%")[0]
    if address:
        more["WARC-IP-Address"] = address
    name = f"{chain_hash} response"
    if first == warc_date(capture.began):
        return part("response", name, capture.began, ANSWER, answer_block(capture, body), more)
    more.update({"WARC-Profile": SAME, "WARC-Refers-To-Target-URI": capture.url, "WARC-Refers-To-Date": first})
    return part("revisit", name, capture.began, ANSWER, answer_head(capture, len(body)), more)


def question_part(chain_hash: str, capture: Capture, refers: str) -> Part:
    """Make the record of a request; `refers` is the id of its answer, empty where that is not there."""
    more = {"WARC-Target-URI": capture.url}
    if refers:
        more["WARC-Concurrent-To"] = refers
    block = request_block(capture)
    payload = f"sha256:{sha256(block.partition(bytes((13, 10, 13, 10)))[2]).hexdigest()}"
    return part("request", f"{chain_hash} request", capture.began, QUESTION, block, more, payload)


def line_part(line: dict[str, Any], raw: bytes, moment: datetime, refers: str) -> Part:
    """Make the record of a version's or tombstone's line; `raw` is the line as it is written."""
    link = line["chain_hash"]
    what = f"tombstone:{link}" if "tombstone" in line else f"version:{line['number']}"
    # Not the page's own address: a replay would take the newest record there for the page.
    more = {"WARC-Target-URI": f"urn:tracker:article:{line['article']}:{what}"}
    if refers:
        more["WARC-Refers-To"] = refers
    payload = f"sha256:{sha256(raw).hexdigest()}"
    return part("metadata", f"{link} metadata", moment, "application/json", raw, more, payload)


def record_id(name: str) -> str:
    """Give the id of a record."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'urn:tracker:{name}')}>"


def warc_date(moment: datetime) -> str:
    """Give a moment as WARC writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def mime_of(headers: Any) -> str:  # noqa: ANN401 - pairs, as tuples or as JSON's lists
    """Give the media type of an answer, for an index; empty where its headers tell none."""
    told = next((value for name, value in headers if name.lower() == "content-type"), "")
    return str(told).partition(";")[0].strip()
