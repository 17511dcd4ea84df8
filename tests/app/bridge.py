"""Records of articles with a few versions, for the exports that are read by people and by researchers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.edges.store import Store
from tracker.model import Block, BlockKind, Settings, Story

DAMAGE = "UPDATE blob SET data = x'00' WHERE id = (SELECT story_blob FROM version WHERE number = 3)"
"""Done behind the record's back, so that version 3 does not read any more."""

QUIET = tuple(f"Paragraph {number} of a long and quiet report on the bridge." for number in range(6))
TEXTS = (
    "At least 12 people were on the bridge, police said.",
    "At least 45 people were on the bridge, police said.",
    "At least 45 people were on the bridge, the mayor said.",
)


def told(story: Story | None, *paragraphs: str, headline: str = "Bridge closed") -> Story:
    """Give a story with these paragraphs instead of its own."""
    assert story is not None
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    return replace(story, headline=headline, blocks=blocks, notes=(), marker=None)


def keep_bridge(store: Store, *, texts: tuple[str, ...] = TEXTS, quiet: tuple[str, ...] = QUIET) -> None:
    """Keep an article with a version for each text."""
    began = opening(text=texts[0])
    store.open_watch(replace(began, report=replace(began.report, story=told(began.report.story, texts[0], *quiet))))
    for number, text in enumerate(texts[1:], start=1):
        (claim,) = store.claim_due(at(2 * number), limit=1, lease=LEASE)
        report = changed(claim, at(2 * number), f"Page {number}.")
        store.record(replace(report, story=told(report.story, text, *quiet)))


def filled(folder: Path) -> Settings:
    """Keep an article of three versions, and another site's of one."""
    with Store.open(folder, clock=lambda: NOON) as store:
        keep_bridge(store)
        store.open_watch(opening("https://www.other.example/fire", name="www.other.example"))
    return Settings(data=folder)


def redacted(folder: Path, number: int) -> Settings:
    """Keep the same and take the words of one version out again."""
    settings = filled(folder)
    with Store.open(folder, clock=lambda: at(60)) as store:
        store.redact(1, [number], reason="court order", now=at(60))
    return settings
