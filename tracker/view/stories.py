"""A story from the JSON that `extract` and `show` print, so that two of them can be compared later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tracker.model import (
    Block,
    BlockKind,
    Entry,
    Link,
    Marker,
    MarkerKind,
    Note,
    NoteKind,
    Photograph,
    Story,
    Strength,
)


def story_from_json(data: Mapping[str, Any]) -> Story:
    """Read a story back.

    Raises:
        KeyError: a key is missing.
        ValueError: a value is not what that key holds.
        TypeError: likewise.
    """
    return Story(
        headline=str(data["headline"]),
        dek=str(data.get("dek", "")),
        byline=str(data.get("byline", "")),
        section=str(data.get("section", "")),
        language=str(data.get("language", "")),
        published=_time(data.get("published")),
        modified=_time(data.get("modified")),
        blocks=tuple(_block(block) for block in data["blocks"]),
        notes=tuple(Note(kind=NoteKind(note["kind"]), text=str(note["text"])) for note in data.get("notes", ())),
        marker=_marker(data.get("marker")),
        entries=tuple(_entry(entry) for entry in data.get("entries", ())),
        photograph=_photograph(data.get("photograph")),
        teaser=bool(data.get("teaser", False)),
    )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _block(data: Mapping[str, Any]) -> Block:
    kind, text = BlockKind(data["kind"]), str(data["text"])
    links = tuple(Link(text=str(link["text"]), url=str(link["url"])) for link in data.get("links", ()))
    return Block(
        kind=kind, text=text, links=links, entry=str(data.get("entry", "")), site=bool(data.get("site", False))
    )


def _entry(data: Mapping[str, Any]) -> Entry:
    return Entry(
        id=str(data["id"]),
        headline=str(data.get("headline", "")),
        published=_time(data.get("published")),
        modified=_time(data.get("modified")),
    )


def _photograph(data: Mapping[str, Any] | None) -> Photograph | None:
    return None if data is None else Photograph(identity=str(data["identity"]), url=str(data["url"]))


def _marker(data: Mapping[str, Any] | None) -> Marker | None:
    if data is None:
        return None
    return Marker(
        kind=MarkerKind(data["kind"]),
        phrase=str(data["phrase"]),
        where=str(data["where"]),
        strength=Strength(data["strength"]),
    )
