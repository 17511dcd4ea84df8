"""JSON lines: one version a line, with all that its hashes are made of, so that anyone can make them again.

Each line of a file stands on the hash of the line before it, and the last one says that it is the last: its own hash
is that of the whole file, its manifest.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.edges.export.secrets import secret_names, without_secret_values
from tracker.edges.store.encoding import canonical, decoded, plain
from tracker.edges.store.evidence import GENESIS
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.model import KeptTombstone, KeptVersion, Story

Line = dict[str, object]


def version_line(kept: KeptVersion, *, with_body: bool, recorded: bool = False) -> Line:
    """Give the line of a version; times as its hash covers them, secrets of a session left out.

    Args:
        with_body: False leaves out the bytes; their hash stays.
        recorded: the bytes stand in a record of the same file instead.
    """
    version, story, capture = kept.version, kept.story, _told(kept)
    body = kept.body if with_body and not recorded else None
    held = "record" if recorded else ("line" if with_body else "left out")
    return {
        "article": version.article_id,
        "number": version.number,
        "address": kept.article.url,
        # As the text says them, and not said where it is not here: what cannot be proven is not told.
        "headline": story.headline if story else "",
        "url": version.url,
        "first_seen": plain(version.first_seen),
        "last_seen_old": plain(version.last_seen_old),
        "last_seen": plain(version.last_seen),
        "published": plain(story.published) if story else None,
        "modified": plain(story.modified) if story else None,
        "status_line": version.status_line,
        "change": plain(version.change),
        "program": kept.program,
        "walker": kept.walker,
        "keeping": kept.keeping.value,
        "why": kept.why,
        "story": plain(story),
        "capture": capture,
        "redacted_headers": list(secret_names(capture.get("headers", ()))) if capture else [],
        "bytes": held if kept.body is not None else "not kept",
        "body_base64": b64encode(body).decode() if body is not None else None,
        "body_sha256": version.body_sha256,
        "text_sha256": version.text_sha256,
        "headers_sha256": kept.headers_sha256,
        "capture_sha256": kept.capture_sha256,
        "exported_capture_sha256": sha256(canonical(capture)).hexdigest() if capture else None,
        "previous_hash": kept.previous,
        "chain_hash": version.chain_hash,
    }


def _told(kept: KeptVersion) -> dict[str, Any] | None:
    """Give the capture as the record keeps it, to the key, so that its hash can be made where nothing is left out."""
    if kept.capture is None:
        return None
    stored: Any = json.loads(kept.capture_json) if kept.capture_json else plain(replace(kept.capture, body=None))
    return without_secret_values(stored)


def tombstone_line(stone: KeptTombstone) -> Line:
    """Give the line of a tombstone."""
    return {
        "article": stone.article_id,
        "tombstone": stone.what,
        "number": stone.number,
        "after": stone.after,
        "reason": stone.reason,
        "written": plain(stone.written),
        "previous_hash": stone.previous,
        "chain_hash": stone.chain_hash,
    }


class Sheet:
    """Gives the lines of one file, each standing on the one before it."""

    def __init__(self) -> None:
        self._waiting: Line | None = None
        self.manifest = GENESIS

    def next(self, line: Line) -> bytes:
        """Give the line before this one as it is written; nothing before the first."""
        written = self.end(last=False)
        self._waiting = line
        return written

    def end(self, *, last: bool = True) -> bytes:
        """Give the line that is left; its hash, `manifest` then, stands for the whole file."""
        if self._waiting is None:
            return b""
        raw = sealed({**self._waiting, "before": self.manifest, "last": last})
        self.manifest = raw[-66:-2].decode()
        return raw + b"\n"


def sealed(line: Mapping[str, object]) -> bytes:
    """Give a line as it is written: its own hash last, so that a changed byte anywhere in it is found."""
    return encoded({**line, "sha256": sha256(encoded(line)).hexdigest()})


def encoded(line: Mapping[str, object]) -> bytes:
    """Give a line's bytes, without the line feed; half a character in a page is escaped."""
    try:
        return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(line, separators=(",", ":")).encode()


def read_stories(path: Path) -> Iterator[tuple[int, int, Story]]:
    """Read an export back: article, number and story of each version that holds one, in the order of the file.

    Raises:
        NotFoundError: there is no such file.
        StoreDamagedError: a line is none of ours.
    """
    if not path.is_file():
        raise NotFoundError(f"{path} is not there: name a file that tracker export wrote")
    with path.open("rb") as file:
        for place, raw in enumerate(file, start=1):
            line = _line(raw, f"{path}, line {place}")
            if line.get("story") is not None:
                yield line["article"], line["number"], decoded(Story, canonical(line["story"]))


def _line(raw: bytes, where: str) -> Mapping[str, Any]:
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise StoreDamagedError(f"{where} is no JSON: give a file that tracker export wrote") from error
    if not isinstance(line, dict) or not {"article", "number", "chain_hash"} <= set(line):
        raise StoreDamagedError(f"{where} is no version: give a file that tracker export wrote")
    return line
