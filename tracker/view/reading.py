"""A story as a person reads it in the terminal: headline, standfirst, then the text in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from rich.padding import Padding
from rich.text import Text

from tracker.model import Block, BlockKind, Entry, Marker, Story, Version
from tracker.model.archiving import KeptCopy
from tracker.view.safe import safe
from tracker.view.times import full

_LEADS = {BlockKind.LIST_ITEM: "• ", BlockKind.QUOTE: "❝ ", BlockKind.CAPTION: "▢ "}
_STYLES = {BlockKind.HEADING: "bold", BlockKind.CAPTION: "dim", BlockKind.NOTE: "italic"}


def story_lines(story: Story, *, zone: tzinfo) -> Iterator[Text | Padding]:
    """Draw a story in reading order."""
    yield Text(safe(story.headline), style="bold")
    if story.dek:
        yield Text(safe(story.dek), style="italic")
    yield Text(" · ".join(_about(story, zone=zone)), style="dim")
    if story.teaser:
        yield Text("only the beginning: the rest is behind a paywall", style="yellow")
    if story.marker:
        yield Text(marker_line(story.marker), style="yellow")
    entries = {entry.id: entry for entry in story.entries}
    at = ""
    for block in story.blocks:
        yield Text("")
        if block.entry != at and (entry := entries.get(block.entry)) is not None:
            yield Text(_stamp(entry, block, zone=zone), style="bold cyan")
        at = block.entry
        yield _block(block)


def version_line(version: Version, *, zone: tzinfo) -> Text:
    """Say which version it is, and between which looks it came and stood."""
    words = f"version {version.number}, first seen {full(version.first_seen, zone)}"
    if version.last_seen_old is not None:
        words += f" (the text before it was last seen {full(version.last_seen_old, zone)})"
    return Text(f"{words}, last seen {full(version.last_seen, zone)}", style="dim")


def copy_lines(copy: KeptCopy | None) -> tuple[Text, ...]:
    """Say where a version's copy in a web archive lies; nothing where there is none."""
    return () if copy is None else (Text(f"saved at {safe(copy.told)}", style="dim"),)


def _stamp(entry: Entry, first: Block, *, zone: tzinfo) -> str:
    """Head an entry with its times, and with its headline where its text does not begin with it."""
    told = [full(entry.published, zone)] if entry.published else [f"entry {safe(entry.id)}"]
    if entry.modified and entry.modified != entry.published:
        told.append(f"modified {full(entry.modified, zone)}")
    if entry.headline and entry.headline != first.text:
        told.append(safe(entry.headline))
    return " · ".join(told)


def marker_line(marker: Marker) -> str:
    """Say by which words a page promises to change, and where they stand."""
    return f"{marker.kind.value}: “{safe(marker.phrase)}” ({safe(marker.where)}, {marker.strength.value})"


def _about(story: Story, *, zone: tzinfo) -> Iterator[str]:
    if story.byline:
        yield safe(story.byline)
    if story.section:
        yield safe(story.section)
    if story.published:
        yield f"published {full(story.published, zone)}"
    if story.modified and story.modified != story.published:
        yield f"modified {full(story.modified, zone)}"


def _block(block: Block) -> Text | Padding:
    text = Text(_LEADS.get(block.kind, "") + safe(block.text), style=_STYLES.get(block.kind, ""))
    return Padding(text, (0, 0, 0, 2)) if block.kind is BlockKind.LIST_ITEM else text
