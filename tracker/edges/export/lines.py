"""JSON lines: one version a line, with all that its hashes are made of, so that anyone can make them again."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from tracker.edges.export.secrets import secret_names, without_secrets
from tracker.edges.store.encoding import canonical, decoded, plain
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.model import KeptTombstone, KeptVersion, Story

Line = dict[str, object]


def version_line(kept: KeptVersion, *, with_body: bool) -> Line:
    """Give the line of a version; times as its hash covers them, secrets of a session left out.

    Args:
        with_body: False leaves out the bytes; their hash stays.
    """
    version, capture = kept.version, kept.capture
    body = kept.body if with_body else None
    return {
        "article": version.article_id,
        "number": version.number,
        "address": kept.article.url,
        "headline": version.headline,
        "url": version.url,
        "first_seen": plain(version.first_seen),
        "last_seen_old": plain(version.last_seen_old),
        "last_seen": plain(version.last_seen),
        "published": plain(version.published),
        "modified": plain(version.modified),
        "status_line": version.status_line,
        "change": plain(version.change),
        "program": kept.program,
        "walker": kept.walker,
        "keeping": kept.keeping.value,
        "why": kept.why,
        "story": plain(kept.story),
        "capture": plain(without_secrets(capture)) if capture else None,
        "redacted_headers": list(secret_names(capture.headers)) if capture else [],
        "body_base64": b64encode(body).decode() if body is not None else None,
        "body_sha256": version.body_sha256,
        "text_sha256": version.text_sha256,
        "headers_sha256": kept.headers_sha256,
        "previous_hash": kept.previous,
        "chain_hash": version.chain_hash,
    }


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
