"""A data folder with a story of two versions, filled without the network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.edges.store import Store
from tracker.model import Block, BlockKind, Story

BEFORE, AFTER = "The bridge is closed to all traffic.", "The bridge is open to cyclists."


def fill(folder: Path, *, paragraphs: int = 0, headline: str = "Bridge closed") -> None:
    """Keep one article of two versions, each with so many paragraphs more."""
    more = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=f"Paragraph {number} of a long and quiet report on the bridge.")
        for number in range(paragraphs)
    )
    with Store.open(folder, clock=lambda: NOON) as store:
        began = opening(text=BEFORE)
        report = replace(began.report, story=_told(began.report.story, more, headline))
        store.open_watch(replace(began, headline=headline, report=report))
        (claim,) = store.claim_due(at(1), limit=1, lease=LEASE)
        found = changed(claim, at(1), AFTER)
        store.record(replace(found, story=_told(found.story, more, headline)))


def _told(story: Story | None, more: tuple[Block, ...], headline: str) -> Story:
    assert story is not None
    return replace(story, headline=headline, blocks=(*story.blocks, *more))
