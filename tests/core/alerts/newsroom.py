"""Batches, rules and news for the tests of the planner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from tests.jobs.outbox import NOON
from tracker.core.alerts import News
from tracker.core.diff import diff
from tracker.core.facts import facts
from tracker.model import Batch, Block, BlockKind, Channel, Delivery, Fact, FactKind, QuietHours, Story

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NIGHT = QuietHours(begins=time(22), ends=time(7))
EDITED = News(facts=(Fact(kind=FactKind.EDITED, text="1 paragraph edited", after="1"),))
HEADLINE = News(facts=(Fact(kind=FactKind.HEADLINE, text="headline changed"),))
TOLL = News(facts=(Fact(kind=FactKind.NUMBER, text="12 → 45 dead", number="toll"),))
ENTRIES = News(facts=(Fact(kind=FactKind.ENTRIES_ADDED, text="2 entries added"),))
NOTHING = News()


def batch(*due: Delivery, **given: Any) -> Batch:
    """Write a batch of mails to the desk."""
    return Batch(recipient="desk@example.org", channel=Channel.MAIL, token="leased", due=due, **given)


class Tells:
    """Tells of each version what the tests say it holds; of several the news of all, unless said otherwise."""

    def __init__(self, steps: Mapping[int, News] | None = None, whole: News | None = None) -> None:
        self.steps = steps or {}
        self.whole = whole
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, deliveries: tuple[Delivery, ...]) -> News:
        self.asked.append(tuple(one.id for one in deliveries))
        found = [self.steps.get(one.version or 0, EDITED) for one in deliveries]
        if len(found) > 1 and self.whole is not None:
            return self.whole
        return News(facts=tuple(fact for news in found for fact in news.facts))


def story(headline: str, *paragraphs: str, language: str = "en") -> Story:
    """Write a story of plain paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    return Story(headline=headline, blocks=blocks, language=language)


def change(before: Story, after: Story) -> News:
    """Give what the step between two stories tells."""
    difference = diff(before, after)
    return News(facts=facts(before, after, difference), diff=difference, text=f"{after.headline}\n\n{after.text}")


__all__ = ["EDITED", "ENTRIES", "HEADLINE", "HOUR", "MINUTE", "NIGHT", "NOON", "NOTHING", "TOLL", "Tells", "batch"]
