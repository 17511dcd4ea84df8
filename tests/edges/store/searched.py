"""A record whose texts are searched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.edges.store import Record, Store
from tracker.model import Block, BlockKind, Question, Story


def told(*paragraphs: str, headline: str = "Bridge closed") -> Story:
    """Give a story of plain paragraphs."""
    return Story(headline=headline, blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs))


def watch(store: Store, story: Story, *, name: str = "news.example", when: datetime = NOON) -> int:
    """Put an article of a host of its own under watch."""
    began = opening(f"https://{name}/bridge", name=name)
    report = began.report
    assert report.capture is not None
    visit = replace(report.visit, began=when, ended=when)
    report = replace(report, story=story, capture=replace(report.capture, ended=when), visit=visit)
    return store.open_watch(replace(began, headline=story.headline, report=report)).id


def add_version(store: Store, article_id: int, story: Story, minutes: float) -> None:
    """Keep a version more, seen so many minutes after noon."""
    claim = store.claim(article_id, at(minutes), lease=LEASE)
    assert claim is not None
    assert store.record(replace(changed(claim, at(minutes), ""), story=story)) is not None


def texts(record: Record, words: str) -> list[str]:
    """Give the texts that are found, the newest first."""
    return [passage.text for passage in record.search(Question(words=words)).passages]
