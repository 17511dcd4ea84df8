"""Lives of articles for the tests: a version is a few paragraphs, one an hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tracker.core.blame import blame
from tracker.model import Block, BlockKind, Change, ChangeKind, Entry, Kept, Story, Version
from tracker.model.blame import Blame, SentenceLife
from tracker.model.life import LifeVersion

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def hour(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def told(headline: str, *paragraphs: str, teaser: bool = False) -> Story:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    return Story(headline=headline, blocks=blocks, teaser=teaser)


def live(*entries: str) -> Story:
    """Give a live blog: each entry is its id and, after a colon, its text."""
    parts = [entry.split(":", 1) for entry in entries]
    return Story(
        headline="Live",
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text.strip(), entry=name) for name, text in parts),
        entries=tuple(Entry(id=name) for name, _ in parts),
    )


def version(number: int) -> Version:
    """Give version N: first seen N hours after noon, the text before it last seen ten minutes earlier."""
    return Version(
        article_id=1,
        number=number,
        first_seen=hour(number),
        last_seen_old=None if number == 1 else hour(number) - timedelta(minutes=10),
        last_seen=hour(number + 0.8),
        headline="",
        published=None,
        modified=None,
        url="https://lantern.example/ferry",
        status_line="HTTP/1.1 200 OK",
        body_sha256="",
        text_sha256="",
        chain_hash="",
        change=Change(kinds=frozenset({ChangeKind.TEXT}), reason=""),
    )


def life(*stories: Story | None) -> list[LifeVersion]:
    """Give versions from 1 on; None stands for one that was redacted."""
    return [
        LifeVersion(version=version(number), story=story, why="" if story else "redacted")
        if story
        else LifeVersion(version=replace(version(number), kept=Kept.REDACTED), story=None, why="redacted")
        for number, story in enumerate(stories, start=1)
    ]


def blamed(*stories: Story | None) -> Blame:
    found = blame(life(*stories))
    assert found is not None
    return found


def of(found: Blame, beginning: str) -> SentenceLife:
    """Give the one standing sentence that begins so."""
    (one,) = [sentence for sentence in found.sentences if sentence.text.startswith(beginning)]
    return one


def ages(found: Blame) -> list[tuple[str, int, int]]:
    """Give each sentence with the versions in which it appeared and was last changed."""
    return [(one.text, one.appeared.number, one.changed.number) for one in found.sentences]
