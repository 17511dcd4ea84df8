"""News of made-up stories for the tests of digests, webhooks and chats."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.view.letters import AFTER, ARTICLE, BEFORE, DELIVERY, NEW, OLD, SEEN
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.model import AlertKind, Delivery, Story
from tracker.view.letter import OtherNews, StoryNews

CARRIER = replace(
    DELIVERY,
    id=77,
    kind=AlertKind.DIGEST,
    article_id=None,
    version=None,
    thread_subject="Digest",
    in_reply_to=None,
    references=(),
)


def news_of(
    number: int = 12, before: Story = BEFORE, after: Story = AFTER, *, count: int = 1, **changes: Any
) -> StoryNews:
    """Give one story that changed in so many versions."""
    step = diff(before, after)
    happened = facts(before, after, step)
    versions = tuple(
        replace(
            NEW,
            article_id=number,
            number=4 + row,
            headline=after.headline,
            first_seen=SEEN + timedelta(minutes=2 * row),
        )
        for row in range(count)
    )
    plain = StoryNews(
        article=replace(ARTICLE, id=number, headline=before.headline, url=f"https://lantern.example/{number}"),
        before=replace(OLD, article_id=number),
        after=versions[-1],
        versions=versions,
        diff=step,
        facts=happened,
        summary=summary(happened),
        deliveries=tuple(
            replace(DELIVERY, id=number * 10 + row, article_id=number, version=one.number)
            for row, one in enumerate(versions)
        ),
    )
    return replace(plain, **changes)


def event_of(kind: AlertKind, number: int | None = 99, **changes: Any) -> OtherNews:
    """Give one thing that befell an article, or the tracker where there is no number."""
    about = None if number is None else replace(ARTICLE, id=number, headline="Bridge closed")
    told: Delivery = replace(
        DELIVERY, id=5, article_id=number, kind=kind, version=None if number is None else 4, **changes
    )
    return OtherNews(article=about, deliveries=(told,))
