"""A version as a Markdown file, for people and for grep: one paragraph a line, and nothing that a reader would run.

The head is YAML, its values JSON strings, so that any front-matter reader takes it. Times are UTC.

Source: CommonMark 0.31, section 2.4: any ASCII punctuation behind a backslash is itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from tracker.model import Block, BlockKind, Entry, Story, Version
from tracker.view.safe import safe

# What could become a tag, a link, a picture, an entity or emphasis; an underscore inside a word is none.
_INSIDE = re.compile(r"[\\`*\[\]|~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"^(\s*)([#>+=\-]|\d{1,9}(?=[.)](?:\s|$)))")
_LEADS = {
    BlockKind.HEADING: "## ",
    BlockKind.LIST_ITEM: "- ",
    BlockKind.QUOTE: "> ",
    BlockKind.CAPTION: "*Caption:* ",
    BlockKind.NOTE: "*Note:* ",
    BlockKind.TABLE_ROW: "*Row:* ",
}


def version_markdown(version: Version, story: Story, *, summary: str) -> str:
    """Write a version with its head. It says nothing that changes later, so that a file is written once.

    Args:
        summary: what changed, in one line; empty for a first version.
    """
    head = "".join(f"{name}: {value}\n" for name, value in _head(version, story, summary))
    return f"---\n{head}---\n\n" + "\n\n".join(_parts(story)) + "\n"


def _head(version: Version, story: Story, summary: str) -> Iterator[tuple[str, str]]:
    yield "article", str(version.article_id)
    yield "version", str(version.number)
    yield "url", _value(version.url)
    yield "headline", _value(story.headline)
    yield "changed", _value(summary or ("first version" if version.number == 1 else version.change.reason))
    if version.last_seen_old:
        yield "last_seen_old", _time(version.last_seen_old)
    yield "first_seen", _time(version.first_seen)
    for name, moment in (("published", story.published), ("modified", story.modified)):
        if moment:
            yield name, _time(moment)
    if story.byline:
        yield "byline", _value(story.byline)
    yield "body_sha256", version.body_sha256
    yield "text_sha256", version.text_sha256
    yield "chain_hash", version.chain_hash


def _value(words: str) -> str:
    return json.dumps(safe(words), ensure_ascii=False)


def _time(moment: datetime) -> str:
    try:
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except OverflowError:
        return moment.isoformat()


def _parts(story: Story) -> Iterator[str]:
    yield f"# {escaped(story.headline) or '(no headline)'}"
    if story.dek:
        yield f"**{escaped(story.dek)}**"
    entries, at = {entry.id: entry for entry in story.entries}, ""
    for block in (block for block in story.blocks if not block.site):
        if block.entry != at and (entry := entries.get(block.entry)) is not None:
            yield _entry(entry)
        at = block.entry
        yield _block(block)


def _entry(entry: Entry) -> str:
    told = [_time(entry.published)] if entry.published else [f"entry {escaped(entry.id)}"]
    return "### " + " · ".join([*told, *([escaped(entry.headline)] if entry.headline else [])])


def _block(block: Block) -> str:
    return _LEADS.get(block.kind, "") + escaped(block.text)


def escaped(text: str) -> str:
    """Give text as one line that Markdown shows as it is."""
    return _LINE_START.sub(_kept_from_line_start, _INSIDE.sub(lambda found: "\\" + found[0], safe(text.strip())))


def _kept_from_line_start(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}{sign}\\" if sign.isdigit() else f"{found[1]}\\{sign}"
