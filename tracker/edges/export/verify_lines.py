"""The check of lines: what a version's line says, against the hashes in it and the chain it stands in.

A part of the script that exports carry: nothing here may need more than Python 3.8.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import IO, Any

from tracker.edges.export.secrets import has_secret, secret_names

GENESIS = "0" * 64
COVERED = ("url", "number", "first_seen", "last_seen_old", "status_line", "headers_sha256")
STONE = ("what", "number", "after", "reason", "written")


class Check:
    """What was found so far: problems in words, versions counted, and the newest link of each article."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self.versions = 0
        self.links = 0
        self.left_out = 0
        self.hidden = 0
        self.heads: dict[int, dict[str, Any]] = {}
        self.begun: set[int] = set()
        self.manifests: dict[str, str] = {}

    def expect(self, holds: bool, problem: str) -> None:
        """Note a problem where something does not hold."""
        if not holds:
            self.problems.append(problem)


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """Give the JSON that hashes cover: keys sorted, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def encoded(line: dict[str, Any]) -> bytes:
    """Give a line as an export writes it."""
    try:
        return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(line, separators=(",", ":")).encode("utf-8")


def storable(text: str) -> str:
    """Give text as a record's columns keep it: half characters and NUL replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "�")


def check_lines(file: IO[bytes], name: str, check: Check) -> str:
    """Check a file of JSON lines, each standing on the one before it; gives the hash of the last, its manifest."""
    before, ended = GENESIS, False
    for place, raw in enumerate(file, start=1):
        where, known = f"{name}, line {place}", len(check.problems)
        check.expect(raw.endswith(b"\n"), f"{where}: it is cut")
        line = check_line(raw[:-1] if raw.endswith(b"\n") else raw, where, check, ("line", "left out", "not kept"))
        check.expect(not ended, f"{where}: it stands behind the line that says it is the last")
        stands = line.get("before") == before or len(check.problems) > known
        check.expect(stands, f"{where}: the line before it is not the one that it was written after")
        before, ended = str(line.get("sha256")), line.get("last") is True
    check.expect(ended or before == GENESIS, f"{name}: it is cut: its last line says that more follow")
    return before


def check_line(raw: bytes, where: str, check: Check, places: tuple[str, ...]) -> dict[str, Any]:
    """Check one version or tombstone: its own hash, what it holds, and its place in the chain; gives it.

    Args:
        places: where the bytes of a version may be, in such a file.
    """
    try:
        line = json.loads(raw)
        own = {name: value for name, value in line.items() if name != "sha256"}
        check.expect(encoded(line) == raw and digest(encoded(own)) == line["sha256"], f"{where}: the line was changed")
        what = f"{where} (article {line['article']}, version {line['number']})"
        check.expect(link_hash(line) == line["chain_hash"], f"{what}: the chain hash is not that of what it covers")
        check_chain(line, what, check)
        check.links += 1
        if "tombstone" not in line:
            check.versions += 1
            check.expect(line["bytes"] in places, f"{what}: it does not say where its bytes are")
            check_content(line, what, check)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        check.problems.append(f"{where}: it does not read ({error!r})")
        return {}
    return dict(line)


def link_hash(line: dict[str, Any]) -> str:
    """Make the chain hash of a line again."""
    if "tombstone" in line:
        line = dict(line, what=line["tombstone"])
        return digest(b"\n".join([line["previous_hash"].encode(), canonical({name: line[name] for name in STONE})]))
    hashes = [line[name].encode() for name in ("previous_hash", "body_sha256", "text_sha256")]
    return digest(b"\n".join([*hashes, canonical({name: line[name] for name in COVERED})]))


def check_chain(line: dict[str, Any], what: str, check: Check) -> None:
    """Check that a line stands on the one before it, in this file or in the one that was checked before."""
    article, before = line["article"], check.heads.get(line["article"])
    stands = before is not None and before["chain_hash"] == line["previous_hash"]
    if article in check.begun:
        check.expect(stands, f"{what}: it does not stand on the one before it")
    elif line["number"] == 1 and "tombstone" not in line:
        check.expect(line["previous_hash"] == GENESIS, f"{what}: the first version stands on nothing")
    elif not stands:
        check.remarks.append(f"{what}: what came before it is not in this export")
    check.begun.add(article)
    check.heads[article] = line


def check_content(line: dict[str, Any], what: str, check: Check) -> None:
    """Check that bytes, text and capture are those of their hashes, and that nothing is missing of what is whole."""
    body, story, capture = line["body_base64"], line["story"], line["capture"]
    check.expect((body is not None) == (line["bytes"] == "line"), f"{what}: its bytes are not where it says")
    if body is not None:
        found = digest(base64.b64decode(body, validate=True))
        check.expect(found == line["body_sha256"], f"{what}: the bytes are not those of the hash")
    check_story(line, story, what, check)
    if capture is not None:
        check_capture(line, capture, what, check)
    check.left_out += line["bytes"] == "left out"
    if line["keeping"] != "whole":
        check.remarks.append(f"{what}: {line['keeping']}: {line['why']}")
    elif story is None or capture is None or line["bytes"] == "not kept":
        check.problems.append(f"{what}: it is called whole, but is not all here")


def check_story(line: dict[str, Any], story: dict[str, Any] | None, what: str, check: Check) -> None:
    """Check the text against its hash, and what the line says of it; without a text it may say nothing."""
    told: dict[str, Any] = story if story is not None else {}
    if story is not None:
        check.expect(digest(text_of(story)) == line["text_sha256"], f"{what}: the text is not that of the hash")
    check.expect(line["headline"] == told.get("headline", ""), f"{what}: the headline is not that of its text")
    for name in ("published", "modified"):
        check.expect(line[name] == told.get(name), f"{what}: the time '{name}' is not that of its text")


def check_capture(line: dict[str, Any], capture: dict[str, Any], what: str, check: Check) -> None:
    """Check how a version was asked for and answered; values that were left out leave some of the hashes unprovable."""
    headers = capture.get("headers", [])
    check.expect(line["redacted_headers"] == [*secret_names(headers)], f"{what}: the headers are not those of the hash")
    if not secret_names(headers):
        found = digest(canonical(headers))
        check.expect(found == line["headers_sha256"], f"{what}: the headers are not those of the hash")
    found = digest(canonical(capture))
    check.expect(found == line["exported_capture_sha256"], f"{what}: the capture is not that of the hash")
    if has_secret(capture):
        check.hidden += 1
    elif line["capture_sha256"] is not None:
        check.expect(found == line["capture_sha256"], f"{what}: the capture is not the one that was recorded")
    for name in ("url", "status_line"):
        check.expect(storable(capture[name]) == line[name], f"{what}: the {name} is not that of its capture")
    check.expect(capture["ended"] == line["first_seen"], f"{what}: it was not first seen when it was captured")
    words = line["status_line"].split()
    check.expect(str(capture["status"]) in words[:2], f"{what}: the status is not that of its status line")


def text_of(story: dict[str, Any]) -> bytes:
    """Give what the text's hash covers."""
    fields: dict[str, Any] = {name: story.get(name, "") for name in ("headline", "dek", "byline")}
    for name in ("blocks", "notes"):
        fields[name] = [[one["kind"], one["text"]] for one in story.get(name, [])]
    return canonical(fields)
