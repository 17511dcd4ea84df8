"""Records made for the viewer: articles of many versions, filled without the network in a second."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tracker.edges.store import Store
from tracker.model import Block, BlockKind, Heat, Plan, Story


def told(headline: str, *paragraphs: str, dek: str = "") -> Story:
    """Give a story of these paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    return Story(headline=headline, dek=dek, published=NOON - timedelta(hours=1), blocks=blocks)


def keep(folder: Path, *lives: Sequence[Story], minutes: float = 7) -> None:
    """Keep articles with these versions, the first at noon, each other one so many minutes after the one before.

    The same ones are made once, and copied from then on.
    """
    made = _made(tuple(tuple(life) for life in lives), minutes)
    shutil.copytree(made.name, folder, dirs_exist_ok=True)


@cache
def _made(lives: tuple[tuple[Story, ...], ...], minutes: float) -> TemporaryDirectory[str]:
    made = TemporaryDirectory(prefix="viewer-record-")
    _make(Path(made.name), lives, minutes=minutes)
    return made


def _make(folder: Path, lives: Sequence[Sequence[Story]], *, minutes: float) -> None:
    with Store.open(folder, clock=lambda: NOON) as store:
        for number, life in enumerate(lives, start=1):
            _open(store, number, life[0])
        for number, life in enumerate(lives, start=1):
            grow(store, number, life[1:], minutes=minutes)


def _open(store: Store, number: int, first: Story) -> None:
    site = f"news{number}.example"
    began = opening(f"https://{site}/story", name=site, text=first.text)
    report = replace(began.report, story=first)
    store.open_watch(replace(began, headline=first.headline, report=report))


def grow(store: Store, number: int, versions: Iterable[Story], *, minutes: float = 7, since: int = 0) -> None:
    """Add versions to an article, each so many minutes after the one before."""
    for place, story in enumerate(versions, start=since + 1):
        when = at(place * minutes)
        claim = store.claim(number, when, lease=LEASE)
        assert claim is not None
        found = changed(claim, when, story.text)
        heat = Heat(at=when, born=NOON - timedelta(hours=1), fast=0.8, slow=0.3, looks=place, changed_at=when)
        plan = Plan(at=when + timedelta(minutes=3), why="it changed just now", state=found.plan.state, heat=heat)
        store.record(replace(found, story=story, plan=plan))


def long_life(versions: int, *, paragraphs: int = 12) -> list[Story]:
    """Give an article of so many versions; each changes a number, and every third one has a paragraph more."""
    body = [
        f"Paragraph {number} of a long report on the harbour fire and what came of it." for number in range(paragraphs)
    ]
    lives = []
    for number in range(versions):
        toll = f"Officials said that {number + 3} people were killed when the fire reached the old harbour."
        more = [f"In the {place}th hour boats took people off the quay." for place in range(number // 3)]
        lives.append(told("Fire in the old harbour", toll, *body, *more[-20:]))
    return lives


def long_story(paragraphs: int) -> list[Story]:
    """Give two versions of so many paragraphs, every fiftieth one edited in its own way."""
    words = (
        "the harbour master told reporters that boats from three towns had come to help before the wind turned again"
    )
    before = [f"Paragraph {number}: {words}, and {words}." for number in range(paragraphs)]
    after = [
        text.replace("three towns", f"{place} towns") if place % 50 == 7 else text for place, text in enumerate(before)
    ]
    return [told("A long report", *before), told("A long report, corrected", *after)]
